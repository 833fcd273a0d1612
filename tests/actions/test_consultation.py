"""The consultation: what is asked, what a message in the middle does, and the plan at the end."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.advise import ActionAdvise
from actions.consultation import (
    ActionAskConsultationFormConsultation,
    ActionExplainQuestion,
    ActionLeaveConsultation,
    ActionRecommend,
    ValidateConsultationForm,
)
from actions.conversation import ActionTalk
from actions.replying import reply
from actions.slots import CONSULTATION_FORM
from actions.turn_report import turn_report
from advisor.consultation.asking import MAX_QUESTIONS
from advisor.loading import default_knowledge
from advisor.situation import Situation
from tests.actions.turns import TODAY, Answer, Conversation

FIXED_PRICE = '/inform{"contract_type": "fixed_price"}'


class Consultation:
    """Turns of a consultation, in which Rasa's form goes from taking in an answer to the next question."""

    def __init__(self, chat: Conversation) -> None:
        self.chat = chat
        chat.consulting = True

    def hears(self, text: str, intent: str | None = None) -> Answer:
        """Return the next question or the plan; nothing for a message that the form leaves to the rules."""
        heard = self.chat.turn(ValidateConsultationForm, text, intent)
        if not heard.events:
            return heard
        done = self.chat.slots.get("consultation") == "done"
        action = ActionRecommend if done else ActionAskConsultationFormConsultation
        return self.chat.goes_on(action)

    def begins(self) -> Answer:
        return self.hears("help me decide", "request_plan")

    def goes_on_unsure(self) -> list[Answer]:
        """Return the answers to somebody who is sure of nothing, from the first question to the plan."""
        answers = [self.begins()]
        while answers[-1].report["kind"] == "question":
            answers.append(self.hears("not sure", "not_sure"))
        return answers


@pytest.fixture
def consultation(chat: Conversation) -> Consultation:
    return Consultation(chat)


def _is_left_to_the_rules(answer: Answer) -> bool:
    return not answer.events and not answer.messages


def _plan(answer: Answer) -> dict[str, Any]:
    return dict(answer.report["plan"])


def test_it_begins_with_a_question_and_the_values_to_choose_from(consultation: Consultation) -> None:
    answer = consultation.begins()

    assert answer.report["kind"] == "question"
    fact = consultation.chat.slots["asked_fact"]
    assert answer.report["asks"] == fact
    assert answer.titles[-1] == "Not sure"


def test_each_answer_leads_to_another_question(consultation: Consultation) -> None:
    first = consultation.begins().report["asks"]

    second = consultation.hears("not sure", "not_sure").report["asks"]

    assert second not in (None, first)


def test_somebody_who_is_sure_of_nothing_gets_a_plan_after_few_questions(
    consultation: Consultation,
) -> None:
    answers = consultation.goes_on_unsure()

    assert len(answers) - 1 <= MAX_QUESTIONS
    assert _plan(answers[-1])["sureness"] == "open"


def test_what_was_said_before_is_not_asked(consultation: Consultation) -> None:
    consultation.chat.slots["role"] = "client"

    assert "role" not in {answer.report["asks"] for answer in consultation.goes_on_unsure()}


def test_several_facts_of_one_reply_are_all_taken(consultation: Consultation) -> None:
    consultation.begins()

    consultation.hears("I am the freelancer, it is hourly and he stopped replying", "inform")

    known = consultation.chat.slots
    assert (known["role"], known["contract_type"], known["other_side"]) == ("freelancer", "hourly", "silent")


def test_a_choice_may_be_typed_by_its_number(consultation: Consultation) -> None:
    titles = consultation.begins().titles
    fact = consultation.chat.slots["asked_fact"]

    consultation.hears("1", "pick_choice")

    assert titles[0]
    assert consultation.chat.slots[fact] is not None


def test_the_offer_of_a_plan_may_be_taken_by_its_number(chat: Conversation) -> None:
    titles = chat.turn(ActionAdvise, "May I end it?", "ask_end_messages").titles
    number = titles.index("Make a plan for my contract") + 1

    answer = chat.turn(ActionAdvise, str(number), "pick_choice")

    assert {"event": "followup", "name": CONSULTATION_FORM, "timestamp": None} in answer.events
    assert answer.messages == []


def test_a_question_in_the_middle_is_left_to_be_answered(consultation: Consultation) -> None:
    consultation.begins()
    asked = consultation.chat.slots["asked_fact"]

    assert _is_left_to_the_rules(consultation.hears("What about feedback after the end?", "ask_end_feedback"))
    assert consultation.chat.slots["asked_fact"] == asked


