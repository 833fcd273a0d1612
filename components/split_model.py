"""Where in a text the questions stand: a tag for each word, learnt from texts whose questions are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import joblib
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from components.encoded_text import EncodedText, Word

MODEL_FILE = "split_model.joblib"
# A word begins a question, goes on with one, or stands outside of any.
BEGINS, GOES_ON, OUTSIDE = 0, 1, 2
IMPOSSIBLE = -1e9
# What may follow what: a question cannot go on where none has begun.
TRANSITIONS = np.zeros((3, 3))
TRANSITIONS[OUTSIDE, GOES_ON] = IMPOSSIBLE
START = np.array([0.0, IMPOSSIBLE, 0.0])
MAX_ITERATIONS = 100
TOLERANCE = 0.05
INVERSE_REGULARISATION = 10.0


class Span(NamedTuple):
    """A part of a text, from one character up to another."""

    start: int
    end: int


class SplitModel:
    """Finds the questions of a text."""

    def __init__(self, regression: LogisticRegression) -> None:
        self._regression = regression

    @classmethod
    def train(cls, texts: Sequence[EncodedText], questions: Sequence[Sequence[Span]]) -> SplitModel:
        """Learn from texts and the spans of their questions."""
        features = np.concatenate([text.word_states for text in texts])
        tags = [
            tag for text, spans in zip(texts, questions, strict=True) for tag in tags_of(text.words, spans)
        ]
        regression = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=MAX_ITERATIONS, tol=TOLERANCE)
        return cls(regression.fit(features, tags))

    def questions(self, text: EncodedText) -> list[Span]:
        """Return the spans of the questions of a text, in their order."""
        if not text.words:
            return []
        return list(_spans(text, _likeliest(self._log_likelihoods(text))))

    def _log_likelihoods(self, text: EncodedText) -> NDArray[np.float64]:
        """Return a row for each word, and a column for each tag even if no example had it."""
        result = np.full((len(text.words), len(TRANSITIONS)), IMPOSSIBLE)
        result[:, self._regression.classes_] = self._regression.predict_log_proba(text.word_states)
        return result

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        joblib.dump(self._regression, folder / MODEL_FILE)

    @classmethod
    def load(cls, folder: Path) -> SplitModel:
        """Read a model that `save` has written."""
        return cls(joblib.load(folder / MODEL_FILE))


def tags_of(words: Sequence[Word], questions: Sequence[Span]) -> Iterator[int]:
    """Yield the tag of each word of a text whose questions are known."""
    begun: set[Span] = set()
    for word in words:
        inside = next((span for span in questions if span.start <= word.start < span.end), None)
        if inside is None:
            yield OUTSIDE
        else:
            yield GOES_ON if inside in begun else BEGINS
            begun.add(inside)


def _likeliest(log_likelihoods: NDArray[np.float64]) -> list[int]:
    """Return the likeliest possible row of tags (Viterbi)."""
    score = START + log_likelihoods[0]
    came_from = []
    for row in log_likelihoods[1:]:
        reached = score[:, np.newaxis] + TRANSITIONS
        came_from.append(reached.argmax(axis=0))
        score = reached.max(axis=0) + row
    tags = [int(score.argmax())]
    for step in reversed(came_from):
        tags.append(int(step[tags[-1]]))
    return tags[::-1]


def _spans(text: EncodedText, tags: Sequence[int]) -> Iterator[Span]:
    start: int | None = None
    end = 0
    for word, tag in zip(text.words, tags, strict=True):
        if tag != GOES_ON and start is not None:
            yield Span(start, end)
            start = None
        if tag == BEGINS:
            start = word.start
        end = word.end
    if start is not None:
        yield Span(start, end)
