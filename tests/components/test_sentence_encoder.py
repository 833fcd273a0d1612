"""What the sentence encoders make of texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from components.encoded_text import words_of
from components.sentence_encoder import (
    ADAPTED,
    BATCH,
    DIMENSIONS,
    ENCODERS,
    MAX_TOKENS,
    WINDOW_WORDS,
    SentenceEncoder,
    sentence_encoder,
)

SENTENCES = [
    "ok",
    "can i end it",
    "what happens to my money when the client pauses an hourly contract for two months?",
    "pause?",
    "I hired a writer who has not answered any of my five messages since the milestone was funded.",
]
# More than two batches of them, each another text, and of many lengths.
MANY = [f"{'really ' * (number % 9)}how much is saddle number {number}" for number in range(2 * BATCH + 20)]


@pytest.fixture(scope="module", params=ENCODERS)
def encoder(request: pytest.FixtureRequest) -> SentenceEncoder:
    return sentence_encoder(request.param)


def _vectors(encoder: SentenceEncoder, texts: Sequence[str]) -> np.ndarray:
    return np.array([text.vector for text in encoder.encode([words_of(text) for text in texts])])


def _likeness(encoder: SentenceEncoder, one: str, other: str) -> float:
    first, second = _vectors(encoder, [one, other])
    return float(first @ second)


@pytest.mark.parametrize(
    "text", [*SENTENCES, "", " ", "😭", "как", "x" * 3000, "\u200b"], ids=lambda text: ascii(text[:20])
)
def test_a_vector_has_length_one(encoder: SentenceEncoder, text: str) -> None:
    (vector,) = _vectors(encoder, [text])

    assert vector.shape == (DIMENSIONS,)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-4)


def test_no_texts_give_nothing(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]) == []


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("can i end the contract", "may i terminate the contract", "i would like a pizza"),
        ("pause the contract", "put the contract on hold", "delete my photo"),
        ("will my score drop", "does it hurt my rating", "what time is the train"),
        ("the client never answers", "my customer ignores all messages", "the sun is shining"),
    ],
)
def test_like_sentences_are_closer_than_unlike_ones(
    encoder: SentenceEncoder, text: str, like: str, unlike: str
) -> None:
    assert _likeness(encoder, text, like) > _likeness(encoder, text, unlike) + 0.1


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("can i end the contract", "am i allowed to terminate it", "how do i end the contract"),
        ("will my score drop if i end it", "does ending it hurt my jss", "can he rate me if i end it"),
        ("how long can i pause", "is there a limit on a pause", "where do i pause"),
    ],
)
def test_the_adapted_encoder_tells_questions_about_contracts_apart(text: str, like: str, unlike: str) -> None:
    encoder = sentence_encoder(ADAPTED)

    assert _likeness(encoder, text, like) > _likeness(encoder, text, unlike) + 0.1


def test_a_text_is_the_same_each_time(encoder: SentenceEncoder) -> None:
    assert np.array_equal(_vectors(encoder, SENTENCES), _vectors(encoder, SENTENCES))


def test_a_text_is_nearly_the_same_alone_as_in_a_batch(encoder: SentenceEncoder) -> None:
    alone = np.vstack([_vectors(encoder, [sentence]) for sentence in SENTENCES])

    assert (_vectors(encoder, SENTENCES) * alone).sum(axis=1).min() > 0.995


def test_texts_keep_their_order_over_several_batches(encoder: SentenceEncoder) -> None:
    many = [f"{'very ' * (number % 7)}number {number}" for number in range(150)]

    likeness = _vectors(encoder, many) @ _vectors(encoder, many[::-1])[::-1].T

    assert (likeness.argmax(axis=1) == np.arange(150)).all()


def test_texts_of_several_batches_are_nearly_the_same_as_alone(encoder: SentenceEncoder) -> None:
    alone = np.vstack([_vectors(encoder, [text]) for text in MANY])

    assert (_vectors(encoder, MANY) * alone).sum(axis=1).min() > 0.995


def test_texts_of_several_batches_are_the_same_each_time(encoder: SentenceEncoder) -> None:
    assert np.array_equal(_vectors(encoder, MANY), _vectors(encoder, MANY))


def test_a_text_keeps_the_words_it_was_given_as(encoder: SentenceEncoder) -> None:
    words = [word._replace(text="contract") for word in words_of("my contarct")]

    (text,) = encoder.encode([words])

    assert text.words == tuple(words)


def test_a_word_is_read_as_it_was_given_and_not_as_it_was_written(encoder: SentenceEncoder) -> None:
    mended = [
        word._replace(text=word.text.replace("contarct", "contract")) for word in words_of("my contarct")
    ]

    (text,) = encoder.encode([mended])

    assert np.array_equal(text.vector, _vectors(encoder, ["my contract"])[0])


def test_a_word_read_as_two_is_one_word_with_the_states_of_both(encoder: SentenceEncoder) -> None:
    mended = [word._replace(text=word.text.replace("isthe", "is the")) for word in words_of("isthe bike new")]

    (text,) = encoder.encode([mended])

    assert len(text.words) == len(text.word_states) == 3
    assert np.array_equal(text.vector, _vectors(encoder, ["is the bike new"])[0])


def test_a_text_longer_than_is_read_at_once_is_read_to_its_end(encoder: SentenceEncoder) -> None:
    beginning = "can i end it " * (MAX_TOKENS // 2)
    (text,) = encoder.encode([words_of(beginning + "will they leave a bad review")])

    ending = text.vector_of(len(beginning), text.words[-1].end)

    assert len(text.words) > 2 * WINDOW_WORDS
    review, end = _vectors(encoder, ["will they leave a bad review", "can i end it"])
    assert float(ending @ review) > float(ending @ end)


def test_the_same_words_in_two_windows_have_the_same_states(encoder: SentenceEncoder) -> None:
    (text,) = encoder.encode([words_of("can i end it now " * (2 * WINDOW_WORDS // 5))])

    first, second = text.word_states[:WINDOW_WORDS], text.word_states[WINDOW_WORDS:]
    assert (first * second).sum(axis=1).min() > 0.99


def test_the_encoders_are_not_the_same() -> None:
    general, adapted = (_vectors(sentence_encoder(name), SENTENCES) for name in ENCODERS)

    assert (general * adapted).sum(axis=1).max() < 0.99


def test_an_encoder_is_loaded_once() -> None:
    assert sentence_encoder(ENCODERS[0]) is sentence_encoder(ENCODERS[0])


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no sentence encoder in .*nowhere; run 'make install'"):
        SentenceEncoder(tmp_path / "nowhere")
