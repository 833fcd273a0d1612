"""Features of the words and letters of a text, in few dimensions."""

from __future__ import annotations

from typing import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_union

MIN_EXAMPLES_OF_A_FEATURE = 3
FEW_EXAMPLES = 1000
# Measured: twice as many make the classifier no better, and its training slower.
DIMENSIONS = 400
# The axes of so many examples are found in a third of the time, and tell as much by and large.
MAX_REDUCED = 5000
SEED = 0


class Ngrams:
    """TF-IDF of single and paired words and of two to four letters, reduced by latent semantic analysis."""

    def __init__(self, counts: FeatureUnion, axes: NDArray[np.float64]) -> None:
        self._counts = counts
        self._axes = axes

    @classmethod
    def learnt_from(cls, texts: Sequence[str]) -> Ngrams:
        """Learn which n-grams there are and how they go together."""
        counts = _features(len(texts)).fit(texts)
        table = counts.transform(texts)
        dimensions = min(DIMENSIONS, *table.shape)
        step = -(-len(texts) // MAX_REDUCED) or 1
        reduction = TruncatedSVD(dimensions, n_iter=2, random_state=SEED).fit(table[::step])
        # A row for each n-gram: the reduction's own transform would turn its table around for every text.
        return cls(counts, np.ascontiguousarray(reduction.components_.T))

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each text."""
        # What the union does, without its means to share out work, which take longer than one message.
        counts = hstack([kind.transform(texts) for _, kind in self._counts.transformer_list], format="csr")
        return np.asarray(counts @ self._axes, dtype=np.float32)


def _features(examples: int) -> FeatureUnion:
    """Return features of words and letters; of few examples even those that only one of them has."""
    rarest = 1 if examples < FEW_EXAMPLES else MIN_EXAMPLES_OF_A_FEATURE
    words = TfidfVectorizer(
        ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b", sublinear_tf=True, min_df=rarest
    )
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=rarest)
    return make_union(words, letters)
