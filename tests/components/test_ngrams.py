"""What texts have in common by their words and letters."""

from __future__ import annotations

import numpy as np
import pytest

from components.ngrams import DIMENSIONS, Ngrams

TEXTS = [
    "my brakes are broken",
    "the brakes of my bike are broken",
    "how much is a saddle",
    "how much is a helmet",
    "i want to rent a bike",
]


@pytest.fixture(scope="module")
def ngrams() -> Ngrams:
    return Ngrams.learnt_from(TEXTS)


def _likeness(ngrams: Ngrams, one: str, other: str) -> float:
    first, second = ngrams.vectors([one, other])
    return float(first @ second)


def test_there_is_a_row_for_each_text(ngrams: Ngrams) -> None:
    assert len(ngrams.vectors(["brakes", "", "saddle"])) == 3


def test_texts_with_the_same_words_are_closer_than_others(ngrams: Ngrams) -> None:
    assert _likeness(ngrams, "broken brakes", TEXTS[0]) > _likeness(ngrams, "broken brakes", TEXTS[2])


def test_words_with_the_same_letters_are_alike(ngrams: Ngrams) -> None:
    assert _likeness(ngrams, "sadles", TEXTS[2]) > _likeness(ngrams, "sadles", TEXTS[0])


@pytest.mark.parametrize("text", ["", "😭", "как", "zzz 999"], ids=ascii)
def test_a_text_that_shares_nothing_with_the_examples_has_no_features(ngrams: Ngrams, text: str) -> None:
    assert not ngrams.vectors([text]).any()


def test_two_examples_are_enough_to_learn_from() -> None:
    few = Ngrams.learnt_from(TEXTS[1:3])

    assert _likeness(few, "broken brakes", TEXTS[1]) > _likeness(few, "broken brakes", TEXTS[2])


def test_few_examples_have_fewer_dimensions(ngrams: Ngrams) -> None:
    assert ngrams.vectors(["bike"]).shape[1] <= len(TEXTS)


def test_many_examples_have_no_more_dimensions_than_planned() -> None:
    numbers = [
        f"part {number} costs {number * 7919 % 997} and {number * 104729 % 991}" for number in range(500)
    ]

    assert Ngrams.learnt_from(numbers).vectors(["part 7"]).shape == (1, DIMENSIONS)


def test_learning_twice_gives_the_same_features(ngrams: Ngrams) -> None:
    assert np.array_equal(Ngrams.learnt_from(TEXTS).vectors(TEXTS), ngrams.vectors(TEXTS))
