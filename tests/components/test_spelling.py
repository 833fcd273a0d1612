"""Misspelt words are corrected towards the words of a bicycle workshop's questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.spelling import Spelling, english_words

TEXTS = [
    *["my derailleur is broken, can you repair it"] * 5,
    *["how much is a saddle for the bicycle"] * 5,
    *["the dynohub makes no light"] * 5,
    "the bicylce is broken",
]


@pytest.fixture(scope="module")
def spelling():
    return Spelling.learnt_from(TEXTS)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("my bicylce is borken", "my bicycle is broken"),
        ("can you repiar the sadle", "can you repair the saddle"),
        ("is the derailleurr brokn?", "is the derailleur broken?"),
    ],
)
def test_a_misspelt_word_becomes_the_nearest_word_of_the_training_data(spelling, written, meant):
    assert spelling.corrected(written) == meant


def test_an_english_word_stays_even_if_no_example_has_it(spelling):
    assert spelling.corrected("the sandal is light") == "the sandal is light"


def test_a_frequent_word_that_no_dictionary_has_is_a_word_of_the_trade(spelling):
    assert "dynohub" not in english_words()
    assert spelling.corrected("my dynohbu") == "my dynohub"


def test_a_slip_in_the_training_data_is_not_learnt(spelling):
    assert "bicylce" not in spelling.counts


def test_a_frequent_slip_is_not_learnt_either():
    spelling = Spelling.learnt_from(["the bicycle"] * 20 + ["the bicylce"] * 5)
    assert spelling.corrected("a bicylce") == "a bicycle"


@pytest.mark.parametrize("text", ["", "!?", "123", "😭 x1y2", "wat r u", "zzzzzzzzqq"])
def test_what_resembles_nothing_stays_as_it_is(spelling, text):
    assert spelling.corrected(text) == text


@pytest.mark.parametrize("text", ["it wasnt", "they arent", "theyre", "it wasn't", "Doesn't it", "youre"])
def test_a_short_form_stays_as_it_is(text):
    spelling = Spelling.learnt_from(["i want an agent who does not wash your bike there"] * 5)
    assert spelling.corrected(text) == text


def test_marks_and_spaces_stay_where_they_are(spelling):
    assert spelling.corrected("  REPIAR,\nmy\tsadle!! ") == "  repair,\nmy\tsaddle!! "


@given(st.text(max_size=200))
def test_any_text_can_be_corrected_and_correcting_it_again_changes_nothing(spelling, text):
    once = spelling.corrected(text)
    assert spelling.corrected(once) == once


def test_words_learnt_before_correct_as_they_did(spelling):
    assert Spelling(spelling.counts).corrected("sadle") == spelling.corrected("sadle") == "saddle"
