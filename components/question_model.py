"""What the question classifier has learned: features, regression, and the vectors of the examples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median
from typing import Sequence

import joblib
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from components.encoded_text import EncodedText
from components.ngrams import Ngrams

MODEL_FILE = "question_model.joblib"
# Measured on a tenth of the data: a hundred more change one decision in sixty, and no more are right.
MAX_ITERATIONS = 60
TOLERANCE = 0.05

# Measured on HINT3: likeness counts for more than the regression in telling what was never trained, and
# n-grams for somewhat less than vectors.
POWER_OF_LIKENESS = 2
WEIGHT_OF_NGRAMS = 0.7
# Twice as many as a ranking has: no message was seen in which a less likely one came first.
MAX_COMPARED = 20

Part = tuple[NDArray[np.float32], str]


class QuestionModel:
    """A trained classifier of short texts.

    A text is given as its vector and its words: a question within a message has the vector of its part of it.
    """

    def __init__(
        self,
        ngrams: Ngrams,
        regression: LogisticRegression,
        examples: Sequence[NDArray[np.float32]],
    ) -> None:
        self._ngrams = ngrams
        self._regression = regression
        self._examples = examples
        # The intents in the order of the columns of `confidences`.
        self.intents = [str(intent) for intent in regression.classes_]

    @classmethod
    def train(
        cls, parts: Sequence[Part], intents: Sequence[str], inverse_regularisation: float
    ) -> QuestionModel:
        """Learn from labelled texts; ValueError unless there are two intents at least."""
        ngrams = Ngrams.learnt_from([text for _, text in parts])
        regression = LogisticRegression(
            C=inverse_regularisation, class_weight=_weights(intents), max_iter=MAX_ITERATIONS, tol=TOLERANCE
        )
        regression.fit(_features(parts, ngrams), intents)
        vectors, labels = _vectors(parts), np.array(intents)
        return cls(ngrams, regression, [vectors[labels == intent] for intent in regression.classes_])

    def confidences(self, parts: Sequence[Part]) -> NDArray[np.float32]:
        """Return one row for each text, one column for each intent, all between 0 and 1.

        What the regression makes of a text counts as much as the text is like an example of the intent.
        The likeness is worked out for the likeliest intents only; the others get no confidence.
        """
        likelihoods = self._regression.predict_proba(_features(parts, self._ngrams))
        confidences = np.zeros_like(likelihoods)
        for row, (vector, _) in enumerate(parts):
            compared = np.argsort(-likelihoods[row], kind="stable")[:MAX_COMPARED]
            likeness = np.array([(self._examples[intent] @ vector).max() for intent in compared])
            confidences[row, compared] = likelihoods[row, compared] * likeness.clip(0, 1) ** POWER_OF_LIKENESS
        return confidences

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        joblib.dump((self._ngrams, self._regression, self._examples), folder / MODEL_FILE)

    @classmethod
    def load(cls, folder: Path) -> QuestionModel:
        """Read a model that `save` has written."""
        return cls(*joblib.load(folder / MODEL_FILE))


def whole(text: EncodedText) -> Part:
    """Return a text as a whole."""
    return text.vector, " ".join(word.text for word in text.words)


def part_of(text: EncodedText, start: int, end: int) -> Part:
    """Return what stands between two places of a text."""
    return text.vector_of(start, end), text.text_of(start, end)


def _weights(intents: Sequence[str]) -> dict[str, float]:
    """Return a weight for each intent, the greater the fewer examples it has.

    The root keeps what has many examples because it is wide, like all that is out of scope, from being
    weighed down to the size of a single question.
    """
    counts = Counter(intents)
    middle = median(counts.values())
    return {intent: float((middle / count) ** 0.5) for intent, count in counts.items()}


def _vectors(parts: Sequence[Part]) -> NDArray[np.float32]:
    return np.array([vector for vector, _ in parts], dtype=np.float32)


def _features(parts: Sequence[Part], ngrams: Ngrams) -> NDArray[np.float32]:
    return np.hstack([_vectors(parts), WEIGHT_OF_NGRAMS * ngrams.vectors([text for _, text in parts])])
