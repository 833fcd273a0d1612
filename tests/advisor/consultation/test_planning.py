"""The steps of a plan, their order and their days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from advisor.consultation.planning import Plan, make_plan
from advisor.consultation.records import Event
from advisor.loading import load_knowledge
from advisor.situation import Situation

TODAY = date(2026, 11, 22)
Planned = Callable[..., Plan]


@pytest.fixture
def planned(write_knowledge: Callable[..., Path]) -> Planned:
    """A function that makes a plan of the small knowledge for some facts and events."""
    knowledge = load_knowledge(write_knowledge()).as_of(TODAY)

    def for_facts(events: Mapping[Event, date] = {}, **facts: str) -> Plan:
        return make_plan(knowledge, Situation(facts), events)

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

    conditions = {one.step.id: [value.id for value in one.conditions] for one in plan.steps}
    assert conditions == {"check-hours": ["hourly"], "close": [], "rate": []}


def test_days_are_counted_from_today_if_nothing_else_is_known(planned: Planned) -> None:
    assert _days(planned(contract_type="hourly")) == {
        "check-hours": None,
        "close": None,
        "rate": date(2026, 12, 6),
    }


def test_days_are_counted_from_the_day_that_was_told(planned: Planned) -> None:
    assert _days(planned({"end": date(2026, 11, 20)}, contract_type="hourly"))["rate"] == date(2026, 12, 4)


def test_a_deadline_that_is_over_has_no_day(planned: Planned) -> None:
    assert _days(planned({"end": date(2026, 11, 1)}, contract_type="hourly"))["rate"] is None
