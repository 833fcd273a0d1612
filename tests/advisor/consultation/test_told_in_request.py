"""What somebody who asks for a message says of it."""

from __future__ import annotations

from datetime import date
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.consultation.told_in_request import (
    NOTHING_TOLD,
    asks_to_write,
    told_in_request,
    without_reason,
)

TODAY = date(2026, 11, 22)
REASONS = {
    "i end it because i found a full time job": "I found a full time job",
    "i end it on friday, because of my exams. make it short": "my exams",
    "i quit cause i moved please": "I moved",
    "the reason is that i have no time": "I have no time",
}


@pytest.mark.parametrize("text", REASONS)
def test_the_reason_is_taken_in_the_words_of_the_person(text: str) -> None:
    assert told_in_request(text, TODAY).reason == REASONS[text]


@pytest.mark.parametrize("text", ["i end it friday or monday", "i ended it last friday", "i end it soon"])
def test_only_one_day_ahead_is_taken(text: str) -> None:
    assert told_in_request(text, TODAY).day is None


def test_without_its_reason_a_request_has_its_other_words() -> None:
    assert without_reason("i end it because i am sick").strip() == "i end it"


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    told = told_in_request(text, TODAY)

    assert told.over(NOTHING_TOLD) == told
    assert asks_to_write(text) in (True, False)


@pytest.mark.parametrize("filler", [" ", "\n", ", so ", "because ", "please ", ". can you "])
def test_a_long_text_is_read_in_no_time(filler: str) -> None:
    text = f"write because x{filler * (3900 // len(filler))}y"
    start = monotonic()

    told_in_request(text, TODAY)
    asks_to_write(text)

    assert monotonic() - start < 2
