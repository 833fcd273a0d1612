"""The vectors of sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.sentence_encoder import DIMENSIONS, MAX_TOKENS, SentenceEncoder, default_encoder

SENTENCES = [
    "ok",
    "can i end it",
    "what happens to my money when the client pauses an hourly contract for two months?",
    "pause?",
    "I hired a writer who has not answered any of my five messages since the milestone was funded.",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return default_encoder()


def _likeness(encoder: SentenceEncoder, one: str, other: str) -> float:
    vectors = encoder.encode([one, other])
    return float(vectors[0] @ vectors[1])


@pytest.mark.parametrize(
    "text", [*SENTENCES, "", " ", "😭", "как", "x" * 3000], ids=lambda text: ascii(text[:20])
)
def test_a_vector_has_length_one(encoder: SentenceEncoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode([text])[0]) == pytest.approx(1.0, abs=1e-4)


def test_each_sentence_has_a_row(encoder: SentenceEncoder) -> None:
    assert encoder.encode(SENTENCES).shape == (len(SENTENCES), DIMENSIONS)


def test_no_sentences_have_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, DIMENSIONS)


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


def test_a_sentence_is_the_same_each_time(encoder: SentenceEncoder) -> None:
    assert np.array_equal(encoder.encode(SENTENCES), encoder.encode(SENTENCES))


def test_a_sentence_is_nearly_the_same_alone_as_in_a_batch(encoder: SentenceEncoder) -> None:
    alone = np.vstack([encoder.encode([sentence]) for sentence in SENTENCES])

    assert (encoder.encode(SENTENCES) * alone).sum(axis=1).min() > 0.995


def test_rows_keep_the_order_of_the_sentences_over_several_batches(encoder: SentenceEncoder) -> None:
    many = [f"{'very ' * (number % 7)}number {number}" for number in range(150)]

    likeness = encoder.encode(many) @ encoder.encode(many[::-1])[::-1].T

    assert (likeness.argmax(axis=1) == np.arange(150)).all()


def test_a_long_text_is_cut_and_not_refused(encoder: SentenceEncoder) -> None:
    beginning = "can i end it " * MAX_TOKENS

    assert _likeness(encoder, beginning, beginning + "and something quite different " * 500) > 0.999


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no sentence encoder in .*nowhere; run 'make install'"):
        SentenceEncoder(tmp_path / "nowhere")
