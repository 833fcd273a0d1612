"""Sends replies: text with choices, and the turn report where there is somebody to read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.choices import Choice
from actions.slots import LAST_KIND, OFFERED_CHOICES, is_shell


def reply(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    report: dict[str, Any],
    text: str | None = None,
    response: str | None = None,
    choices: Sequence[Choice] = (),
) -> list[EventType]:
    """Say a text or a response of the domain; return events that remember the choices and the kind."""
    buttons = [choice.as_button() for choice in choices]
    if is_shell(tracker):
        _say(dispatcher, text, response, [])
        if choices:
            dispatcher.utter_message(text=_numbered(choices))
    else:
        _say(dispatcher, text, response, buttons)
        if not _is_reported(tracker):
            dispatcher.utter_message(json_message=report)
    return [SlotSet(OFFERED_CHOICES, buttons), SlotSet(LAST_KIND, report["kind"])]


def _is_reported(tracker: Tracker) -> bool:
    """Tell whether another action has sent the report of this turn, before a consultation goes on."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return False
        if event.get("event") == "bot" and (event.get("data") or {}).get("custom"):
            return True
    return False


def _say(
    dispatcher: CollectingDispatcher,
    text: str | None,
    response: str | None,
    buttons: list[dict[str, str]],
) -> None:
    if response is not None:
        dispatcher.utter_message(response=response, buttons=buttons)
    else:
        dispatcher.utter_message(text=_in_one_piece(text or ""), buttons=buttons)


def _in_one_piece(text: str) -> str:
    """Keep a text one message: Rasa makes a message of its own of whatever an empty line sets off."""
    return re.sub(r"\n(?=\n)", "\n ", text)


def _numbered(choices: Sequence[Choice]) -> str:
    """A list to pick from by number: the shell's own buttons would not let people type freely."""
    return "\n".join(f"{number}. {choice.title}" for number, choice in enumerate(choices, start=1))
