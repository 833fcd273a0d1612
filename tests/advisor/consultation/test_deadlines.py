"""The days by which something has to be done."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.consultation.deadlines import day_of, told
from advisor.consultation.records import Deadline

SUNDAY = date(2026, 11, 22)


def _deadline(**keys: object) -> Deadline:
    fixed = {"id": "release", "title": "Release", "text": "until {day}", "findings": ["PF-001"]}
    return Deadline.parse_obj({**fixed, "after": "submission", "checked_on": "2026-11-22", **keys})


def test_days_are_counted_from_the_event() -> None:
    assert day_of(_deadline(days=14), SUNDAY, {"submission": date(2026, 11, 20)}) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("weekday", "day"), [("sunday", 22), ("monday", 23), ("saturday", 28)], ids=["that day", "next", "last"]
)
def test_a_day_of_the_week_is_the_next_one(weekday: str, day: int) -> None:
    assert day_of(_deadline(weekday=weekday), SUNDAY, {"submission": SUNDAY}) == date(2026, 11, day)


def test_an_event_on_a_day_that_nobody_knows_has_no_deadline() -> None:
    assert day_of(_deadline(days=1), SUNDAY, {"submission": None}) is None


@given(
    days=st.integers(0, 400),
    today=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    event=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_no_day_is_in_the_past(days: int, today: date, event: date) -> None:
    day = day_of(_deadline(days=days), today, {"submission": event})

    assert day is None or day >= today


def test_a_day_is_told_as_people_say_it() -> None:
    assert told(_deadline(days=7), date(2026, 11, 29)) == "until Sunday 29 November"


@pytest.mark.parametrize(
    "keys",
    [{}, {"days": 3, "weekday": "monday"}, {"days": -1}, {"days": 3, "text": "soon"}],
    ids=["neither", "both", "negative", "no place for the day"],
)
def test_a_deadline_that_cannot_be_counted_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"days|day"):
        _deadline(**keys)
