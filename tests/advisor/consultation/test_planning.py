"""The steps of a plan, their order and their days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from advisor.consultation.planning import Plan, make_plan
from advisor.loading import load_knowledge
from advisor.situation import Situation

TODAY = date(2026, 11, 22)
Planned = Callable[..., Plan]


@pytest.fixture
def planned(write_knowledge: Callable[..., Path]) -> Planned:
    """A function that makes a plan of the small knowledge for some facts."""
    knowledge = load_knowledge(write_knowledge()).as_of(TODAY)

    def for_facts(days: Mapping[str, date] | None = None, **facts: str) -> Plan:
        return make_plan(knowledge, Situation(facts, days=days))

    return for_facts


def _ids(plan: Plan) -> list[str]:
    return [planned.step.id for planned in plan.steps]


def _days(plan: Plan) -> dict[str, date | None]:
    return {planned.step.id: planned.day for planned in plan.steps}


def test_steps_stand_in_the_order_in_which_they_are_safe(planned: Planned) -> None:
    assert _ids(planned(contract_type="fixed_price", money_state="held")) == ["submit", "close", "rate"]


def test_steps_of_other_recommendations_are_left_out(planned: Planned) -> None:
    assert "submit" not in _ids(planned(contract_type="hourly"))


def test_steps_for_another_situation_are_left_out(planned: Planned) -> None:
    assert "check-hours" not in _ids(planned(contract_type="fixed_price", money_state="none"))


def test_a_step_that_may_be_needed_says_when(planned: Planned) -> None:
    plan = planned(money_state="none")

    conditions = {
        one.step.id: [value.id for values in one.conditions for value in values] for one in plan.steps
    }
    assert conditions == {"check-hours": ["hourly"], "close": [], "rate": []}


def test_days_are_counted_from_today_if_nothing_else_is_known(planned: Planned) -> None:
    assert _days(planned(contract_type="hourly")) == {
        "check-hours": None,
        "close": None,
        "rate": date(2026, 12, 6),
    }


@pytest.mark.parametrize("facts", [{"actor": "other_side"}], ids=["the other side ended it"])
def test_what_happened_before_has_no_day_that_counts_from_it(planned: Planned, facts: dict[str, str]) -> None:
    assert _days(planned(contract_type="hourly", **facts))["rate"] is None


def test_days_are_counted_from_the_day_that_was_told(planned: Planned) -> None:
    days = {"end": date(2026, 11, 20)}

    assert _days(planned(contract_type="hourly", actor="other_side", days=days))["rate"] == date(2026, 12, 4)


def test_an_end_that_is_ahead_counts_too(planned: Planned) -> None:
    assert _days(planned(contract_type="hourly", days={"end": date(2026, 11, 30)}))["rate"] == date(
        2026, 12, 14
    )


def test_what_is_over_stays_in_the_plan_and_says_so(planned: Planned) -> None:
    plan = planned(contract_type="hourly", days={"end": date(2026, 11, 1)})

    (rate,) = [one for one in plan.steps if one.step.id == "rate"]
    assert rate.day is None
    assert rate.due is not None
    assert rate.due.words == "feedback over on Sunday 15 November"
