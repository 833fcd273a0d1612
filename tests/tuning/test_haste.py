"""The words of a bicycle workshop as they are typed in haste."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.slips import LETTER_LEFT_OUT, skeleton, slip_cost
from components.spelling import Spelling
from tuning.haste import SHARE_OF_TEXTS, SLIPS_IN_HASTE, SLIPS_OTHERWISE, in_haste

ORDINARY = ["my", "derailleur", "is", "broken", ",", "can", "you", "repair", "it", "in", "14", "days", "?"]
LONG_TEXT = ["derailleur"] * 200
TEXTS = 400


def _marked(slipped: str) -> str:
    return f"<{slipped}>"


def _shares_mended(words: list[str]) -> list[float]:
    """Return for each of many texts of the words which share of them was mended."""
    random = Random(0)
    texts = [in_haste(words, random, _marked) for _ in range(TEXTS)]
    return [sum(word.startswith("<") for word in text) / len(words) for text in texts]


def _slips_of(word: str) -> set[str]:
    """Return what one word becomes in many texts."""
    return {slipped for seed in range(TEXTS) for slipped in in_haste([word] * 5, Random(seed), str)}


@given(words=st.lists(st.text(max_size=12), max_size=12), seed=st.integers())
def test_any_text_keeps_the_number_of_its_words(words: list[str], seed: int) -> None:
    assert len(in_haste(words, Random(seed), str)) == len(words)


@given(words=st.lists(st.text(min_size=1, max_size=12), max_size=12), seed=st.integers())
def test_no_word_is_lost(words: list[str], seed: int) -> None:
    assert all(in_haste(words, Random(seed), str))


@given(seed=st.integers())
def test_the_same_seed_gives_the_same_slips(seed: int) -> None:
    assert in_haste(ORDINARY, Random(seed), str) == in_haste(ORDINARY, Random(seed), str)


def test_a_text_is_not_always_typed_alike() -> None:
    assert len({tuple(in_haste(ORDINARY, Random(seed), str)) for seed in range(TEXTS)}) > TEXTS / 4


def test_some_texts_are_typed_in_haste_and_most_are_not() -> None:
    between = (SLIPS_IN_HASTE + SLIPS_OTHERWISE) / 2

    hasty = sum(share > between for share in _shares_mended(LONG_TEXT)) / TEXTS

    assert hasty == pytest.approx(SHARE_OF_TEXTS, abs=0.06)


def test_even_a_text_in_haste_has_most_of_its_words_right() -> None:
    assert max(_shares_mended(LONG_TEXT)) < 0.5


@given(seed=st.integers())
def test_a_word_that_is_not_mended_is_as_it_was(seed: int) -> None:
    words = [word.title() for word in ORDINARY]

    found = in_haste(words, Random(seed), _marked)

    assert all(new in (word, _marked(new[1:-1])) for word, new in zip(words, found, strict=True))


@pytest.mark.parametrize("word", ["", "a", "my", "14", "2nd", "500", "?", "...", "e-bike"])
def test_very_short_words_numbers_and_signs_have_no_slips(word: str) -> None:
    assert _slips_of(word) == {word}


@pytest.mark.parametrize(
    "slipped", ["saddel", "sadle", "saddlle", "saddke", "saddly", "satdle", "asddle", "sdl"]
)
def test_a_word_has_slips_that_people_make(slipped: str) -> None:
    assert slipped in _slips_of("saddle")


def test_a_word_keeps_its_first_letter_unless_it_is_swapped_with_the_second() -> None:
    assert all(slipped == "asddle" or slipped[0] == "s" for slipped in _slips_of("saddle"))


@pytest.mark.parametrize("word", ["axle", "oil", "bicycle", "derailleur", "mechanic"])
def test_every_slip_is_a_likely_one_or_leaves_only_consonants(word: str) -> None:
    assert all(
        slipped == skeleton(word) or slip_cost(slipped, word) <= LETTER_LEFT_OUT
        for slipped in _slips_of(word)
    )


def test_a_word_with_a_slip_is_in_small_letters() -> None:
    assert all(slipped == "Saddle" or slipped.islower() for slipped in _slips_of("Saddle"))


def test_most_slips_in_known_words_are_mended() -> None:
    spelling = Spelling({"derailleur": 50, "saddle": 50, "bicycle": 50, "repair": 50, "broken": 50})
    words = [*spelling.counts] * TEXTS

    def wrong(mend: Callable[[str], str]) -> int:
        return sum(new != word for word, new in zip(words, in_haste(words, Random(0), mend), strict=True))

    assert 0 < wrong(spelling.corrected) < wrong(str) / 4