def test_an_answer_in_the_middle_asks_for_nothing_of_its_own(consultation: Consultation) -> None:
    consultation.begins()

    answer = consultation.chat.turn(ActionAdvise, "Is it allowed to end a contract?", "ask_end_permission")

    assert answer.report["asks"] is None
    assert answer.buttons == []


def test_after_a_question_in_the_middle_the_same_fact_is_asked_for_again(
    consultation: Consultation,
) -> None:
    first = consultation.begins().report["asks"]
    consultation.chat.turn(ActionAdvise, "Is it allowed to end a contract?", "ask_end_permission")

    again = consultation.chat.turn(ActionAskConsultationFormConsultation, "may i", "ask_end_permission")

    assert again.report["asks"] == first


def test_why_a_fact_is_asked_for_is_said_in_a_few_lines(consultation: Consultation) -> None:
    values = consultation.begins().titles[:-1]

    (text,) = consultation.chat.turn(ActionExplainQuestion, "why do you ask", "ask_why").texts

    assert text.startswith("I ask because")
    assert text.count("\n- ") <= len(values)


def test_what_is_no_answer_is_asked_again_and_nothing_is_lost(consultation: Consultation) -> None:
    consultation.chat.slots["role"] = "freelancer"
    first = consultation.begins().report["asks"]

    again = consultation.hears("hm", "thanks")

    assert again.report["asks"] == first
    assert consultation.chat.slots["role"] == "freelancer"


def test_going_back_asks_for_the_answer_before_again(consultation: Consultation) -> None:
    first = consultation.begins().report["asks"]
    consultation.hears("not sure", "not_sure")

    back = consultation.hears("back", "go_back")

    assert back.report["asks"] == first
    assert first not in consultation.chat.slots["unsure_facts"]


def test_at_the_first_question_there_is_nothing_to_go_back_to(consultation: Consultation) -> None:
    first = consultation.begins().report["asks"]

    assert consultation.hears("back", "go_back").report["asks"] == first


def test_a_fact_told_anew_replaces_the_one_before(consultation: Consultation) -> None:
    consultation.begins()
    consultation.hears("it is hourly", "inform")

    consultation.hears("sorry, it is fixed price", "inform")

    assert consultation.chat.slots["contract_type"] == "fixed_price"


def test_leaving_keeps_what_was_said(consultation: Consultation) -> None:
    consultation.begins()
    consultation.hears("it is hourly", "inform")

    answer = consultation.chat.turn(ActionLeaveConsultation, "stop", "stop_consultation")

    assert answer.responses == ["utter_leave_consultation"]
    assert consultation.chat.slots["contract_type"] == "hourly"


def test_the_plan_is_in_the_report_with_the_sources_of_each_step(consultation: Consultation) -> None:
    answer = consultation.goes_on_unsure()[-1]

    assert answer.report["kind"] == "plan"
    assert _plan(answer)["steps"]
    assert all(step["sources"] for step in _plan(answer)["steps"])


def test_the_steps_are_numbered_in_the_text(consultation: Consultation) -> None:
    answer = consultation.goes_on_unsure()[-1]

    (text,) = answer.texts
    numbers = range(1, len(_plan(answer)["steps"]) + 1)
    assert all(f"\n{number}. " in text for number in numbers)


def test_a_turn_has_one_report_even_if_two_actions_speak() -> None:

    told = {"event": "bot", "text": None, "data": {"custom": {"kind": "advice"}}}
    events = [{"event": "user", "text": "may i"}, told]
    tracker = Tracker("somebody", {}, {}, events, False, None, {}, "action_advise")
    dispatcher = CollectingDispatcher()

    reply(dispatcher, tracker, turn_report("question", Situation()), text="And the contract?")

    assert [message["custom"] for message in dispatcher.messages if message["custom"]] == []


def test_the_plan_of_the_report_is_told_in_words_too(consultation: Consultation) -> None:
    answer = consultation.goes_on_unsure()[-1]

    (text,) = answer.texts
    assert _plan(answer)["recommendation"] in text
    assert all(step["text"] in text for step in _plan(answer)["steps"])


def test_somebody_who_has_told_everything_is_asked_nothing(consultation: Consultation) -> None:
    consultation.goes_on_unsure()

    answer = consultation.chat.turn(ActionAskConsultationFormConsultation, "a plan", "request_plan")

    assert answer.messages == []
    assert answer.events == [{"event": "slot", "timestamp": None, "name": "requested_slot", "value": None}]


def test_what_was_asked_for_before_the_consultation_is_not_its_first_question(
    consultation: Consultation,
) -> None:
    consultation.chat.slots["asked_fact"] = "money_received"

    answer = consultation.chat.turn(ActionAskConsultationFormConsultation, "a plan", "request_plan")

    assert answer.report["asks"] != "money_received"


