"""The two figures by which the HINT3 paper compares systems, each over a sweep of thresholds.

A message whose intent is less sure than the threshold counts as out of scope.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from sklearn.metrics import matthews_corrcoef

from benchmarks.hint3 import OUT_OF_SCOPE

# Hundredths, as the published rows were swept: a finer sweep would favour us over them. The last rejects all.
THRESHOLDS = (*(hundredth / 100 for hundredth in range(101)), inf)
WANTED_REJECTION = 0.7


@dataclass(frozen=True)
class Prediction:
    """The intent a message was given, and how sure that is."""

    intent: str
    confidence: float


@dataclass(frozen=True)
class Scores:
    """The best MCC, the in-scope accuracy at the wanted rejection, and where each was reached."""

    mcc: float
    mcc_threshold: float
    accuracy: float
    accuracy_threshold: float


def score(labels: Sequence[str], predictions: Sequence[Prediction]) -> Scores:
    """Return the scores of the predictions; one message at least has to be in scope, and one out of it."""
    answers = {threshold: answers_at(threshold, predictions) for threshold in THRESHOLDS}
    correlations = {
        threshold: float(matthews_corrcoef(labels, given)) for threshold, given in answers.items()
    }
    best = max(THRESHOLDS, key=lambda threshold: correlations[threshold])
    rejecting = next(t for t in THRESHOLDS if out_of_scope_recall(labels, answers[t]) >= WANTED_REJECTION)
    accuracy = in_scope_accuracy(labels, answers[rejecting])
    return Scores(correlations[best], best, accuracy, rejecting)


def answers_at(threshold: float, predictions: Sequence[Prediction]) -> list[str]:
    """Return the intents, those below the threshold replaced by OUT_OF_SCOPE."""
    return [each.intent if each.confidence >= threshold else OUT_OF_SCOPE for each in predictions]


def in_scope_accuracy(labels: Sequence[str], answers: Sequence[str]) -> float:
    """Return the share of the messages with an intent that were given just that one."""
    return _share_right([pair for pair in zip(labels, answers, strict=True) if pair[0] != OUT_OF_SCOPE])


def out_of_scope_recall(labels: Sequence[str], answers: Sequence[str]) -> float:
    """Return the share of the messages without an intent that were given none."""
    return _share_right([pair for pair in zip(labels, answers, strict=True) if pair[0] == OUT_OF_SCOPE])


def _share_right(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(label == answer for label, answer in pairs) / len(pairs)
