"""The assistant's actions, which break, refuse or hang when a message asks for it."""

from __future__ import annotations

import time
from typing import Any

from rasa_sdk.events import FollowupAction

import actions.advise
import actions.conversation
from actions.base import TurnAction
from actions.turn_report import turn_report
from advisor.situation import Situation

BREAK, HANG, REVEAL = "please break now", "please hang now", "my client Mrs Broken"
REPEAT = "please repeat yourself for ever"
HANG_SECONDS = 16

_run = TurnAction.run


def run(self: TurnAction, dispatcher: Any, tracker: Any, domain: Any) -> Any:
    text = str(tracker.latest_message.get("text"))
    if BREAK in text:
        raise ValueError(f"{REVEAL} said: {text}")
    if HANG in text:
        time.sleep(HANG_SECONDS)
    if REPEAT in text:
        dispatcher.utter_message(text="again", json_message=turn_report("smalltalk", Situation()))
        return [FollowupAction(self.name())]
    return _run(self, dispatcher, tracker, domain)


TurnAction.run = run  # type: ignore[method-assign]
# What is imported here is what the assistant finds.
KNOWN = (actions.advise, actions.conversation)
