"""The first things people ask, posted to the running assistant."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from advisor.yaml_files import parse_yaml
from tests.conversations.assistant import Conversation

TURNS = parse_yaml(Path(__file__).with_name("main_job.yml"))["turns"]


def asked(report: dict[str, Any]) -> list[str]:
    return [f"{question['option']}/{question['topic']}" for question in report["questions"]]


@pytest.mark.parametrize("turn", TURNS, ids=[turn["text"] for turn in TURNS])
def test_a_first_question_gets_the_right_sourced_answer(turn: dict[str, Any], conversation: Conversation):
    said, report = conversation.ask(turn["text"])
    assert report["kind"] == "advice"
    assert turn["question"] in asked(report)
    assert turn.get("also", turn["question"]) in asked(report)
    assert turn.get("situation", {}).items() <= report["situation"].items()
    assert report["sources"]
    for expression in turn["says"]:
        assert re.search(expression, said, re.IGNORECASE | re.MULTILINE), f"{expression!r} is not in:\n{said}"


def test_follow_ups_carry_the_question_and_the_facts_along(conversation: Conversation):
    _, first = conversation.ask("pause or end? I need a 2 month break")
    assert asked(first) == ["compare/advice"]
    assert first["situation"]["intended_length"] == "temporary"
    _, second = conversation.ask("and my score?")
    assert asked(second) == ["compare/job_success_score"]
    _, third = conversation.ask("what if it's hourly")
    assert asked(third) == ["compare/job_success_score"]
    assert third["situation"].items() >= {"contract_type": "hourly", "intended_length": "temporary"}.items()


def test_the_fact_asked_for_is_taken_from_a_typed_reply(conversation: Conversation):
    _, first = conversation.ask("Can I end my contract?")
    assert first["asks"] == "role"
    _, second = conversation.ask("im the freelancer")
    assert asked(second) == ["end/permission"]
    assert second["situation"]["role"] == "freelancer"
    assert second["asks"] != "role"


def test_not_sure_is_accepted_and_the_fact_is_not_asked_again(conversation: Conversation):
    _, first = conversation.ask("How do I end the contract?")
    said, second = conversation.ask("not sure")
    assert second["asks"] != first["asks"]
    assert asked(second) == asked(first)
    assert "If " in said


def test_a_button_of_a_reply_can_be_pressed(conversation: Conversation):
    messages = conversation.say("Can I end my contract?")
    buttons = [button for message in messages for button in message.get("buttons", [])]
    _, report = conversation.ask(buttons[0]["payload"])
    assert asked(report) == ["end/permission"]
    assert report["situation"]["role"] == "freelancer"


def test_a_subject_outside_is_declined_politely(conversation: Conversation):
    said, report = conversation.ask("how do I write a proposal")
    assert report["kind"] == "out_of_scope"
    assert report["questions"] == []
    assert "outside what I know" in said


def test_gibberish_gets_a_fallback_with_questions_to_choose_from(conversation: Conversation):
    messages = conversation.say("asdfgh")
    assert any(message.get("custom", {}).get("kind") == "fallback" for message in messages)
    assert len([button for message in messages for button in message.get("buttons", [])]) >= 3


def test_the_bot_admits_that_it_is_a_program(conversation: Conversation):
    said, report = conversation.ask("are you a human?")
    assert report["kind"] == "smalltalk"
    assert "program, not a person" in said


def test_two_people_do_not_share_a_situation(address: str):
    one, other = Conversation(address, "person-one-apart"), Conversation(address, "person-other-apart")
    one.ask("as a client, can I end an hourly contract?")
    _, report = other.ask("Can I end my contract?")
    assert "role" not in report["situation"]
    assert "contract_type" not in report["situation"]
