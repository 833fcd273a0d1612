"""What is recommended, how sure it is, and what would change it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.consultation.recommending import Recommended, recommend
from advisor.loading import default_knowledge, load_knowledge
from advisor.situation import Situation

Recommend = Callable[..., Recommended]


@pytest.fixture
def recommended(write_knowledge: Callable[..., Path]) -> Recommend:
    """A function that recommends for a situation; of the small knowledge, "submit first" or "just end"."""
    knowledge = load_knowledge(write_knowledge())

    def for_facts(*unsure: str, **facts: str) -> Recommended:
        return recommend(knowledge, Situation(facts, frozenset(unsure)))

    return for_facts


def test_the_first_recommendation_that_holds_is_given(recommended: Recommend) -> None:
    held = recommended(contract_type="fixed_price", money_state="held")

    assert held.recommendation.id == "submit-first"


def test_one_that_does_not_hold_is_passed_over(recommended: Recommend) -> None:
    assert recommended(contract_type="hourly").recommendation.id == "just-end"


def test_as_long_as_a_more_careful_one_is_possible_it_is_given(recommended: Recommend) -> None:
    assert recommended("money_state", contract_type="fixed_price").recommendation.id == "submit-first"


def test_it_is_open_while_something_else_may_turn_out_right(recommended: Recommend) -> None:
    assert recommended(contract_type="fixed_price").sureness == "open"


def test_it_is_sure_when_nothing_that_is_unknown_can_change_it(recommended: Recommend) -> None:
    assert recommended(contract_type="hourly").sureness == "sure"


def test_the_facts_it_rests_on_are_those_that_were_told(recommended: Recommend) -> None:
    because = recommended(contract_type="fixed_price").because

    assert [value.id for value in because] == ["fixed_price"]


def test_what_it_needs_that_is_not_known_is_named(recommended: Recommend) -> None:
    conditions = recommended("money_state", contract_type="fixed_price").conditions

    assert [[value.id for value in values] for values in conditions] == [["held"]]


def test_what_would_change_it_is_named_with_what_would_be_right_then(recommended: Recommend) -> None:
    changes = recommended(contract_type="fixed_price", money_state="held").changes

    assert [(one.fact.id, one.value.id, one.recommendation.id) for one in changes] == [
        ("contract_type", "hourly", "just-end"),
        ("money_state", "none", "just-end"),
    ]


def test_a_rare_value_that_nobody_told_recommends_nothing(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, object]]
) -> None:
    recommendations = minimal["consultation/recommendations.yml"]["recommendations"]
    assert isinstance(recommendations, list)
    recommendations[0]["applies_when"] = {"contract_type": "payroll"}
    knowledge = load_knowledge(write_knowledge(minimal))

    assert recommend(knowledge, Situation()).recommendation.id == "just-end"
    assert recommend(knowledge, Situation({"contract_type": "payroll"})).recommendation.id == "submit-first"


def test_what_is_presumed_holds_until_the_person_says_otherwise(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, object]]
) -> None:
    minimal["consultation/recommendations.yml"]["presumed"] = [{"id": "money_state", "value": "none"}]
    knowledge = load_knowledge(write_knowledge(minimal))
    fixed = {"contract_type": "fixed_price"}

    assert recommend(knowledge, Situation(fixed)).recommendation.id == "just-end"
    held = Situation({**fixed, "money_state": "held"})
    assert recommend(knowledge, held).recommendation.id == "submit-first"


def test_who_is_not_paid_is_told_to_bring_the_money_home_unless_only_a_break_is_meant() -> None:
    knowledge = default_knowledge()
    unpaid = {"role": "freelancer", "contract_type": "hourly", "motive": "not_paid", "other_side": "silent"}
    unsure = Situation(unpaid, frozenset({"intended_length"}))

    assert recommend(knowledge, unsure).recommendation.recommends == "finish_first"
    for_a_while = Situation({**unpaid, "intended_length": "temporary"})
    assert recommend(knowledge, for_a_while).recommendation.recommends == "ask_to_pause"


def test_a_presumption_is_told_among_what_would_change_the_advice() -> None:
    unpaid = {"role": "freelancer", "contract_type": "hourly", "motive": "not_paid", "other_side": "silent"}

    changes = recommend(default_knowledge(), Situation(unpaid)).changes

    assert ("intended_length", "temporary") in {(change.fact.id, change.value.id) for change in changes}
