"""The number of the line that somebody asks about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.consultation.line_numbers import LAST, asks_about_a_line, line_asked

LINES = {
    "why step 3?": 3,
    "why 3": 3,
    "3": 3,
    "why #2": 2,
    "reason for no. 7": 7,
    "why line 12": 12,
    "why step three": 3,
    "why the 3rd": 3,
    "why should I do the second one": 2,
    "says who for number 2": 2,
    "source for step 4": 4,
    "what is 3 based on": 3,
    "explain step 1": 1,
    "the second step, why": 2,
    "who says that about the first step": 1,
    "why the last one": LAST,
    "explain the last": LAST,
    "Why must I wait 14 days in step 5?": 5,
}
NO_LINES = [
    "",
    "why?",
    "why wait 14 days",
    "why only 2 contracts",
    "why is it $50",
    "why 3.5",
    "why 10%",
    "why the last hours",
    "why submit first and then end",
    "why is the second client so rude",
]


@pytest.mark.parametrize("text", LINES)
def test_the_number_of_a_line_is_read_from_figures_and_words(text: str) -> None:
    assert line_asked(text) == LINES[text]


@pytest.mark.parametrize("text", NO_LINES)
def test_a_number_that_counts_something_is_no_line(text: str) -> None:
    assert line_asked(text) is None


@given(st.integers(0, 99))
def test_any_number_of_two_figures_is_a_line(number: int) -> None:
    assert line_asked(f"why step {number}?") == number


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert line_asked(text) is None or line_asked(text) in range(LAST, 100)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("why 3", True),
        ("says who for the second one", True),
        ("3", False),
        ("why", False),
        ("I did step 3 already", False),
        ("why does my client say that I have to finish milestone 3 before he pays anything", False),
    ],
)
def test_only_a_short_question_for_grounds_is_plainly_about_a_line(text: str, asks: bool) -> None:
    assert asks_about_a_line(text) is asks
