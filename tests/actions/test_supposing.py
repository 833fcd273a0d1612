"""What if: what is supposed changes the answer, and nothing that is remembered."""

from __future__ import annotations

from typing import Any

import pytest

from actions.advise import ActionAdvise, ActionCiteSources
from actions.consultation import (
    ActionAskConsultationFormConsultation,
    ActionRecommend,
    ValidateConsultationForm,
)
from actions.conversation import ActionDecline, ActionRestart, ActionTalk
from actions.drafts import ActionDraft
from advisor.loading import default_knowledge
from tests.actions.turns import TODAY, Conversation

REAL = {
    "role": "freelancer",
    "contract_type": "hourly",
    "motive": "bad_experience",
    "intended_length": "for_good",
    "other_side": "responsive",
}
STAYS = "Your own plan stays as it was."


@pytest.fixture
def chat() -> Conversation:
    """A conversation about all that the project knows."""
    return Conversation(default_knowledge().as_of(TODAY))


@pytest.fixture
def planned(chat: Conversation) -> Conversation:
    """A conversation in which a plan was just given."""
    chat.knows(**REAL)
    chat.slots["unsure_facts"] = ["money_state"]
    chat.turn(ActionRecommend, "not sure", "not_sure")
    return chat


def _facts(chat: Conversation) -> dict[str, Any]:
    return {fact: chat.slots.get(fact) for fact in default_knowledge().facts if chat.slots.get(fact)}


def test_what_would_change_is_told_against_the_plan(planned: Conversation) -> None:
    answer = planned.turn(ActionAdvise, "what if he never answers?", "follow_up")

    what_if = answer.report["what_if"]
    assert what_if["facts"] == {"other_side": "silent"}
    assert what_if["outcome"] == "end_now"
    assert "step-agree-ending" in what_if["removed"]
    (text,) = answer.texts
    assert "End it now" in text
    assert STAYS in text


def test_the_real_situation_is_kept_with_what_is_unsure(planned: Conversation) -> None:
    answer = planned.turn(ActionAdvise, "what if it was fixed price and nothing is held", "ask_end_payment")

    assert _facts(planned) == REAL
    assert planned.slots["unsure_facts"] == ["money_state"]
    assert answer.report["situation"] == REAL


def test_a_fact_that_was_not_known_is_not_known_afterwards(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "suppose everything is paid", "inform")

    assert planned.slots["money_state"] is None


def test_a_plan_of_an_earlier_session_is_remembered(planned: Conversation) -> None:
    planned.events.clear()

    assert "what_if" in planned.turn(ActionAdvise, "what if it was fixed price?", "follow_up").report


def test_one_supposition_after_another_counts_from_the_real_situation(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "what if it was fixed price?", "follow_up")

    answer = planned.turn(ActionAdvise, "and what if I was the client?", "follow_up")

    assert answer.report["what_if"]["facts"] == {"role": "client"}
    assert "If you are the client: " in answer.texts[0]


def test_if_nothing_would_change_that_is_said(planned: Conversation) -> None:
    answer = planned.turn(ActionAdvise, "what if it was hourly?", "follow_up")

    assert "nothing would change" in answer.texts[0]


def test_a_supposition_has_a_report_of_advice_without_a_question_and_without_a_plan(
    planned: Conversation,
) -> None:
    report = planned.turn(ActionAdvise, "what if it was fixed price?", "follow_up").report

    assert (report["kind"], report["questions"]) == ("advice", [])
    assert "plan" not in report


@pytest.mark.parametrize("action", [ActionTalk, ActionDecline, ActionCiteSources])
def test_it_is_heard_whatever_else_the_message_is_taken_for(
    planned: Conversation, action: type[ActionTalk]
) -> None:
    assert "what_if" in planned.turn(action, "thanks, and what if it was fixed price?", "thanks").report


def test_a_plan_for_something_supposed_asks_for_nothing_and_replaces_no_plan(planned: Conversation) -> None:
    text = "what would the plan be if it was fixed price?"

    asked = planned.turn(ActionAskConsultationFormConsultation, text, "request_plan")
    answer = planned.goes_on(ActionRecommend)

    assert asked.messages == []
    assert "what_if" in answer.report
    assert _facts(planned) == REAL


