"""The days that people tell: which day they mean, and what happened on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.consultation.told_days import ToldDay, since_end, told_days

SUNDAY = date(2026, 11, 22)
# What messages with days are made of, in any order.
WORDS = [
    *("ended", "ends", "closed", "submitted", "dispute", "will end", "not", "if", "and", "on", "the", "in"),
    *("31", "30", "2", "0", "999", "2026", "31st", "november", "february", "may", "last", "next", "friday"),
    *("days", "weeks", "ago", "yesterday", ".", ",", "?", "²", "٣"),
]
MONTHS = st.sampled_from(["%B", "%b"])

PAST = {
    "he ended it on 20 November": ("end", date(2026, 11, 20)),
    "she ended the contract on March 3": ("end", date(2026, 3, 3)),
    "contract ended last Friday": ("end", date(2026, 11, 20)),
    "the contract was closed on the 25th": ("end", date(2026, 10, 25)),
    "it was closed on nov 3rd, 2025": ("end", date(2025, 11, 3)),
    "Contract ended November 20, 2025. What now?": ("end", date(2025, 11, 20)),
    "ended friday 20 november": ("end", date(2026, 11, 20)),
    "it ended on the 5th of june": ("end", date(2026, 6, 5)),
    "they terminated it 5 days ago": ("end", date(2026, 11, 17)),
    "my client cancelled the contract a week ago": ("end", date(2026, 11, 15)),
    "closed it last night": ("end", date(2026, 11, 21)),
    "we ended it this morning": ("end", date(2026, 11, 22)),
    "ended the day before yesterday": ("end", date(2026, 11, 20)),
    "End date: 2026-11-18": ("end", date(2026, 11, 18)),
    "it ended 18.11.2026": ("end", date(2026, 11, 18)),
    "it ended 11/18/2026": ("end", date(2026, 11, 18)),
    "he ended it, on 20 November": ("end", date(2026, 11, 20)),
    "on 20 November my client ended it": ("end", date(2026, 11, 20)),
    "my client ended it yesterday can I leave feedback": ("end", date(2026, 11, 21)),
    "he ended it on 20 November, can I still leave feedback?": ("end", date(2026, 11, 20)),
    "I submitted it 3 days ago": ("submission", date(2026, 11, 19)),
    "submitted yesterday": ("submission", date(2026, 11, 21)),
    "the freelancer delivered the files on friday": ("submission", date(2026, 11, 20)),
    "i handed it in two weeks ago": ("submission", date(2026, 11, 8)),
    "sent the final work on monday": ("submission", date(2026, 11, 16)),
    "the client asked for a refund on Monday": ("request", date(2026, 11, 16)),
    "he opened a dispute 2 days ago": ("request", date(2026, 11, 20)),
    "he submitted a refund request yesterday": ("request", date(2026, 11, 21)),
}
AHEAD = {
    "ends on Monday": ("end", date(2026, 11, 23)),
    "the contract ends tomorrow": ("end", date(2026, 11, 23)),
    "he will end it on 30 November": ("end", date(2026, 11, 30)),
    "I plan to close it next Friday": ("end", date(2026, 11, 27)),
    "its ending in 3 days": ("end", date(2026, 11, 25)),
    "I will submit it on Tuesday": ("submission", date(2026, 11, 24)),
}
NO_DAY = [
    "",
    "he ended it",
    "he ended the contract now",
    "sat down and ended it",
    "he ended it in may",
    "it may end on friday",
    "I have 2 may be 3 milestones and he ended it",
    "ended on 31 November",
    "ended on 30.02.2026",
    "ended on 99/99/2026",
    "ended 03/04/2026",
    "ended about 2 weeks ago",
    "ended more than 3 days ago",
    "ended before 20 November",
    "ended on monday or tuesday",
    "ended friday 21 november",
    "ended on sunday",
    "ended on friday last week",
    "ended on friday two weeks ago",
    "it ended up bad on friday",
    "he ended it on 20 November 2027",
    "it ends on 20 November 2025",
    "can I end it today?",
    "should I end the contract tomorrow",
    "was it ended yesterday?",
    "if he ended it on 20 November, what then",
    "he has not ended it yesterday",
    "I closed my account yesterday",
    "my membership ended on 3 november",
    "I submitted a proposal yesterday",
    "the dispute ended yesterday",
    "I opened a dispute 2 days ago",
    "I start a new job on Monday",
    "he ended it and today I feel bad about it",
]


def _days(text: str) -> dict[str, date]:
    return {event: told.day for event, told in told_days(text, SUNDAY).items()}


@pytest.mark.parametrize("text", PAST)
def test_what_happened_on_a_day_is_read(text: str) -> None:
    event, day = PAST[text]

    assert told_days(text, SUNDAY) == {event: ToldDay(day, happened=True)}


@pytest.mark.parametrize("text", AHEAD)
def test_what_will_happen_on_a_day_is_read(text: str) -> None:
    event, day = AHEAD[text]

    assert told_days(text, SUNDAY) == {event: ToldDay(day, happened=False)}


@pytest.mark.parametrize("text", NO_DAY)
def test_what_tells_no_day_for_certain_is_left(text: str) -> None:
    assert told_days(text, SUNDAY) == {}


@pytest.mark.parametrize(
    "text",
    [
        "I submitted the work 3 days ago and he closed it yesterday",
        "3 days ago I submitted the work and yesterday he closed it",
        "He closed it yesterday. I had submitted the work 3 days ago.",
    ],
)
def test_each_of_two_days_goes_with_what_happened_on_it(text: str) -> None:
    assert _days(text) == {"submission": date(2026, 11, 19), "end": date(2026, 11, 21)}


@pytest.mark.parametrize("text", ["no, it was the 18th", "sorry I meant 18 November", "wait, 4 days ago"])
def test_a_correction_is_of_the_day_that_was_told_before(text: str) -> None:
    found = told_days(text, SUNDAY, {"end": date(2026, 11, 20)})

    assert {event: told.day for event, told in found.items()} == {"end": date(2026, 11, 18)}


def test_a_correction_that_may_be_of_either_of_two_days_is_left() -> None:
    known = {"end": date(2026, 11, 20), "submission": date(2026, 11, 10)}

    assert told_days("no, it was the 18th", SUNDAY, known) == {}


def test_a_day_without_a_correction_changes_nothing_that_was_told_before() -> None:
    assert told_days("I get a visit on 18 November", SUNDAY, {"end": date(2026, 11, 20)}) == {}


@settings(deadline=None)
@given(ago=st.integers(0, 360), month=MONTHS, today=st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_any_day_of_the_last_months_is_read_as_people_write_it(ago: int, month: str, today: date) -> None:
    day = today - timedelta(days=ago)
    written = [f"{day.day} {day:{month}} {day.year}", f"{day:{month}} {day.day}, {day.year}", f"{day}"]

    found = [told_days(f"he ended it on {words}", today) for words in written]

    assert found == [{"end": ToldDay(day, happened=True)}] * 3


@settings(deadline=None)
@given(ago=st.integers(2, 360), today=st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_days_ago_are_counted_back(ago: int, today: date) -> None:
    told = told_days(f"I submitted it {ago} days ago", today)

    assert told == {"submission": ToldDay(today - timedelta(days=ago), happened=True)}


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_no_words_break_it_and_what_happened_is_not_ahead(words: list[str]) -> None:
    for told in told_days(" ".join(words), SUNDAY).values():
        assert told.day <= SUNDAY if told.happened else told.day >= SUNDAY


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert isinstance(told_days(text, SUNDAY), dict)


@pytest.mark.parametrize(
    ("ago", "value"), [(0, "within_14_days"), (14, "within_14_days"), (15, "after_14_days")]
)
def test_how_long_ago_it_ended_follows_from_the_day(ago: int, value: str) -> None:
    assert since_end(SUNDAY - timedelta(days=ago), SUNDAY) == value
