"""A text as the sentence encoder reads it, and the parts of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.encoded_text import NO_WORD, EncodedText, Word, words_of

Encoded = Callable[[str], EncodedText]

TEXT = "can i end it, will i get paid"
ASKED = (14, 29)


def _of_three_words() -> EncodedText:
    """Return "one two three", whose second word has two pieces, with states that are easily told apart."""
    states = np.eye(6, dtype=np.float16)
    numbers = np.array([NO_WORD, 0, 1, 1, 2, NO_WORD], dtype=np.int32)
    return EncodedText(tuple(words_of("one two three")), states, numbers)


def _likeness(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other)


def test_a_text_is_read_as_its_words_and_signs_with_their_places() -> None:
    assert words_of("it's 50%") == [
        Word(0, 2, "it"),
        Word(2, 3, "'"),
        Word(3, 4, "s"),
        Word(5, 7, "50"),
        Word(7, 8, "%"),
    ]


@given(st.text())
def test_every_sign_that_can_be_seen_belongs_to_one_word(text: str) -> None:
    words = words_of(text)

    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert "".join(word.text for word in words) == "".join(text.split())


def test_the_vector_of_a_text_is_the_direction_of_the_mean_of_its_states() -> None:
    assert _of_three_words().vector == pytest.approx(np.full(6, 6**-0.5), abs=1e-3)


def test_the_vector_of_a_part_is_that_of_the_pieces_of_its_words() -> None:
    assert _of_three_words().vector_of(0, 7) == pytest.approx([0, 3**-0.5, 3**-0.5, 3**-0.5, 0, 0], abs=1e-3)


def test_a_part_that_cuts_a_word_has_all_of_it() -> None:
    assert _of_three_words().text_of(1, 6) == "one two"


def test_a_part_without_any_word_has_the_vector_of_the_whole_text() -> None:
    text = _of_three_words()

    assert np.array_equal(text.vector_of(3, 4), text.vector)
    assert text.text_of(3, 4) == ""


def test_the_text_of_a_part_has_its_words_as_they_are_read() -> None:
    words = (Word(0, 2, "my"), Word(3, 11, "contract"), Word(12, 13, "?"))
    text = EncodedText(words, np.eye(3, dtype=np.float16), np.arange(3, dtype=np.int32))

    assert text.text_of(3, 13) == "contract ?"


def test_the_state_of_a_word_is_that_of_its_first_piece() -> None:
    assert np.array_equal(_of_three_words().word_states, np.eye(6)[[1, 2, 4]])


def test_a_word_without_a_piece_has_the_vector_of_the_text() -> None:
    states = np.eye(3, dtype=np.float16)
    text = EncodedText(tuple(words_of("a b")), states, np.array([NO_WORD, 1, NO_WORD], dtype=np.int32))

    assert text.word_states[0] == pytest.approx(text.vector, abs=1e-6)
    assert np.array_equal(text.word_states[1], states[1])


@pytest.mark.parametrize(
    "text",
    ["i love it ❤️ can i end it", "can i\u200b end it", "e\u0301 x", "", "xqzkwvbn" * 30 + " end"],
    ids=ascii,
)
def test_each_word_has_a_state_whatever_it_is_made_of(encoded: Encoded, text: str) -> None:
    read = encoded(text)

    assert len(read.word_states) == len(read.words) == len(words_of(text))
    assert np.linalg.norm(read.word_states, axis=1) == pytest.approx(1.0, abs=1e-4)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_whatever_the_text_its_states_and_parts_are_numbers(encoded: Encoded, text: str) -> None:
    read = encoded(text)

    assert np.isfinite(read.word_states).all()
    assert np.linalg.norm(read.vector_of(0, len(text))) == pytest.approx(1.0, abs=1e-4)


def test_a_question_is_told_apart_from_the_other_one_in_its_message(encoded: Encoded) -> None:
    text, alone = encoded(TEXT), encoded("will i get paid")

    assert text.text_of(*ASKED) == "will i get paid"
    assert _likeness(text.vector_of(*ASKED), alone.vector) > _likeness(text.vector_of(0, 12), alone.vector)


def test_a_part_keeps_what_it_means_in_the_whole(encoded: Encoded) -> None:
    about_ending, about_food = encoded(TEXT), encoded("can i eat it, will i get paid")

    assert _likeness(about_ending.vector_of(*ASKED), about_food.vector_of(*ASKED)) < 0.999


def test_the_same_text_has_the_same_fingerprint(encoded: Encoded) -> None:
    assert encoded(TEXT).fingerprint() == encoded(TEXT).fingerprint()


def test_a_text_with_other_words_has_another_fingerprint(encoded: Encoded) -> None:
    assert encoded(TEXT).fingerprint() != encoded("can i end it. will i get paid").fingerprint()


def test_the_same_words_with_other_states_have_another_fingerprint() -> None:
    text = _of_three_words()
    other = EncodedText(text.words, np.triu(np.ones((6, 6), dtype=np.float16)), text.word_numbers)

    assert other.fingerprint() != text.fingerprint()
