"""Erasing the conversation because somebody says so: asks back first, and then it is gone."""

from __future__ import annotations

import json

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, Restarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import TurnAction
from actions.choices import Choice
from actions.replying import reply
from actions.slots import CHOSEN_ERASURE, CONSULTATION_FORM, LAST_KIND
from actions.turn import Turn
from actions.turn_report import turn_report
from advisor.situation import Situation

ERASURE_ASKED = "erasure_asked"
ERASE, KEEP = "erase", "keep"
TITLES = {ERASE: "Erase it", KEEP: "Keep it"}
# The channel that erases what is stored when the report says so; elsewhere the assistant only forgets.
ERASING_CHANNEL = "web"


class ActionErase(TurnAction):
    """Asks whether to erase the conversation; erases it when the person agrees, or says it once more."""

    def name(self) -> str:
        return "action_erase"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        decided = _decided(turn)
        if decided == ERASE:
            erased = tracker.get_latest_input_channel() == ERASING_CHANNEL
            response = "utter_erased" if erased else "utter_forgotten"
            reply(dispatcher, tracker, turn_report("erasure", Situation()), response=response)
            return [Restarted()]
        report = turn_report("smalltalk", turn.situation)
        if decided == KEEP:
            going_on = [FollowupAction(CONSULTATION_FORM)] if turn.consulting else []
            return [*reply(dispatcher, tracker, report, response="utter_kept"), *going_on]
        asked = reply(dispatcher, tracker, report, response="utter_ask_erasure", choices=_choices())
        return [*asked, SlotSet(LAST_KIND, ERASURE_ASKED)]


def _decided(turn: Turn) -> str | None:
    """Return whether to erase or to keep, or None if that has to be asked."""
    if CHOSEN_ERASURE in turn.chosen:
        return turn.chosen[CHOSEN_ERASURE]
    if turn.last_kind != ERASURE_ASKED:
        return None
    return KEEP if turn.intent == "deny" else ERASE


def _choices() -> list[Choice]:
    return [
        Choice(title, f"/request_erasure{json.dumps({CHOSEN_ERASURE: decision})}")
        for decision, title in TITLES.items()
    ]
