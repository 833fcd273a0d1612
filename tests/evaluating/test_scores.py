"""The figures, worked out by hand for a few messages."""

from __future__ import annotations

import pytest

from evaluation.outcomes import Outcome
from evaluation.scores import IN_SCOPE, OUT_OF_SCOPE, predictions, scores_by_kind, scores_of
from evaluation.shares import Share
from evaluation.told_facts import FactCounts
from tests.evaluating.labelled import message, report

RIGHT = Outcome(message("end/feedback"), report("end/feedback"))
FAIR = Outcome(message("end/feedback", accept=["end/payment"]), report("end/payment"))
WRONG_TOPIC = Outcome(message("end/feedback"), report("end/messages"))
WRONG_OPTION = Outcome(message("end/feedback"), report("pause/feedback"))
ASKED_BACK = Outcome(message("end/feedback"), report(kind="did_you_mean"))
DECLINED = Outcome(message("end/feedback"), report(kind="out_of_scope"))
NOT_UNDERSTOOD = Outcome(message("end/feedback"), report(kind="fallback"))
TALK = Outcome(message(kind="small_talk"), report(kind="smalltalk"))
TAKEN_FOR_A_QUESTION = Outcome(message(kind="near_miss"), report("end/account", confidence=0.9))
TOLD = Outcome(message(kind="facts", accept=["end/who"]), report("end/who", confidence=0.3))

ASKING = [RIGHT, FAIR, WRONG_TOPIC, WRONG_OPTION, ASKED_BACK, DECLINED, NOT_UNDERSTOOD]


def test_shares_right_count_what_was_not_answered_as_not_right():
    scores = scores_of(ASKING, ())
    assert scores.n == 7
    assert scores.answered == Share(4, 7)
    assert scores.option_right == Share(3, 7)
    assert scores.topic_right == Share(3, 7)
    assert scores.cell_right == Share(2, 7)


def test_asking_back_and_false_rejection_are_told_apart():
    scores = scores_of(ASKING, ())
    assert scores.did_you_mean == Share(1, 7)
    assert scores.false_rejection == Share(2, 7)
    assert scores.rejected == Share(0, 0)


def test_option_and_topic_may_be_those_of_different_fair_cells():
    labelled = message("end/feedback", accept=["pause/payment"])
    scores = scores_of([Outcome(labelled, report("pause/feedback"))], ())
    assert (scores.option_right, scores.topic_right) == (Share(1, 1), Share(1, 1))
    assert scores.cell_right == Share(0, 1)


def test_only_the_first_question_is_the_main_one():
    several = message("end/feedback", "end/payment", kind="several")
    scores = scores_of([Outcome(several, report("end/payment", "end/feedback"))], ())
    assert scores.cell_right == Share(0, 1)
    assert scores.recalled == Share(2, 2)


def test_recall_counts_all_topics_of_all_messages():
    several = message("end/feedback", "end/payment", "end/who", kind="several")
    answered = Outcome(several, report("end/feedback", "end/messages"))
    assert scores_of([answered, ASKED_BACK], ()).recalled == Share(1, 4)


def test_out_of_scope_is_rejected_unless_it_is_answered_as_advice():
    scores = scores_of([TALK, TAKEN_FOR_A_QUESTION], ())
    assert scores.rejected == Share(1, 2)
    assert scores.cell_right == scores.false_rejection == Share(0, 0)


def test_a_message_that_only_tells_facts_is_neither_in_scope_nor_out_of_it():
    scores = scores_of([TOLD], ())
    assert scores.answered == Share(1, 1)
    assert scores.cell_right == scores.rejected == Share(0, 0)
    assert scores.calibration_error is None


def test_calibration_is_about_the_first_questions_of_what_can_be_judged():
    judged = predictions([RIGHT, FAIR, ASKED_BACK, TAKEN_FOR_A_QUESTION, TOLD])
    assert judged == [(0.5, True), (0.5, True), (0.9, False)]
    assert scores_of([RIGHT, TAKEN_FOR_A_QUESTION], ()).calibration_error == pytest.approx(0.7)


def test_facts_are_summed_up_over_the_messages():
    told = Outcome(
        message("end/who", situation={"role": "client", "actor": "me"}),
        report("end/who", situation={"role": "client", "actor": "upwork", "motive": "other"}),
    )
    assert scores_of([told, RIGHT], ["role", "actor"]).facts == FactCounts(right=1, wrong=1)
    assert scores_of([told, RIGHT], ["motive"]).facts == FactCounts(wrong=1)


def test_each_kind_that_occurs_gets_its_figures_and_so_do_both_scopes():
    by_kind = scores_by_kind([TALK, RIGHT, TOLD], ())
    assert {name: scores.n for name, scores in by_kind.items()} == {
        "question": 1,
        "small_talk": 1,
        "facts": 1,
        IN_SCOPE: 1,
        OUT_OF_SCOPE: 1,
    }
