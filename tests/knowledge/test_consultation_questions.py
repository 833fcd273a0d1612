"""How many questions a consultation takes, and that the way to its end makes no difference."""

from __future__ import annotations

from statistics import mean

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.consultation.asking import ASKED_FIRST, MAX_QUESTIONS, fact_to_ask
from advisor.consultation.planning import MAX_STEPS, Plan, PlannedStep, make_plan
from tests.knowledge.consulted import COMMON_VALUES, KNOWLEDGE, consult, is_likely, people

drawn = st.fixed_dictionaries({fact: st.sampled_from(values) for fact, values in COMMON_VALUES.items()})
truths = drawn.filter(is_likely)
some_facts = st.lists(st.sampled_from(sorted(COMMON_VALUES)), unique=True)
some = settings(max_examples=25, deadline=None)


def needed(plan: Plan, truth: dict[str, str]) -> list[PlannedStep]:
    return [one for one in plan.steps if not one.step.is_pointless(truth)]


def test_most_people_are_asked_five_things_or_fewer() -> None:
    asked = [len(consult(person).asked) for person in people(60)]

    assert mean(asked) <= 5
    assert max(asked) <= MAX_QUESTIONS


def test_the_side_and_the_kind_of_contract_are_asked_for_first() -> None:
    assert all(consult(person).asked[:2] == ASKED_FIRST for person in people(5))


@some
@given(truths)
def test_nothing_is_asked_once_nothing_can_change_any_more(truth: dict[str, str]) -> None:
    consulted = consult(truth)

    assert len(consulted.asked) == MAX_QUESTIONS or fact_to_ask(KNOWLEDGE, consulted.situation) is None


@some
@given(truths, st.permutations(sorted(COMMON_VALUES)), st.integers(0, len(COMMON_VALUES)))
def test_who_tells_facts_unasked_and_in_any_order_gets_the_same_plan(
    truth: dict[str, str], order: list[str], number: int
) -> None:
    """Told at once or asked for one by one; only the bound on questions may leave something open.

    No fact is asked for only to leave out a pointless step, so such a step may stand in one plan alone.
    """
    asked, told = consult(truth), consult(truth, told=order[:number])
    if all(fact_to_ask(KNOWLEDGE, one.situation) is None for one in (asked, told)):
        first, second = (make_plan(KNOWLEDGE, one.situation) for one in (asked, told))
        assert first.recommended.recommendation == second.recommended.recommendation
        assert needed(first, truth) == needed(second, truth)


@some
@given(truths, some_facts)
def test_whatever_somebody_is_unsure_of_the_plan_can_be_read(
    truth: dict[str, str], unsure: list[str]
) -> None:
    consulted = consult(truth, unsure=unsure)

    plan = make_plan(KNOWLEDGE, consulted.situation)

    assert 1 <= len(plan.steps) <= MAX_STEPS
    assert len(consulted.asked) <= MAX_QUESTIONS


@some
@given(truths, some_facts)
def test_who_cannot_tell_their_side_is_told_of_no_final_step(
    truth: dict[str, str], unsure: list[str]
) -> None:
    plan = make_plan(KNOWLEDGE, consult(truth, unsure=["role", *unsure]).situation)

    assert plan.partial
    assert not any(planned.step.irreversible for planned in plan.steps)
