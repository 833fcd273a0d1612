"""What is taken for what, and the worst misses."""

from __future__ import annotations

import pytest

from evaluation.confusion import NOTHING_ASKED, option_confusion, topic_confusion
from evaluation.misses import SHOWN, worst_misses
from evaluation.outcomes import Outcome
from tests.evaluating.labelled import message, report

FAIR = Outcome(message("end/feedback", accept=["pause/payment"]), report("pause/payment"))
WRONG = Outcome(message("end/feedback", text="wrong"), report("end/who", confidence=0.6))
ASKED_BACK = Outcome(message("end/feedback"), report(kind="did_you_mean"))
NEAR_MISS = Outcome(message(kind="near_miss", text="near"), report("end/who", confidence=0.9))
TOLD = Outcome(message(kind="facts"), report("end/who"))
OUTCOMES = [FAIR, WRONG, ASKED_BACK, NEAR_MISS, TOLD]


def test_rows_and_columns_are_what_occurs_in_the_order_of_the_vocabulary():
    confusion = topic_confusion(OUTCOMES)
    assert confusion.rows == ("feedback", "payment", NOTHING_ASKED)
    assert confusion.columns == ("payment", "who", "(did_you_mean)")


def test_a_fair_answer_counts_as_the_label():
    assert topic_confusion(OUTCOMES).counts["payment", "payment"] == 1
    assert option_confusion(OUTCOMES).counts["pause", "pause"] == 1


def test_wrong_answers_stand_in_the_row_of_the_main_label():
    counts = topic_confusion(OUTCOMES).counts
    assert counts["feedback", "who"] == counts["feedback", "(did_you_mean)"] == 1
    assert counts[NOTHING_ASKED, "who"] == 1
    assert counts.total() == 4


@pytest.mark.parametrize(
    ("row", "column", "right"),
    [
        ("who", "who", True),
        ("who", "feedback", False),
        ("who", "(fallback)", False),
        (NOTHING_ASKED, "(fallback)", True),
        (NOTHING_ASKED, "who", False),
    ],
)
def test_answering_nothing_is_right_where_nothing_is_asked(row: str, column: str, right: bool):
    assert topic_confusion(OUTCOMES).is_right(row, column) is right


def test_the_most_confident_miss_comes_first_and_fair_answers_are_none():
    assert [(miss.text, miss.expected, miss.answered) for miss in worst_misses(OUTCOMES)] == [
        ("near", "no advice", "end/who"),
        ("wrong", "end/feedback", "end/who"),
    ]


def test_only_the_worst_misses_are_kept():
    assert len(worst_misses([WRONG] * (SHOWN + 1))) == SHOWN
