"""How likely a word is typed where another word of a bicycle workshop was meant."""

from __future__ import annotations

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.slips import (
    BEGINNING_LEFT_OUT,
    DOUBLED,
    LETTER_ADDED,
    LETTER_LEFT_OUT,
    NEXT_KEY,
    ONE_OF_TWO_LEFT_OUT,
    OTHER_BEGINNING,
    OTHER_LETTER,
    OTHER_VOWEL,
    SOUNDS_ALIKE,
    SWAPPED,
    VOWEL_ADDED,
    VOWEL_LEFT_OUT,
    VOWELS,
    skeleton,
    slip_cost,
)

WORDS = st.text(ascii_lowercase, min_size=1, max_size=12)
ANY_WORDS = st.text(max_size=8)


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("bicycle", "bcl"),
        ("derailleur", "drlr"),
        ("saddle", "sdl"),
        ("axle", "axl"),
        ("oil", "ol"),
        ("llama", "lm"),
        ("a", "a"),
    ],
)
def test_a_skeleton_is_the_first_letter_and_the_consonants_each_once(word: str, left: str) -> None:
    assert skeleton(word) == left


@given(WORDS)
def test_a_skeleton_has_the_first_letter_and_no_vowel_after_it(word: str) -> None:
    assert skeleton(word)[0] == word[0]
    assert not VOWELS & set(skeleton(word)[1:])


@given(WORDS)
def test_the_skeleton_of_a_skeleton_is_itself(word: str) -> None:
    assert skeleton(skeleton(word)) == skeleton(word)


@given(WORDS)
def test_leaving_out_vowels_after_the_first_letter_keeps_the_skeleton(word: str) -> None:
    assert skeleton(word[0] + "".join(letter for letter in word[1:] if letter not in VOWELS)) == skeleton(
        word
    )


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("bicycle", "bicycle", 0),
        ("bicylce", "bicycle", SWAPPED),
        ("sadle", "saddle", ONE_OF_TWO_LEFT_OUT),
        ("brke", "brake", VOWEL_LEFT_OUT),
        ("bake", "brake", LETTER_LEFT_OUT),
        ("rake", "brake", BEGINNING_LEFT_OUT),
        ("braake", "brake", DOUBLED),
        ("brakae", "brake", VOWEL_ADDED),
        ("brakwe", "brake", LETTER_ADDED),
        ("broke", "brake", OTHER_VOWEL),
        ("bisycle", "bicycle", SOUNDS_ALIKE),
        ("wheek", "wheel", NEXT_KEY),
        ("chaim", "chain", NEXT_KEY),
        ("chaix", "chain", OTHER_LETTER),
        ("drake", "brake", OTHER_BEGINNING),
        ("bcycl", "bicycle", 2 * VOWEL_LEFT_OUT),
    ],
)
def test_each_kind_of_slip_has_its_cost(typed: str, meant: str, cost: float) -> None:
    assert slip_cost(typed, meant) == pytest.approx(cost)


@pytest.mark.parametrize(
    ("meant", "likelier", "unlikelier"),
    [
        ("bicycle", "bicylce", "bicwcle"),
        ("saddle", "sadle", "sadde"),
        ("saddle", "saddel", "saddes"),
        ("derailleur", "derailer", "derailpp"),
        ("repair", "rpair", "epair"),
        ("wheel", "wheek", "wheet"),
        ("light", "lihgt", "ligt"),
        ("broken", "brkn", "brok"),
    ],
)
def test_what_people_do_daily_costs_less_than_what_they_seldom_do(
    meant: str, likelier: str, unlikelier: str
) -> None:
    assert slip_cost(likelier, meant) < slip_cost(unlikelier, meant)


@given(ANY_WORDS)
def test_the_same_word_costs_nothing(word: str) -> None:
    assert slip_cost(word, word) == 0


@given(typed=ANY_WORDS, meant=ANY_WORDS)
def test_another_word_always_costs_something(typed: str, meant: str) -> None:
    assert (slip_cost(typed, meant) > 0) is (typed != meant)


@given(pairs=st.lists(st.tuples(*[st.sampled_from(ascii_lowercase)] * 2), min_size=1, max_size=10))
def test_no_more_is_counted_than_each_letter_typed_wrongly(pairs: list[tuple[str, str]]) -> None:
    typed, meant = ("".join(letters) for letters in zip(*pairs, strict=True))

    assert slip_cost(typed, meant) <= OTHER_BEGINNING + OTHER_LETTER * (len(pairs) - 1) + 1e-9


@given(typed=WORDS, meant=WORDS, ending=WORDS)
def test_an_ending_that_both_have_adds_nothing(typed: str, meant: str, ending: str) -> None:
    assert slip_cost(typed + ending, meant + ending) <= slip_cost(typed, meant)


@given(word=WORDS, place=st.integers(0, 11))
def test_a_letter_left_out_is_never_more_than_one_slip(word: str, place: int) -> None:
    assert slip_cost(word[:place] + word[place + 1 :], word) <= BEGINNING_LEFT_OUT
