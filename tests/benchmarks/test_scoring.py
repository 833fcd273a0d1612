"""The figures of the HINT3 paper, on cases small enough to count by hand."""

from __future__ import annotations

from math import inf

import pytest

from benchmarks.hint3 import OUT_OF_SCOPE
from benchmarks.scoring import Prediction, answers_at, in_scope_accuracy, out_of_scope_recall, score

LABELS = ["SIZE", "PRICE", OUT_OF_SCOPE, OUT_OF_SCOPE]


def predictions(*confidences, intents=("SIZE", "PRICE", "SIZE", "PRICE")):
    return [Prediction(intent, confidence) for intent, confidence in zip(intents, confidences, strict=True)]


def test_an_answer_below_the_threshold_counts_as_out_of_scope():
    given = predictions(0.9, 0.5, 0.49, 0.0)
    assert answers_at(0.5, given) == ["SIZE", "PRICE", OUT_OF_SCOPE, OUT_OF_SCOPE]


def test_above_every_confidence_all_is_out_of_scope():
    assert answers_at(inf, predictions(1.0, 1.0, 1.0, 1.0)) == [OUT_OF_SCOPE] * 4


def test_accuracy_is_about_what_is_in_scope_alone():
    assert in_scope_accuracy(LABELS, ["SIZE", "SIZE", OUT_OF_SCOPE, OUT_OF_SCOPE]) == 0.5


def test_a_rejected_question_is_not_right():
    assert in_scope_accuracy(LABELS, [OUT_OF_SCOPE] * 4) == 0.0


def test_recall_is_about_what_is_out_of_scope_alone():
    assert out_of_scope_recall(LABELS, ["PRICE", "SIZE", OUT_OF_SCOPE, "SIZE"]) == 0.5


def test_a_threshold_that_parts_all_messages_gives_the_full_scores():
    scores = score(LABELS, predictions(0.9, 0.8, 0.3, 0.2))
    assert (scores.mcc, scores.accuracy) == (pytest.approx(1.0), 1.0)
    assert (scores.mcc_threshold, scores.accuracy_threshold) == (0.31, 0.31)


def test_the_correlation_covers_all_classes():
    # Of 4 right 3; the classes are true 1, 1, 2 times and told 1, 2, 1 times:
    # (3 * 4 - (1 + 2 + 2)) / sqrt((16 - 6) * (16 - 6)) = 0.7
    scores = score(LABELS, predictions(0.9, 0.5, 0.2, 0.8))
    assert scores.mcc == pytest.approx(0.7)
    assert scores.mcc_threshold == 0.21


def test_accuracy_is_read_where_enough_is_first_rejected():
    # Half of what is out of scope stays below 0.81, where both questions are answered; that is too little.
    scores = score(LABELS, predictions(0.9, 0.5, 0.2, 0.8))
    assert (scores.accuracy, scores.accuracy_threshold) == (0.5, 0.81)


def test_seven_in_ten_are_enough():
    labels = ["SIZE", *[OUT_OF_SCOPE] * 10]
    given = [Prediction("SIZE", 0.5), *[Prediction("SIZE", 0.4)] * 7, *[Prediction("SIZE", 0.9)] * 3]
    assert (score(labels, given).accuracy, score(labels, given).accuracy_threshold) == (1.0, 0.41)


def test_what_is_never_rejected_leaves_no_accuracy():
    scores = score(LABELS, predictions(1.0, 1.0, 1.0, 1.0))
    assert (scores.accuracy, scores.accuracy_threshold) == (0.0, inf)


def test_thresholds_are_hundredths():
    scores = score(LABELS, predictions(0.305, 0.305, 0.304, 0.304))
    assert (scores.accuracy, scores.accuracy_threshold) == (0.0, 0.31)
