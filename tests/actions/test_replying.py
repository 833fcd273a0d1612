"""How a reply is sent on either kind of channel."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions.choices import Choice
from actions.replying import reply
from actions.turn_report import turn_report
from advisor.situation import Situation
from tests.actions.turns import REST, SHELL, Answer, tracker_of

CHOICES = [Choice("Hourly", '/inform{"contract_type": "hourly"}'), Choice("Not sure", "/not_sure")]
BUTTONS = [choice.as_button() for choice in CHOICES]
REPORT = turn_report("smalltalk", Situation())


def _replied(channel: str, **reply_keys: Any) -> Answer:
    dispatcher = CollectingDispatcher()
    events = reply(dispatcher, tracker_of({"text": "hi"}, channel=channel), REPORT, **reply_keys)
    return Answer(dispatcher.messages, events)


@pytest.mark.parametrize("channel", [REST, "socketio", "callback"])
def test_a_channel_that_can_show_them_gets_buttons(channel: str) -> None:
    assert _replied(channel, text="Which?", choices=CHOICES).buttons == BUTTONS


@pytest.mark.parametrize("channel", [REST, "socketio", "callback"])
def test_a_channel_other_than_the_shell_gets_one_report(channel: str) -> None:
    assert _replied(channel, text="Which?", choices=CHOICES).reports == [REPORT]


def test_the_report_comes_after_the_text() -> None:
    last = _replied(REST, text="Which?", choices=CHOICES).messages[-1]

    assert (last["custom"], last["text"], last["buttons"]) == (REPORT, None, [])


def test_the_shell_gets_no_report() -> None:
    assert _replied(SHELL, text="Which?", choices=CHOICES).reports == []


def test_the_shell_gets_its_choices_as_numbered_lines() -> None:
    answer = _replied(SHELL, text="Which?", choices=CHOICES)

    assert answer.texts == ["Which?", "1. Hourly\n2. Not sure"]


def test_the_shell_gets_no_buttons() -> None:
    assert _replied(SHELL, text="Which?", choices=CHOICES).buttons == []


@pytest.mark.parametrize("channel", [REST, SHELL])
def test_nothing_is_listed_when_there_is_nothing_to_choose(channel: str) -> None:
    assert (_replied(channel, text="So.").texts, _replied(channel, text="So.").buttons) == (["So."], [])


@pytest.mark.parametrize("channel", [REST, SHELL])
def test_a_response_of_the_domain_is_sent_by_its_name(channel: str) -> None:
    answer = _replied(channel, response="utter_greet")

    assert (answer.responses, answer.texts) == (["utter_greet"], [])


@pytest.mark.parametrize("channel", [REST, SHELL])
def test_the_choices_offered_are_remembered(channel: str) -> None:
    event, _ = _replied(channel, text="Which?", choices=CHOICES).events

    assert (event["name"], event["value"]) == ("offered_choices", BUTTONS)


@pytest.mark.parametrize("channel", [REST, SHELL])
def test_choices_offered_before_are_forgotten_with_a_reply_that_offers_none(channel: str) -> None:
    event, _ = _replied(channel, text="So.").events

    assert (event["name"], event["value"]) == ("offered_choices", [])


@pytest.mark.parametrize("channel", [REST, SHELL])
@pytest.mark.parametrize("text", ["One.\n\nTwo.", "One.\n\n\nTwo.", "One.\n\nTwo.\n\nThree."])
def test_a_text_of_several_paragraphs_has_no_empty_line_for_rasa_to_cut_at(channel: str, text: str) -> None:
    (said,) = _replied(channel, text=text).texts

    assert "\n\n" not in said
