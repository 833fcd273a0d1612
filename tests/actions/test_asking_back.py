"""Asking back when a message is about a contract, but it stays unclear what it asks."""

from __future__ import annotations

import pytest

from actions.advise import ActionAdvise
from actions.base import TurnAction
from actions.choices import frequent
from actions.conversation import ActionDefaultFallback
from advisor.knowledge import KnowledgeBase
from tests.actions.turns import Conversation

TOPICS = ("feedback", "payment", "messages", "account", "reason")
NEAR_AND_FAR = {"ask_end_feedback": 0.2, "ask_pause_feedback": 0.1, "follow_up": 0.6}
UNCLEAR_OPTION = ("and reviews?", NEAR_AND_FAR)
UNCLEAR_TOPIC = ("my end", {f"ask_end_{topic}": 0.18 for topic in TOPICS})
UNCLEAR_BOTH = (
    "what is it",
    {f"ask_{option}_{topic}": 0.09 for option in ("end", "pause") for topic in TOPICS},
)


@pytest.mark.parametrize("action", [ActionAdvise, ActionDefaultFallback])
@pytest.mark.parametrize(
    ("message", "response"),
    [
        (UNCLEAR_OPTION, "utter_ask_option"),
        (UNCLEAR_TOPIC, "utter_ask_topic"),
        (UNCLEAR_BOTH, "utter_did_you_mean"),
    ],
    ids=["option", "topic", "both"],
)
def test_what_is_unclear_is_asked_for(
    chat: Conversation, action: type[TurnAction], message: tuple[str, dict[str, float]], response: str
) -> None:
    text, ranking = message

    answer = chat.turn(action, text, next(iter(ranking)), ranking)

    assert (answer.responses, answer.report["kind"]) == ([response], "did_you_mean")


@pytest.mark.parametrize(
    ("message", "intents"),
    [
        (UNCLEAR_OPTION, {f"/ask_{option}_feedback" for option in ("end", "pause", "resume", "compare")}),
        (UNCLEAR_TOPIC, {f"/ask_end_{topic}" for topic in TOPICS}),
    ],
    ids=["option", "topic"],
)
def test_the_questions_offered_differ_in_the_unclear_half_only(
    chat: Conversation, message: tuple[str, dict[str, float]], intents: set[str]
) -> None:
    text, ranking = message

    answer = chat.turn(ActionAdvise, text, next(iter(ranking)), ranking)

    assert answer.buttons
    assert {button["payload"] for button in answer.buttons} <= intents


def test_the_shell_lists_the_nearest_questions_by_number(shell: Conversation) -> None:
    text, ranking = UNCLEAR_TOPIC

    (listed,) = shell.turn(ActionAdvise, text, "ask_end_feedback", ranking).texts

    assert [line.partition(".")[0] for line in listed.splitlines()] == ["1", "2", "3"]


def test_a_question_offered_for_an_unclear_message_is_answered_when_it_is_picked(chat: Conversation) -> None:
    text, ranking = UNCLEAR_TOPIC
    offered = chat.turn(ActionAdvise, text, "ask_end_feedback", ranking)

    answer = chat.turn(ActionAdvise, "2", "pick_choice")

    assert answer.report["questions"][0]["text"] == offered.titles[1]


def test_an_unclear_message_answers_nothing(chat: Conversation) -> None:
    text, ranking = UNCLEAR_BOTH

    assert chat.turn(ActionAdvise, text, "ask_end_feedback", ranking).report["questions"] == []


def test_a_fact_in_an_unclear_message_is_kept(chat: Conversation) -> None:
    _, ranking = UNCLEAR_TOPIC

    chat.turn(ActionAdvise, "my hourly end", "ask_end_feedback", ranking)

    assert chat.slots["contract_type"] == "hourly"


def test_a_fact_told_before_any_question_is_noted(chat: Conversation) -> None:
    answer = chat.turn(ActionAdvise, "it is hourly", "inform")

    assert (answer.responses, answer.report["kind"]) == (["utter_inform"], "smalltalk")


def test_a_message_that_means_nothing_known_is_not_understood(
    chat: Conversation, knowledge: KnowledgeBase
) -> None:
    answer = chat.turn(ActionAdvise, "blah blah", "nlu_fallback", {"nlu_fallback": 0.12})

    assert (answer.responses, answer.report["kind"]) == (["utter_fallback"], "fallback")


def test_what_is_not_understood_is_answered_with_frequent_questions(
    chat: Conversation, knowledge: KnowledgeBase
) -> None:
    answer = chat.turn(ActionAdvise, "blah blah", "nlu_fallback", {"nlu_fallback": 0.12})

    assert answer.titles == [choice.title for choice in frequent(knowledge)]


def test_nobody_is_asked_back_twice_in_a_row_but_told_what_there_is_and_where_a_person_is(
    chat: Conversation,
) -> None:
    text, ranking = UNCLEAR_BOTH
    chat.turn(ActionAdvise, text, next(iter(ranking)), ranking)

    again = chat.turn(ActionAdvise, text, next(iter(ranking)), ranking)

    assert (again.responses, again.report["kind"]) == (["utter_still_unclear"], "fallback")
    assert again.buttons


def test_after_an_answer_in_between_it_is_asked_back_again(chat: Conversation) -> None:
    text, ranking = UNCLEAR_BOTH
    chat.turn(ActionAdvise, text, next(iter(ranking)), ranking)
    chat.turn(ActionAdvise, "can he rate me", "ask_end_feedback")

    answer = chat.turn(ActionAdvise, text, next(iter(ranking)), ranking)

    assert answer.report["kind"] != "fallback"