def test_a_question_beside_a_supposition_is_answered_for_it_and_the_real_situation_is_kept(
    planned: Conversation,
) -> None:
    text = "what happens to the money if it was fixed price?"

    answer = planned.turn(ActionAdvise, text, "ask_end_payment")

    assert answer.cells == ["end/payment"]
    (question,) = answer.report["questions"]
    assert "end-payment-fixed-freelancer" in question["advice"]
    assert answer.texts[0].endswith("What you told me stays as it was.")
    assert _facts(planned) == REAL


def test_without_a_plan_it_is_an_ordinary_question(chat: Conversation) -> None:
    answer = chat.turn(ActionAdvise, "what if the client ends the contract?", "ask_end_who")

    assert answer.cells == ["end/who"]
    assert "what_if" not in answer.report
    assert chat.slots["actor"] == "other_side"


def test_a_message_that_is_written_claims_nothing_that_a_question_only_supposed(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "I am the freelancer, can I pause it?", "ask_pause_permission")
    chat.turn(ActionAdvise, "and if he ends it?", "ask_end_permission")

    answer = chat.turn(ActionDraft, "write me a message to him", "request_draft")

    assert "actor" not in answer.report["situation"] or answer.report["situation"]["actor"] == "me"
    assert "you are ending" not in answer.texts[0]


def test_a_plan_is_made_for_the_real_contract_after_questions_about_another_one(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "I am on an hourly contract, can I end it?", "ask_end_permission")
    chat.turn(ActionAdvise, "what if it was fixed price?", "follow_up")
    carried_on = chat.turn(ActionAdvise, "and my score?", "ask_end_job_success_score")

    chat.consulting = True
    chat.turn(ActionAskConsultationFormConsultation, "make me a plan", "request_plan")

    assert carried_on.report["situation"]["contract_type"] == "fixed_price"
    assert chat.slots["contract_type"] == "hourly"
    assert chat.slots["supposed_facts"] == {}


def test_what_was_supposed_and_is_then_told_counts(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "what if the client ends the contract?", "ask_end_who")
    chat.turn(ActionAdvise, "he ended it today. and my score?", "ask_end_job_success_score")

    answer = chat.turn(ActionDraft, "write to him", "request_draft")

    assert answer.report["situation"]["actor"] == "other_side"


def test_what_is_told_beside_a_supposition_counts(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "It is hourly. What if he ends the contract?", "ask_end_who")

    answer = chat.turn(ActionDraft, "write a message to end it", "request_draft")

    assert answer.report["situation"]["contract_type"] == "hourly"


def test_after_a_restart_there_is_no_plan_to_hold_it_against(planned: Conversation) -> None:
    planned.turn(ActionRestart, "/restart")

    assert "what_if" not in planned.turn(ActionAdvise, "what if it was fixed price?", "follow_up").report


def test_a_fact_put_right_after_the_plan_makes_it_again(planned: Conversation) -> None:
    answer = planned.turn(ActionAdvise, "it actually is fixed price", "inform")

    assert answer.report["kind"] == "plan"
    assert answer.report["situation"]["contract_type"] == "fixed_price"
    assert planned.slots["contract_type"] == "fixed_price"


def test_a_fact_put_right_after_a_supposition_makes_the_plan_again(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "what if he never answers?", "follow_up")

    answer = planned.turn(ActionAdvise, "it actually is fixed price", "inform")

    assert answer.report["kind"] == "plan"
    assert answer.report["situation"] == {**REAL, "contract_type": "fixed_price"}


def test_in_a_consultation_it_is_answered_and_the_question_is_asked_again(chat: Conversation) -> None:
    chat.consulting = True
    chat.knows(role="freelancer", contract_type="hourly", motive="bad_experience")
    asked = chat.turn(ActionAskConsultationFormConsultation, "a plan", "request_plan").report["asks"]

    chat.turn(ValidateConsultationForm, "what if I need a break?", "ask_end_advice")
    answer = chat.goes_on(ActionAskConsultationFormConsultation)

    assert answer.report["asks"] == asked
    assert answer.report["kind"] == "question"
    assert answer.report["what_if"]["facts"] == {"motive": "break_needed"}
    assert answer.texts[0].startswith("If you need a break: ")
    assert chat.slots["motive"] == "bad_experience"
