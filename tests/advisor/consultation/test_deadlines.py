"""The days by which something has to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.consultation.deadlines import Due, due, spoken
from advisor.consultation.records import Deadline

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)
dates = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def _deadline(**keys: object) -> Deadline:
    texts = {"text": "until {day}", "known": "surely until {day}", "over": "over on {day}"}
    fixed = {"id": "release", "title": "Release", "findings": ["PF-001"], "checked_on": "2026-11-22", **texts}
    return Deadline.parse_obj({**fixed, "after": "submission", **keys})


def _due(
    deadline: Deadline, presumed: date | None = SUNDAY, told: Mapping[str, date] | None = None
) -> Due | None:
    return due(deadline, SUNDAY, {"submission": presumed, "today": SUNDAY}, told or {})


def _day(found: Due | None) -> date:
    assert found is not None
    return found.day


def test_days_are_counted_from_the_event() -> None:
    assert _day(_due(_deadline(days=14), FRIDAY)) == date(2026, 12, 4)


def test_a_day_that_was_told_goes_before_one_that_is_presumed() -> None:
    assert _day(_due(_deadline(days=14), SUNDAY, {"submission": FRIDAY})) == date(2026, 12, 4)


@pytest.mark.parametrize(
    ("weekday", "day"), [("sunday", 22), ("monday", 23), ("saturday", 28)], ids=["that day", "next", "last"]
)
def test_a_day_of_the_week_is_the_next_one(weekday: str, day: int) -> None:
    assert _day(_due(_deadline(after="today", weekday=weekday))) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("start", "day"), [(FRIDAY, date(2026, 11, 27)), (SUNDAY, date(2026, 11, 27))], ids=["friday", "sunday"]
)
def test_business_days_leave_out_the_weekend(start: date, day: date) -> None:
    assert _day(_due(_deadline(days=5, business_days=True), start)) == day


def test_an_event_on_a_day_that_nobody_knows_has_no_deadline() -> None:
    assert _due(_deadline(days=1), None) is None


def test_without_words_for_a_presumed_day_nothing_is_said_until_the_day_is_told() -> None:
    silent = _deadline(days=14, text=None)

    assert _due(silent) is None
    assert _due(silent, told={"submission": FRIDAY}) is not None


def test_a_day_that_was_told_has_words_of_its_own() -> None:
    found = _due(_deadline(days=14), told={"submission": FRIDAY})

    assert found is not None
    assert found.words == "surely until Friday 4 December"


def test_a_day_that_is_past_is_told_as_over() -> None:
    found = _due(_deadline(days=1), told={"submission": FRIDAY})

    assert found is not None
    assert (found.over, found.words) == (True, "over on Saturday 21 November")


def test_the_last_day_itself_is_not_over() -> None:
    found = _due(_deadline(days=2), told={"submission": FRIDAY})

    assert found is not None
    assert not found.over


@given(days=st.integers(0, 400), today=dates, event=dates)
def test_a_presumed_day_is_never_in_the_past(days: int, today: date, event: date) -> None:
    found = due(_deadline(days=days), today, {"submission": event}, {})

    assert found is None or found.day >= today


@given(days=st.integers(0, 400), today=dates, event=dates, business=st.booleans())
def test_a_day_in_the_past_is_told_only_as_over(days: int, today: date, event: date, business: bool) -> None:
    found = due(_deadline(days=days, business_days=business), today, {}, {"submission": event})

    assert found is not None
    assert found.words.startswith("over on" if found.day < today else "surely until")


@given(days=st.integers(0, 60), start=dates)
def test_business_days_end_on_no_weekend_and_not_before_as_many_days(days: int, start: date) -> None:
    found = due(_deadline(days=days, business_days=True), start, {}, {"submission": start})

    assert (_day(found) - start).days >= days
    assert days == 0 or _day(found).weekday() < 5


def test_a_day_is_told_as_people_say_it() -> None:
    found = _due(_deadline(days=7))

    assert found is not None
    assert found.words == "until Sunday 29 November"


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2027, 1, 1), "Friday 1 January"), (date(2025, 12, 31), "Wednesday 31 December 2025")],
    ids=["soon", "long ago"],
)
def test_the_year_is_named_where_it_might_be_mistaken(day: date, words: str) -> None:
    assert spoken(day, SUNDAY) == words


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"days": 3, "weekday": "monday"},
        {"days": -1},
        {"days": 3, "text": "soon"},
        {"days": 3, "known": "on {event}"},
        {"days": 3, "over": None},
        {"days": 3, "known": None},
        {"after": "today", "weekday": "monday", "text": None},
        {"weekday": "monday", "business_days": True},
    ],
    ids=[
        "neither",
        "both",
        "negative",
        "no place for the day",
        "another place",
        "no words for over",
        "no words for a told day",
        "no words for today",
        "business days of the week",
    ],
)
def test_a_deadline_that_cannot_be_counted_or_told_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"days|day|needs"):
        _deadline(**keys)
