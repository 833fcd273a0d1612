"""The steps of a plan, their order and their days."""

from __future__ import annotations

from collections.abc import Callable
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

    def for_facts(**facts: str) -> Plan:
        return make_plan(knowledge, Situation(facts))

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
