"""Small talk, other subjects, repeating an answer, starting afresh, and faults."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.advise import ActionAdvise, ActionCiteSources, ActionShowMore
from actions.base import TurnAction
from actions.choices import frequent
from actions.conversation import ActionDecline, ActionRestart, ActionTalk
from actions.replying import reply
from actions.turn import Turn
from actions.turn_report import turn_report
from advisor.knowledge import KnowledgeBase
from tests.actions.turns import REST, SHELL, Conversation

FEEDBACK = ("What about feedback after the end?", "ask_end_feedback")
SECRET = "a detail for the log only"


class ActionLeavesIt(TurnAction):
    def name(self) -> str:
        return "action_leaves_it"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        return ActionLeavesItToo

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return reply(dispatcher, tracker, turn_report("smalltalk", turn.situation), text="left")


class ActionLeavesItToo(ActionLeavesIt):
    def name(self) -> str:
        return "action_leaves_it_too"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        return ActionLeavesIt

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return reply(dispatcher, tracker, turn_report("smalltalk", turn.situation), text="taken")


class ActionBreaks(TurnAction):
    """Says half of something and breaks."""

    def name(self) -> str:
        return "action_breaks"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        dispatcher.utter_message(text="Half of an ans")
        raise ValueError(SECRET)


@pytest.mark.parametrize(
    "intent", ["greet", "goodbye", "thanks", "affirm", "deny", "bot_challenge", "insult"]
)
def test_small_talk_gets_the_response_of_its_name(chat: Conversation, intent: str) -> None:
    answer = chat.turn(ActionTalk, "hello you", intent)

    assert (answer.responses, answer.report["kind"]) == ([f"utter_{intent}"], "smalltalk")


@pytest.mark.parametrize("intent", ["greet", "help"])
def test_a_greeting_and_a_call_for_help_offer_questions(
    chat: Conversation, knowledge: KnowledgeBase, intent: str
) -> None:
    offered = [choice.title for choice in frequent(knowledge)]

    assert chat.turn(ActionTalk, "hello", intent).titles == offered


def test_thanks_offer_nothing(chat: Conversation) -> None:
    assert chat.turn(ActionTalk, "thanks", "thanks").buttons == []


@pytest.mark.parametrize("action", [ActionTalk, ActionDecline, ActionShowMore, ActionCiteSources])
def test_a_choice_that_is_typed_is_taken_up_whatever_it_sounds_like(
    chat: Conversation, action: type[TurnAction]
) -> None:
    chat.turn(ActionAdvise, "Is it allowed to end a contract?", "ask_end_permission")

    answer = chat.turn(action, "I am the client", "affirm")

    assert answer.texts[0].startswith("Statement of permission-client.")


def test_another_subject_is_declined(chat: Conversation) -> None:
    answer = chat.turn(ActionDecline, "how do i bake bread", "out_of_scope")

    assert (answer.responses, answer.texts, answer.report["kind"]) == (
        ["utter_out_of_scope"],
        [],
        "out_of_scope",
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [("how do i withdraw a proposal", "proposal"), ("do i pay taxes on it", "taxes")],
)
@pytest.mark.parametrize("channel", [REST, SHELL])
def test_a_neighbouring_subject_is_declined_with_a_pointer(
    knowledge: KnowledgeBase, channel: str, text: str, name: str
) -> None:
    answer = Conversation(knowledge, channel).turn(ActionDecline, text, f"near_miss_{name}")

    assert answer.texts[0] == knowledge.near_misses[name].pointer
    assert answer.responses == ["utter_out_of_scope"]


def test_another_subject_gets_no_pointer_to_one_that_is_less_likely(chat: Conversation) -> None:
    ranking = {"out_of_scope": 0.8, "near_miss_taxes": 0.1}

    assert chat.turn(ActionDecline, "how do i bake bread", "out_of_scope", ranking).texts == []


def test_a_question_about_a_contract_within_another_subject_is_answered(chat: Conversation) -> None:
    answer = chat.turn(
        ActionDecline,
        "nice weather. can he rate me after the end?",
        "out_of_scope",
        {"out_of_scope": 0.9},
        {"ask_end_feedback": 0.9},
    )

    assert answer.cells == ["end/feedback"]


def test_more_tells_what_the_last_answer_left_out(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *FEEDBACK)

    assert chat.turn(ActionShowMore, "more", "ask_more").texts == ["- Statement of feedback-left-out."]


def test_more_tells_what_was_left_out_of_an_answer_that_asked_for_a_fact(chat: Conversation) -> None:
    first = chat.turn(ActionAdvise, "What about payment after the end?", "ask_end_payment")
    assert first.report["asks"] == "role"

    assert chat.turn(ActionShowMore, "more", "ask_more").texts == [
        "- Statement of payment-left-out-1.\n- Statement of payment-left-out-2."
    ]


@pytest.mark.parametrize("more", ["Tell me more", "/ask_more"])
def test_more_can_be_chosen_from_the_offer(chat: Conversation, more: str) -> None:
    chat.turn(ActionAdvise, *FEEDBACK)

    assert chat.turn(ActionShowMore, more, "ask_more").texts == ["- Statement of feedback-left-out."]


@pytest.mark.parametrize(
    ("text", "intent"), [("why?", "ask_why"), ("how come", "ask_why"), ("says who?", "ask_source")]
)
def test_why_and_says_who_give_the_reasons_of_the_last_answer_and_their_sources(
    chat: Conversation, knowledge: KnowledgeBase, text: str, intent: str
) -> None:
    chat.turn(ActionAdvise, *FEEDBACK)

    (told,) = chat.turn(ActionCiteSources, text, intent).texts

    (finding,) = knowledge.rules["feedback"].findings
    assert f"- {knowledge.findings[finding].statement}" in told
    assert knowledge.phrases.all_sources in told
    assert told.startswith(knowledge.phrases.all_sources) is (intent == "ask_source")


@pytest.mark.parametrize("action", [ActionShowMore, ActionCiteSources])
def test_there_is_nothing_to_repeat_before_an_answer(chat: Conversation, action: type[TurnAction]) -> None:
    answer = chat.turn(action, "more", "ask_more")

    assert (answer.responses, answer.report["kind"]) == (["utter_nothing_to_repeat"], "smalltalk")


def test_a_restart_forgets_the_conversation(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *FEEDBACK)

    answer = chat.turn(ActionRestart, "/restart")

    assert ([event["event"] for event in answer.events], answer.responses) == (["restart"], ["utter_restart"])


def test_a_restart_reports_an_empty_situation(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "Can I end my hourly contract?", "ask_end_permission")

    assert chat.turn(ActionRestart, "/restart").report["situation"] == {}


def test_two_actions_that_leave_a_turn_to_each_other_answer_it_once(chat: Conversation) -> None:
    answer = chat.turn(ActionLeavesIt, "hello", "greet")

    assert answer.texts == ["taken"]


@pytest.mark.parametrize("channel", [REST, SHELL])
def test_a_fault_inside_an_action_becomes_an_apology(knowledge: KnowledgeBase, channel: str) -> None:
    answer = Conversation(knowledge, channel).turn(ActionBreaks, "hello", "greet")

    assert (answer.responses, answer.texts) == (["utter_apologise"], [])


def test_a_fault_is_reported_as_an_error_without_its_details(chat: Conversation) -> None:
    answer = chat.turn(ActionBreaks, "hello", "greet")

    assert answer.report["kind"] == "error"
    assert SECRET not in str(answer)


def test_the_details_of_a_fault_are_logged(chat: Conversation, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        chat.turn(ActionBreaks, "hello", "greet")

    assert SECRET in caplog.text


def test_a_slot_that_makes_no_sense_becomes_an_apology(chat: Conversation) -> None:
    chat.slots["unsure_facts"] = 5

    assert chat.turn(ActionAdvise, *FEEDBACK).report["kind"] == "error"


def test_a_knowledge_base_with_a_hole_becomes_an_apology(knowledge: KnowledgeBase) -> None:
    holed = replace(knowledge, findings={})

    assert Conversation(holed).turn(ActionAdvise, *FEEDBACK).report["kind"] == "error"
