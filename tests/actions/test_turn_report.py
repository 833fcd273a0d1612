"""The report of a turn: always the same keys, whatever the turn was."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.advise import ActionAdvise, ActionCiteSources, ActionShowMore
from actions.base import TurnAction
from actions.conversation import ActionDecline, ActionDefaultFallback, ActionRestart, ActionTalk
from actions.turn import Turn
from actions.turn_report import Kind, turn_report
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.vocabulary import OPTIONS, TOPICS
from tests.actions.turns import Conversation

KEYS = {"kind", "questions", "situation", "asks", "sources"}
QUESTION_KEYS = {"text", "option", "topic", "confidence", "status", "advice", "disputed"}
STATUSES = {"answered", "needs_fact", "unknown"}
MAY_I_END = ("Is it allowed to end an hourly contract?", "ask_end_permission")


class ActionBreaks(TurnAction):
    """Breaks at once."""

    def name(self) -> str:
        return "action_breaks"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        raise RuntimeError("broken on purpose")


TURNS: list[tuple[type[TurnAction], tuple[Any, ...], str]] = [
    (ActionAdvise, MAY_I_END, "advice"),
    (ActionAdvise, ("Can he rate me?", "ask_end_feedback"), "advice"),
    (ActionAdvise, ("/ask_end_messages",), "advice"),
    (ActionAdvise, ("/ask_end_account",), "advice"),
    (ActionAdvise, ('/inform{"role": "client"}',), "smalltalk"),
    (ActionAdvise, ("/not_sure",), "smalltalk"),
    (ActionAdvise, ("😭", "nlu_fallback"), "fallback"),
    (ActionAdvise, ("blah", "nlu_fallback", {"nlu_fallback": 0.12}), "fallback"),
    (
        ActionAdvise,
        ("end", "ask_end_feedback", {f"ask_end_{topic}": 0.1 for topic in TOPICS}),
        "did_you_mean",
    ),
    (ActionDefaultFallback, ("", None), "fallback"),
    (ActionShowMore, ("more", "ask_more"), "smalltalk"),
    (ActionCiteSources, ("says who", "ask_source"), "smalltalk"),
    (ActionTalk, ("hello", "greet"), "smalltalk"),
    (ActionDecline, ("do i pay taxes", "out_of_scope"), "out_of_scope"),
    (ActionRestart, ("/restart",), "smalltalk"),
    (ActionBreaks, ("hello", "greet"), "error"),
]
IDS = [f"{action.__name__} {message[0]!a}" for action, message, _ in TURNS]


def _assert_documented_shape(report: dict[str, Any], knowledge: KnowledgeBase) -> None:
    assert report.keys() == KEYS
    assert report["kind"] in get_args(Kind)
    assert all(knowledge.facts[fact].value(value) for fact, value in report["situation"].items())
    assert report["asks"] is None or report["asks"] in knowledge.facts
    assert all(source in knowledge.sources for source in report["sources"])
    assert bool(report["questions"]) == (report["kind"] == "advice")
    for question in report["questions"]:
        _assert_documented_question(question, knowledge)


def _assert_documented_question(question: dict[str, Any], knowledge: KnowledgeBase) -> None:
    assert question.keys() == QUESTION_KEYS
    assert isinstance(question["text"], str)
    assert (question["option"] in OPTIONS, question["topic"] in TOPICS) == (True, True)
    assert 0.0 <= question["confidence"] <= 1.0
    assert question["status"] in STATUSES
    assert all(rule in knowledge.rules for rule in question["advice"])
    assert isinstance(question["disputed"], bool)


@pytest.mark.parametrize(("action", "message", "kind"), TURNS, ids=IDS)
def test_a_turn_has_one_report_of_the_documented_shape(
    chat: Conversation,
    knowledge: KnowledgeBase,
    action: type[TurnAction],
    message: tuple[Any, ...],
    kind: str,
) -> None:
    report = chat.turn(action, *message).report

    _assert_documented_shape(report, knowledge)
    assert report["kind"] == kind


@pytest.mark.parametrize(("action", "message", "kind"), TURNS, ids=IDS)
def test_a_turn_after_an_answer_has_one_report_of_the_documented_shape(
    chat: Conversation,
    knowledge: KnowledgeBase,
    action: type[TurnAction],
    message: tuple[Any, ...],
    kind: str,
) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    _assert_documented_shape(chat.turn(action, *message).report, knowledge)


@pytest.mark.parametrize("action", [ActionShowMore, ActionCiteSources])
def test_more_and_says_who_report_the_answer_they_refer_to(
    chat: Conversation, action: type[TurnAction]
) -> None:
    (first,) = chat.turn(ActionAdvise, *MAY_I_END).report["questions"]

    (again,) = chat.turn(action, "more", "ask_more").report["questions"]

    assert again == {**first, "text": "", "confidence": 1.0}


def test_a_question_is_reported_in_the_words_it_was_asked_in(chat: Conversation) -> None:
    (question,) = chat.turn(ActionAdvise, "Hi! Can he rate me?", "ask_end_feedback").report["questions"]

    assert question["text"] == "Can he rate me?"


def test_a_verdict_that_hinges_on_a_fact_needs_it(chat: Conversation) -> None:
    (question,) = chat.turn(ActionAdvise, *MAY_I_END).report["questions"]

    assert question["status"] == "needs_fact"


def test_a_verdict_that_hinges_on_nothing_is_answered(chat: Conversation) -> None:
    (question,) = chat.turn(ActionAdvise, "/ask_end_feedback").report["questions"]

    assert question["status"] == "answered"


@pytest.mark.parametrize(
    "text", ["/ask_end_messages", "/ask_end_account"], ids=["unknown verdict", "no verdict"]
)
def test_what_no_rule_answers_is_unknown(chat: Conversation, text: str) -> None:
    (question,) = chat.turn(ActionAdvise, text).report["questions"]

    assert question["status"] == "unknown"


def test_an_answer_that_corrects_an_article_is_disputed(chat: Conversation) -> None:
    asked = ("Is it true that I need no reason to end it?", "ask_end_reason")

    (question,) = chat.turn(ActionAdvise, *asked).report["questions"]

    assert question["disputed"] is True


def test_an_answer_to_somebody_who_brings_up_no_claim_is_not_disputed(chat: Conversation) -> None:
    (question,) = chat.turn(ActionAdvise, "/ask_end_reason").report["questions"]

    assert question["disputed"] is False


def test_what_is_presumed_is_not_part_of_the_situation(chat: Conversation) -> None:
    assert chat.turn(ActionAdvise, "/ask_end_who").report["situation"] == {}


def test_an_error_reports_an_empty_situation(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    assert chat.turn(ActionBreaks, "hello", "greet").report == turn_report("error", Situation())


def test_the_report_does_not_share_its_lists_with_its_maker() -> None:
    sources = ["a-page"]

    report = turn_report("smalltalk", Situation(), sources=sources)
    sources.append("another")

    assert report["sources"] == ["a-page"]
