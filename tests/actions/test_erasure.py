"""Erasing the conversation by saying so: asked back first, then forgotten, or kept."""

from __future__ import annotations

import pytest

from actions.advise import ActionAdvise
from actions.conversation import ActionTalk
from actions.drafts import ActionTakeChoice
from actions.erasure import ActionErase
from advisor.knowledge import KnowledgeBase
from tests.actions.turns import SHELL, Conversation

DELETE = "delete my data"
ERASE = '/request_erasure{"erasure": "erase"}'
KEEP = '/request_erasure{"erasure": "keep"}'


def ask(chat: Conversation) -> Conversation:
    """Let somebody who told something ask to be forgotten."""
    chat.knows(role="client", contract_type="hourly")
    chat.turn(ActionErase, DELETE, "request_erasure")
    return chat


def test_nothing_is_erased_without_asking_back(chat: Conversation):
    chat.knows(role="client")

    answer = chat.turn(ActionErase, DELETE, "request_erasure")

    assert (answer.responses, answer.titles) == (["utter_ask_erasure"], ["Erase it", "Keep it"])
    assert answer.report["kind"] == "smalltalk"
    assert chat.slots["role"] == "client"


@pytest.mark.parametrize(
    ("action", "said", "intent"),
    [
        (ActionErase, ERASE, None),
        (ActionErase, "yes delete it all", "request_erasure"),
        (ActionTalk, "yes", "affirm"),
        (ActionTakeChoice, "1", "pick_choice"),
        (ActionAdvise, "Erase it", "nlu_fallback"),
    ],
)
def test_who_agrees_is_forgotten(chat: Conversation, action: type, said: str, intent: str | None):
    answer = ask(chat).turn(action, said, intent)

    assert answer.report == {
        "kind": "erasure",
        "questions": [],
        "situation": {},
        "asks": None,
        "sources": [],
    }
    assert answer.events[-1]["event"] == "restart"
    assert chat.slots == {}


@pytest.mark.parametrize(
    ("action", "said", "intent"),
    [
        (ActionErase, KEEP, None),
        (ActionTalk, "no", "deny"),
        (ActionTakeChoice, "2", "pick_choice"),
    ],
)
def test_who_does_not_agree_is_remembered(chat: Conversation, action: type, said: str, intent: str | None):
    answer = ask(chat).turn(action, said, intent)

    assert (answer.responses, answer.report["kind"]) == (["utter_kept"], "smalltalk")
    assert chat.slots["role"] == "client"


def test_a_yes_to_something_else_erases_nothing(chat: Conversation):
    ask(chat).turn(ActionTalk, "thanks", "thanks")

    assert chat.turn(ActionTalk, "yes", "affirm").responses == ["utter_affirm"]
    assert chat.slots["role"] == "client"


def test_on_the_web_it_is_said_to_be_erased_and_elsewhere_to_be_forgotten(knowledge: KnowledgeBase):
    said = {
        channel: ask(Conversation(knowledge, channel)).turn(ActionErase, ERASE).responses
        for channel in ("web", SHELL, "rest")
    }

    assert said == {"web": ["utter_erased"], SHELL: ["utter_forgotten"], "rest": ["utter_forgotten"]}


def test_who_keeps_it_in_a_consultation_goes_on_with_it(chat: Conversation):
    chat.consulting = True

    answer = ask(chat).turn(ActionErase, KEEP)

    assert (answer.events[-1]["event"], answer.events[-1]["name"]) == ("followup", "consultation_form")
