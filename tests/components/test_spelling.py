"""Misspelt words are corrected towards the words of a bicycle workshop's questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.spelling import FREQUENT_FROM, FREQUENT_HALF, Spelling, english_words

TEXTS = [
    *["my derailleur is broken, can you repair it"] * 5,
    *["how much is a saddle for the bicycle"] * 5,
    *["the dynohub makes no light"] * 5,
    "the bicylce is broken",
]
# Put in a row, these make known words, misspelt ones and such as are written together.
PIECES = [
    *sorted({word for text in TEXTS for word in text.split()}),
    *"aeilst \u0130\u0307'1",
    "sadle",
    "brkn",
]


@pytest.fixture(scope="module")
def spelling():
    return Spelling.learnt_from(TEXTS)


@pytest.fixture(scope="module")
def experienced():
    """Return what has learnt the same words often enough to know them when they are written together."""
    return Spelling.learnt_from(TEXTS * FREQUENT_HALF)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("my bicylce is borken", "my bicycle is broken"),
        ("can you repiar the sadle", "can you repair the saddle"),
        ("is the derailleurr brokn?", "is the derailleur broken?"),
        ("bisicle", "bicycle"),
        ("deralier", "derailleur"),
        ("sadal", "saddle"),
    ],
)
def test_a_misspelt_word_becomes_a_word_of_the_training_data(spelling, written, meant):
    assert spelling.corrected(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("bcycl", "bicycle"), ("sddl", "saddle"), ("brkn", "broken"), ("dynhb", "dynohub"), ("mch", "much")],
)
def test_a_word_without_its_vowels_is_read_all_the_same(spelling, written, meant):
    assert spelling.corrected(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("cn", "can"), ("hw", "how"), ("si", "is"), ("ti", "it"), ("fo", "for")]
)
def test_a_word_of_two_letters_is_corrected(spelling, written, meant):
    assert spelling.corrected(written) == meant


def test_of_words_as_frequent_the_one_with_the_likelier_slip_is_meant():
    assert Spelling({"tree": 50, "tyre": 50}).corrected("tre") == "tree"


def test_a_far_more_frequent_word_is_meant_even_if_its_slip_is_less_likely():
    assert Spelling({"tree": 5, "tyre": 50}).corrected("tre") == "tyre"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("isthe bicycle broken", "is the bicycle broken"),
        ("canyou repair it", "can you repair it"),
        ("Howmuch is thebicycle?", "how much is the bicycle?"),
    ],
)
def test_frequent_words_written_together_are_parted(experienced, written, meant):
    assert experienced.corrected(written) == meant


@pytest.mark.parametrize(
    ("less_often", "read"), [(0, "the bicycle"), (1, "thebicycle")], ids=["frequent enough", "too rare"]
)
@pytest.mark.parametrize("rare", ["the", "bicycle"])
def test_words_written_together_are_parted_only_if_both_are_frequent(rare, less_often, read):
    counts = {"the": FREQUENT_HALF, "bicycle": FREQUENT_HALF}
    spelling = Spelling({**counts, rare: FREQUENT_HALF - less_often})
    assert spelling.corrected("thebicycle") == read


def test_an_english_word_is_not_parted_though_it_is_made_of_two():
    assert Spelling({"hand": 99, "brake": 99, "bag": 99}).corrected("handbag") == "handbag"


def test_an_english_word_stays_even_if_no_example_has_it(spelling):
    assert spelling.corrected("the sandal is light") == "the sandal is light"


def test_a_frequent_word_that_no_dictionary_has_is_a_word_of_the_trade(spelling):
    assert "dynohub" not in english_words()
    assert spelling.corrected("my dynohbu") == "my dynohub"


def test_a_slip_in_the_training_data_is_not_learnt(spelling):
    assert "bicylce" not in spelling.counts


def test_a_frequent_slip_is_not_learnt_either():
    spelling = Spelling.learnt_from(["the bicycle"] * 60 + ["the bicylce"] * 5)
    assert spelling.corrected("a bicylce") == "a bicycle"


def test_what_is_too_frequent_for_a_slip_is_a_word_of_the_trade():
    spelling = Spelling.learnt_from(["the bike"] * 20 + ["the bikee"] * 10)
    assert spelling.corrected("a bikee") == "a bikee"


@pytest.mark.parametrize(("times", "known"), [(FREQUENT_FROM - 1, False), (FREQUENT_FROM, True)])
def test_a_word_of_the_trade_stands_in_the_training_data_some_times(times, known):
    assert ("dynohub" in Spelling.learnt_from(["dynohub"] * times).counts) is known


@pytest.mark.parametrize("text", ["", "!?", "123", "😭 x1y2", "wat r u", "zzzzzzzzqq"])
def test_what_resembles_nothing_stays_as_it_is(spelling, text):
    assert spelling.corrected(text) == text


@pytest.mark.parametrize("text", ["it wasnt", "they arent", "theyre", "it wasn't", "Doesn't it", "youre"])
def test_a_short_form_stays_as_it_is(text):
    spelling = Spelling.learnt_from(["i want an agent who does not wash your bike there"] * 5)
    assert spelling.corrected(text) == text


def test_marks_and_spaces_stay_where_they_are(spelling):
    assert spelling.corrected("  REPIAR,\nmy\tsadle!! ") == "  repair,\nmy\tsaddle!! "


def test_without_words_to_correct_towards_everything_stays_as_it_is():
    assert Spelling({}).corrected("my bicylce isthe brkn") == "my bicylce isthe brkn"


@given(st.text(max_size=200))
def test_any_text_can_be_corrected_and_correcting_it_again_changes_nothing(spelling, text):
    once = spelling.corrected(text)
    assert spelling.corrected(once) == once


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_correcting_words_run_into_one_another_again_changes_nothing(experienced, text):
    once = experienced.corrected(text)
    assert experienced.corrected(once) == once


@given(learnt=st.text("abst \u0130\u00df\u03a3'1", min_size=1, max_size=12), place=st.integers(0, 11))
def test_correcting_again_changes_nothing_whatever_was_learnt(learnt, place):
    spelling = Spelling.learnt_from([learnt] * FREQUENT_HALF)
    once = spelling.corrected(learnt[:place] + learnt[place : place + 1] + learnt[place:])
    assert spelling.corrected(once) == once


def test_words_learnt_before_correct_as_they_did(spelling):
    assert Spelling(spelling.counts).corrected("sadle") == spelling.corrected("sadle") == "saddle"
