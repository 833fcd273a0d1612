from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.understanding import Question, Understanding, understand
from advisor.vocabulary import Cell
from advisor.weighing import Clause, Spoken

END_FEEDBACK = Cell("end", "feedback")
PAUSE_FEEDBACK = Cell("pause", "feedback")


def clause(text="words", options=(), topics=(), **ranking):
    return Clause(text, ranking, options, topics)


def cells(understanding):
    return [question.cell for question in understanding.questions]


def test_the_likeliest_question_is_understood():
    understanding = understand([clause(ask_end_feedback=0.6, ask_end_payment=0.2, greet=0.1)])
    assert cells(understanding) == [END_FEEDBACK]


def test_a_question_keeps_its_words_and_its_share_of_all_confidence():
    (question,) = understand([clause("can they review me?", ask_end_feedback=0.6, greet=0.2)]).questions
    assert isinstance(question, Question)
    assert question.text == "can they review me?"
    assert question.confidence == 0.656


def test_nothing_said_is_nothing_understood():
    assert understand([]) == Understanding()


def test_every_asking_clause_is_answered_in_its_order():
    understanding = understand([clause(ask_end_payment=0.7), clause(ask_end_feedback=0.7)])
    assert cells(understanding) == [Cell("end", "payment"), END_FEEDBACK]


def test_a_question_asked_twice_is_answered_once_with_its_first_words():
    understanding = understand([clause("first", ask_end_feedback=0.7), clause("again", ask_end_feedback=0.9)])
    assert [question.text for question in understanding.questions] == ["first"]


def test_at_most_five_questions_are_answered():
    topics = ["permission", "feedback", "payment", "reason", "notice", "dispute"]
    understanding = understand([clause(**{f"ask_end_{topic}": 0.7}) for topic in topics])
    assert cells(understanding) == [Cell("end", topic) for topic in topics[:5]]
    assert understanding.left_out


def test_nothing_is_left_out_of_five_questions():
    topics = ["permission", "feedback", "payment", "reason", "notice"]
    assert not understand([clause(**{f"ask_end_{topic}": 0.7}) for topic in topics]).left_out


def test_one_clear_question_is_enough_when_the_other_clauses_are_not():
    understanding = understand([clause(greet=0.9), clause(ask_end_feedback=0.7)])
    assert cells(understanding) == [END_FEEDBACK]


def test_an_option_named_outweighs_a_likelier_one():
    ranking = {"ask_end_feedback": 0.5, "ask_pause_feedback": 0.3}
    assert cells(understand([clause(options=("pause",), **ranking)])) == [PAUSE_FEEDBACK]


def test_an_option_named_elsewhere_in_the_message_counts():
    ranking = {"ask_end_feedback": 0.5, "ask_pause_feedback": 0.3}
    assert cells(understand([clause(**ranking)], named=("pause",))) == [PAUSE_FEEDBACK]


def test_the_option_of_the_clause_outweighs_one_named_elsewhere():
    ranking = {"ask_end_feedback": 0.4, "ask_pause_feedback": 0.4}
    assert cells(understand([clause(options=("end",), **ranking)], named=("pause",))) == [END_FEEDBACK]


def test_two_options_named_leave_room_for_a_comparison():
    ranking = {"ask_compare_feedback": 0.5, "ask_end_feedback": 0.2, "ask_resume_feedback": 0.2}
    understanding = understand([clause(options=("end", "pause"), **ranking)])
    assert cells(understanding) == [Cell("compare", "feedback")]


def test_the_option_spoken_about_decides_when_none_is_named():
    ranking = {"ask_end_feedback": 0.4, "ask_pause_feedback": 0.3}
    assert cells(understand([clause(**ranking)], Spoken(option="pause"))) == [PAUSE_FEEDBACK]


def test_an_option_named_outweighs_the_one_spoken_about():
    ranking = {"ask_end_feedback": 0.4, "ask_pause_feedback": 0.3}
    understanding = understand([clause(options=("end",), **ranking)], Spoken(option="pause"))
    assert cells(understanding) == [END_FEEDBACK]


def test_a_topic_without_examples_for_the_option_named_can_be_asked():
    ranking = {"ask_end_feedback": 0.3, "ask_pause_feedback": 0.3, "ask_compare_feedback": 0.2}
    assert cells(understand([clause(options=("resume",), **ranking)])) == [Cell("resume", "feedback")]


def test_a_follow_up_means_what_was_spoken_about():
    understanding = understand([clause(follow_up=0.8)], Spoken("pause", "feedback"))
    assert cells(understanding) == [PAUSE_FEEDBACK]


def test_a_follow_up_that_names_a_topic_keeps_the_option():
    understanding = understand([clause(follow_up=0.8, topics=("feedback",))], Spoken("pause", "payment"))
    assert cells(understanding) == [PAUSE_FEEDBACK]


def test_a_follow_up_that_names_an_option_keeps_the_topic():
    understanding = understand([clause(follow_up=0.8, options=("pause",))], Spoken("end", "feedback"))
    assert cells(understanding) == [PAUSE_FEEDBACK]


def test_a_follow_up_on_nothing_asks_nothing():
    assert understand([clause(follow_up=0.8)]).questions == ()


def test_what_mostly_refers_to_a_question_that_was_never_asked_asks_nothing():
    assert understand([clause(follow_up=0.5, ask_end_feedback=0.4)]).questions == ()


@pytest.mark.parametrize("ranking", [{"greet": 0.9, "ask_end_feedback": 0.05}, {"ask_end_feedback": 0.09}])
def test_what_is_hardly_about_contracts_is_no_question(ranking):
    understanding = understand([clause(**ranking)])
    assert understanding.questions == ()
    assert understanding.unclear is None