@pytest.fixture
def asked_for_the_reason() -> Consultation:
    """A consultation about all that the project knows, in which the reason was just asked for."""
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.knows(role="client", contract_type="hourly")
    consultation = Consultation(chat)
    assert consultation.begins().report["asks"] == "motive"
    return consultation


def test_a_reason_that_is_none_of_those_known_is_another_one(asked_for_the_reason: Consultation) -> None:
    answer = asked_for_the_reason.hears("we want a new look for the shop", "out_of_scope")

    assert answer.report["situation"]["motive"] == "other"
    assert answer.report["asks"] not in (None, "motive")


@pytest.mark.parametrize("reply", ["silent", "no reply", "ghosted"])
def test_a_reply_about_something_else_is_kept_and_the_reason_asked_again(
    asked_for_the_reason: Consultation, reply: str
) -> None:
    situation = asked_for_the_reason.hears(reply, "inform").report["situation"]

    assert situation["other_side"] == "silent"
    assert "motive" not in situation


def test_a_question_is_no_reason(asked_for_the_reason: Consultation) -> None:
    assert _is_left_to_the_rules(asked_for_the_reason.hears("what is the fee?", "out_of_scope"))


def test_a_reply_that_is_no_answer_is_said_to_be_none(asked_for_the_reason: Consultation) -> None:
    asked_for_the_reason.hears("it is going badly", "inform")
    asked = asked_for_the_reason.chat.slots["asked_fact"]

    answer = asked_for_the_reason.hears("the sky is blue", "nlu_fallback")

    assert answer.report["asks"] == asked
    assert answer.texts[0].startswith("I could not take that as an answer")


def test_a_choice_says_nothing_beside_what_it_stands_for(asked_for_the_reason: Consultation) -> None:
    asked_for_the_reason.chat.knows(work_state="submitted")

    answer = asked_for_the_reason.hears("The work is done", "inform")

    assert answer.report["situation"]["motive"] == "finished"
    assert answer.report["situation"]["work_state"] == "submitted"
    assert asked_for_the_reason.chat.slots["work_state"] == "submitted"


def test_a_plan_asks_for_what_was_only_passed_over_in_questions_before() -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.turn(ActionAdvise, "as a client, should I end my hourly contract?", "ask_end_advice")
    assert chat.slots["asked_fact"] == "motive"
    chat.turn(ActionAdvise, "and my feedback?", "ask_end_feedback")
    assert "motive" in chat.slots["unsure_facts"]

    assert Consultation(chat).begins().report["asks"] == "motive"


def test_a_story_that_ends_by_asking_for_a_plan_begins_one(chat: Conversation) -> None:
    story = "My client ended it. Money is in escrow. Make me a plan please?"
    whole, last = {"ask_end_reopening": 0.3, "request_plan": 0.2}, {"request_plan": 0.7}

    answer = chat.turn(ActionAdvise, story, "ask_end_reopening", whole, last)

    assert answer.events == [FollowupAction(CONSULTATION_FORM)]


def test_a_story_that_ends_with_the_words_for_a_plan_begins_one_whatever_it_was_taken_for(
    chat: Conversation,
) -> None:
    story = "freelancer, hourly, client silent 2 months and owes me 4 hours, contract paused. make me a plan"

    answer = chat.turn(ActionAdvise, story, "ask_pause_advice")

    assert answer.events == [FollowupAction(CONSULTATION_FORM)]


def test_a_plan_asked_for_beside_a_plain_question_waits_until_that_is_answered(chat: Conversation) -> None:
    story = "Can I end it? Make me a plan please?"
    whole = {"ask_end_permission": 0.6, "request_plan": 0.2}

    answer = chat.turn(ActionAdvise, story, "ask_end_permission", whole, whole, {"request_plan": 0.7})

    assert "end/permission" in answer.cells


def test_a_correction_is_no_reason(asked_for_the_reason: Consultation) -> None:
    answer = asked_for_the_reason.hears("sorry, actually it's fixed price", "inform")

    assert answer.report["asks"] == "motive"
    assert answer.report["situation"]["contract_type"] == "fixed_price"


def test_a_greeting_does_not_hide_the_request_for_a_plan(chat: Conversation) -> None:
    text, whole = "Hi there! Could you make me a plan?", {"greet": 0.6, "request_plan": 0.3}

    answer = chat.turn(ActionTalk, text, "greet", whole, {"request_plan": 0.7})

    assert answer.events == [FollowupAction(CONSULTATION_FORM)]
