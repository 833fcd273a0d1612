"""What the question classifier has learned: features, regression, and the vectors of the examples."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import median
from typing import Sequence

import joblib
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_union

from components.sentence_encoder import SentenceEncoder, default_encoder
from components.spelling import Spelling

MODEL_FILE = "question_model.joblib"
MIN_EXAMPLES_OF_A_FEATURE = 3
FEW_EXAMPLES = 1000
MAX_ITERATIONS = 200
# Measured: further iterations change no decision on messages that were not trained on.
TOLERANCE = 0.05


class QuestionModel:
    """A trained classifier of short texts."""

    def __init__(
        self,
        ngrams: FeatureUnion,
        regression: LogisticRegression,
        examples: NDArray[np.float32],
        spelling: Spelling,
        encoder: SentenceEncoder,
    ) -> None:
        self._spelling = spelling
        self._ngrams = ngrams
        self._regression = regression
        self._examples = examples
        self._encoder = encoder

    @property
    def intents(self) -> list[str]:
        """The intents in the order of the columns of `confidences`."""
        return list(self._regression.classes_)

    @classmethod
    def train(
        cls, texts: Sequence[str], intents: Sequence[str], inverse_regularisation: float
    ) -> QuestionModel:
        """Learn from labelled texts; ValueError unless there are two intents at least."""
        encoder = default_encoder()
        spelling = Spelling.learnt_from(texts)
        texts = [spelling.corrected(text) for text in texts]
        vectors = encoder.encode(texts)
        ngrams = _ngram_features(len(texts)).fit(texts)
        regression = LogisticRegression(
            C=inverse_regularisation, class_weight=_weights(intents), max_iter=MAX_ITERATIONS, tol=TOLERANCE
        )
        regression.fit(_joined(vectors, ngrams, texts), intents)
        return cls(ngrams, regression, vectors, spelling, encoder)

    def confidences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text, one column for each intent, all between 0 and 1."""
        texts = [self._spelling.corrected(text) for text in texts]
        vectors = self._encoder.encode(texts)
        likelihoods = self._regression.predict_proba(_joined(vectors, self._ngrams, texts))
        likeness = (vectors @ self._examples.T).max(axis=1)
        return np.asarray(likelihoods * np.clip(likeness, 0.0, 1.0)[:, np.newaxis])

    def save(self, folder: Path) -> None:
        """Write the model into a folder."""
        parts = (self._ngrams, self._regression, self._examples, self._spelling.counts)
        joblib.dump(parts, folder / MODEL_FILE)

    @classmethod
    def load(cls, folder: Path) -> QuestionModel:
        """Read a model that `save` has written."""
        ngrams, regression, examples, counts = joblib.load(folder / MODEL_FILE)
        return cls(ngrams, regression, examples, Spelling(counts), default_encoder())


def _weights(intents: Sequence[str]) -> dict[str, float]:
    """Return a weight for each intent, the greater the fewer examples it has.

    The root keeps what has many examples because it is wide, like all that is out of scope, from being
    weighed down to the size of a single question.
    """
    counts = Counter(intents)
    middle = median(counts.values())
    return {intent: float((middle / count) ** 0.5) for intent, count in counts.items()}


def _ngram_features(examples: int) -> FeatureUnion:
    """Return features of words and letters; of few examples even those that only one of them has."""
    rarest = 1 if examples < FEW_EXAMPLES else MIN_EXAMPLES_OF_A_FEATURE
    words = TfidfVectorizer(
        ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", sublinear_tf=True, min_df=rarest
    )
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=rarest)
    return make_union(words, letters)


def _joined(vectors: NDArray[np.float32], ngrams: FeatureUnion, texts: Sequence[str]) -> csr_matrix:
    return hstack([csr_matrix(vectors), ngrams.transform(texts)]).tocsr()