def test_a_confidence_of_nothing_says_nothing():
    assert understand([clause(ask_end_feedback=0.0)]) == Understanding()


def test_the_nearest_question_is_kept_for_what_is_no_question():
    assert understand([clause(greet=0.9, ask_end_feedback=0.05)]).nearest[0] == END_FEEDBACK


def test_a_neighbouring_subject_is_named_when_nothing_is_asked():
    understanding = understand([clause(near_miss_taxes=0.6, ask_end_payment=0.2, out_of_scope=0.1)])
    assert understanding.questions == ()
    assert understanding.near_misses == ("taxes",)


def test_the_likeliest_of_several_neighbouring_subjects_is_named():
    understanding = understand([clause(near_miss_job_post=0.3, near_miss_taxes=0.5)])
    assert understanding.near_misses == ("taxes",)


def test_neighbouring_subjects_are_named_once_in_the_order_of_their_clauses():
    clauses = [clause(near_miss_taxes=0.9), clause(near_miss_offer=0.9), clause(near_miss_taxes=0.8)]
    assert understand(clauses).near_misses == ("taxes", "offer")


def test_a_neighbouring_subject_less_likely_than_something_else_is_not_named():
    assert understand([clause(out_of_scope=0.8, near_miss_taxes=0.1)]).near_misses == ()


def test_a_question_is_answered_although_a_neighbouring_subject_is_likely_too():
    understanding = understand([clause(ask_end_feedback=0.6, near_miss_profile=0.3)])
    assert cells(understanding) == [END_FEEDBACK]
    assert understanding.near_misses == ()


def test_the_option_is_unclear_when_the_topic_is_plain():
    plain = {f"ask_{option}_feedback": 0.2 for option in ("end", "pause", "resume", "compare")}
    understanding = understand([clause(**plain, ask_end_reason=0.15, ask_pause_reason=0.15)])
    assert understanding.unclear == "option"
    assert {cell.topic for cell in understanding.nearest} == {"feedback"}


def test_the_topic_is_unclear_when_the_option_is_known():
    ranking = {f"ask_end_{topic}": 0.1 for topic in ("permission", "feedback", "payment", "reason", "notice")}
    understanding = understand([clause(options=("pause",), **ranking)], named=("pause",))
    assert understanding.unclear == "topic"
    assert len(understanding.nearest) == 3
    assert {cell.option for cell in understanding.nearest} == {understanding.nearest[0].option}


def test_both_are_unclear_when_nothing_stands_out():
    intents = [
        f"ask_{option}_{topic}" for option in ("end", "pause") for topic in ("reason", "notice", "dispute")
    ]
    assert understand([clause(**dict.fromkeys(intents, 0.1))]).unclear == "both"


def test_a_part_of_a_message_about_something_else_has_to_be_surer():
    part = clause(ask_end_payment=0.6, near_miss_withdrawal=0.3)
    assert cells(understand([part])) == [Cell("end", "payment")]
    assert understand([part], whole={"near_miss_withdrawal": 0.7}).questions == ()


def test_what_is_told_is_left_out_where_something_is_asked():
    told = replace(clause(ask_end_who=0.9), asks_plainly=False)
    assert cells(understand([told, clause(ask_end_feedback=0.9)])) == [END_FEEDBACK]
    assert cells(understand([told])) == [Cell("end", "who")]


def test_a_fear_that_is_told_counts_as_a_question():
    told = replace(clause(ask_end_job_success_score=0.9), asks_plainly=False)
    assert len(understand([told, clause(ask_end_feedback=0.9)]).questions) == 2


def test_an_option_that_is_denied_is_not_meant_and_not_compared():
    ranking = {"ask_compare_payment": 0.5, "ask_end_payment": 0.2, "ask_pause_payment": 0.2}
    understanding = understand([clause(**ranking)], named=("pause",), denied=("end",))
    assert cells(understanding) == [Cell("pause", "payment")]


def test_a_coordinated_clause_asks_also_what_may_as_well_be_meant():
    joined = replace(clause(ask_end_messages=0.4, ask_end_payment=0.3, ask_end_reason=0.01), coordinated=True)
    assert cells(understand([joined])) == [Cell("end", "messages"), Cell("end", "payment")]


def test_a_clause_that_is_not_coordinated_asks_one_thing():
    one = clause(ask_end_messages=0.4, ask_end_payment=0.3)
    assert cells(understand([one])) == [Cell("end", "messages")]


def test_a_coordinated_clause_asks_nothing_about_another_option_too():
    joined = replace(clause(ask_end_messages=0.4, ask_pause_payment=0.3), coordinated=True)
    assert cells(understand([joined])) == [Cell("end", "messages")]


def test_to_want_a_message_written_asks_what_to_write():
    understanding = understand([clause(ask_end_notice=0.2, ask_pause_notice=0.1, request_draft=0.6)])
    assert cells(understanding) == [Cell("end", "notice")]


def test_the_option_that_is_named_is_the_one_of_the_message():
    said = clause(options=("pause",), ask_end_notice=0.2, ask_pause_notice=0.1, request_draft=0.6)
    assert cells(understand([said])) == [Cell("pause", "notice")]


def test_to_want_a_message_written_leaves_other_questions_as_they_are():
    (question,) = understand([clause(ask_end_feedback=0.6, ask_end_notice=0.05, request_draft=0.1)]).questions
    assert question.cell == END_FEEDBACK


def test_a_message_that_nothing_is_said_about_is_no_question():
    assert cells(understand([clause(request_draft=0.8, greet=0.1)])) == []
