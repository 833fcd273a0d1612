"""The assistant's actions, which break, refuse or hang when a message asks for it."""

from __future__ import annotations

import time
from typing import Any

import actions.advise
import actions.conversation
from actions.base import TurnAction

BREAK, HANG, REVEAL = "please break now", "please hang now", "my client Mrs Broken"
HANG_SECONDS = 16

_run = TurnAction.run


def run(self: TurnAction, dispatcher: Any, tracker: Any, domain: Any) -> Any:
    text = str(tracker.latest_message.get("text"))
    if BREAK in text:
        raise ValueError(f"{REVEAL} said: {text}")
    if HANG in text:
        time.sleep(HANG_SECONDS)
    return _run(self, dispatcher, tracker, domain)


TurnAction.run = run  # type: ignore[method-assign]
# What is imported here is what the assistant finds.
KNOWN = (actions.advise, actions.conversation)
