"""What holds for every plan of the project's own knowledge, whatever the situation is."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.consultation.asking import MAX_QUESTIONS
from advisor.consultation.planning import PHASES, make_plan
from advisor.consultation.wording import plan_text
from advisor.situation import Situation
from tests.knowledge.consulted import KNOWLEDGE, TODAY, Consulted, consult

LAST_TO_PROTECT = PHASES.index("end")
UNSURE = "unsure"
told_facts = st.fixed_dictionaries(
    {},
    optional={
        fact.id: st.sampled_from([value.id for value in fact.values]) for fact in KNOWLEDGE.facts.values()
    },
)
situations = told_facts.map(Situation)
# Days from far before to far after any deadline that counts from them.
told_days = st.dictionaries(
    st.sampled_from(["end", "submission", "request"]),
    st.dates(TODAY - timedelta(days=90), TODAY + timedelta(days=90)),
)
# What somebody answers to each question: one of the values, or that they are not sure.
answers = st.fixed_dictionaries(
    {
        fact.id: st.sampled_from([UNSURE, *(value.id for value in fact.values if not value.rare)])
        for fact in KNOWLEDGE.facts.values()
    }
)
many = settings(max_examples=300, deadline=None)
some = settings(max_examples=60, deadline=None)


def _consulted(told: dict[str, str]) -> Consulted:
    return consult(told, unsure=[fact for fact, value in told.items() if value == UNSURE])


@many
@given(situations)
def test_no_step_that_cannot_be_undone_comes_before_one_that_protects(situation: Situation) -> None:
    steps = [planned.step for planned in make_plan(KNOWLEDGE, situation).steps]

    irreversible = [number for number, step in enumerate(steps) if step.irreversible]
    protecting = [
        number
        for number, step in enumerate(steps)
        if step.protects and PHASES.index(step.phase) <= LAST_TO_PROTECT
    ]
    assert not irreversible or max(protecting, default=-1) < min(irreversible)


@many
@given(situations)
def test_every_step_and_every_recommendation_has_a_source(situation: Situation) -> None:
    plan = make_plan(KNOWLEDGE, situation)

    assert plan.steps
    for entry in (plan.recommended.recommendation, *(planned.step for planned in plan.steps)):
        assert KNOWLEDGE.sources_of([entry]) or entry.gaps


@many
@given(told_facts, told_days)
def test_no_day_is_in_the_past_unless_it_is_told_as_over(
    facts: dict[str, str], days: dict[str, date]
) -> None:
    for planned in make_plan(KNOWLEDGE, Situation(facts, days=days)).steps:
        assert planned.day is None or planned.day >= TODAY
        if planned.due is not None and planned.day is None:
            assert planned.due.deadline.after in days
            assert " over on " in planned.due.words


@many
@given(told_facts, told_days)
def test_a_day_that_was_told_is_never_hedged(facts: dict[str, str], days: dict[str, date]) -> None:
    for planned in make_plan(KNOWLEDGE, Situation(facts, days=days)).steps:
        if planned.due is not None and planned.due.deadline.after in days:
            assert "at the very latest" not in planned.due.words


@many
@given(told_facts, told_days)
def test_days_change_no_recommendation(facts: dict[str, str], days: dict[str, date]) -> None:
    plan, other = make_plan(KNOWLEDGE, Situation(facts, days=days)), make_plan(KNOWLEDGE, Situation(facts))

    assert plan.recommended == other.recommended
    assert [planned.step for planned in plan.steps] == [planned.step for planned in other.steps]


@many
@given(situations)
def test_who_ends_at_once_is_not_about_to_lose_money_that_is_held(situation: Situation) -> None:
    risky = Situation(
        {**situation, "role": "freelancer", "contract_type": "fixed_price", "money_state": "held"}
    )
    begun = Situation({**risky, "work_state": "in_progress", "actor": "me", "dispute_state": "none"})
    if "time_since_end" not in begun:
        assert make_plan(KNOWLEDGE, begun).recommended.recommendation.recommends != "end_now"


@some
@given(answers)
def test_a_consultation_has_an_end(told: dict[str, str]) -> None:
    assert len(_consulted(told).asked) <= MAX_QUESTIONS


@some
@given(answers)
def test_nothing_that_is_left_unasked_would_change_the_recommendation(told: dict[str, str]) -> None:
    consulted = _consulted(told)
    if len(consulted.asked) < MAX_QUESTIONS and not consulted.situation.unsure:
        assert make_plan(KNOWLEDGE, consulted.situation).recommended.sureness != "open"


@many
@given(situations, st.integers())
def test_the_order_in_which_facts_are_told_makes_no_difference(situation: Situation, seed: int) -> None:
    told = list(situation.items())
    Random(seed).shuffle(told)

    assert make_plan(KNOWLEDGE, Situation(dict(told))) == make_plan(KNOWLEDGE, situation)


@many
@given(situations)
def test_every_plan_can_be_told(situation: Situation) -> None:
    text = plan_text(KNOWLEDGE, make_plan(KNOWLEDGE, situation))

    assert "{" not in text
    assert "  " not in text


def test_work_that_was_not_begun_is_neither_handed_over_nor_paid_for() -> None:
    not_begun = {"contract_type": "hourly", "work_state": "not_started", "motive": "other"}

    for role in ("freelancer", "client"):
        told = {"role": role, "other_side": "silent", "intended_length": "for_good", **not_begun}
        steps = {planned.step.id for planned in make_plan(KNOWLEDGE, Situation(told)).steps}
        assert steps.isdisjoint({"step-hand-over-freelancer", "step-pay-due-client", "step-money-hourly"})


def test_what_is_paid_already_is_not_to_be_paid_again() -> None:
    told = {"role": "freelancer", "contract_type": "hourly", "motive": "finished", "money_state": "paid"}

    assert "step-money-hourly" not in {one.step.id for one in make_plan(KNOWLEDGE, Situation(told)).steps}


def test_a_client_is_not_told_what_would_hold_if_the_client_were_not_paid() -> None:
    told = {"role": "client", "contract_type": "hourly", "motive": "other", "other_side": "silent"}

    changes = make_plan(KNOWLEDGE, Situation(told)).recommended.changes

    assert "not_paid" not in {change.value.id for change in changes}
