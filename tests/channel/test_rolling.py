"""A long conversation goes on in a new session of Rasa, with what is known and without the rest."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.rolling import TURNS_OF_A_SESSION, roll_over

DOMAIN = Domain.load("domain.yml")


@dataclass
class Processor:
    """What of Rasa's processor is needed to tell whether a session is over."""

    domain: Domain = DOMAIN

    def _has_session_expired(self, tracker: DialogueStateTracker) -> bool:
        return MessageProcessor._has_session_expired(self, tracker)  # type: ignore[arg-type]


def conversation(turns: int, *more: Event, ago: float = 0) -> DialogueStateTracker:
    said = [
        event
        for number in range(turns)
        for event in (
            ActionExecuted("action_listen"),
            UserUttered("hello", {"name": "greet"}, timestamp=time.time() - ago),
            SlotSet("topic", f"topic {number}"),
            SlotSet("last_advice", [f"rule {number}"]),
        )
    ]
    events = [ActionExecuted("action_session_start"), SessionStarted(), *said, *more]
    return DialogueStateTracker.from_events("somebody", events, DOMAIN.slots, domain=DOMAIN)


def rolled(tracker: DialogueStateTracker) -> list[Any]:
    """Return the events that were added."""
    before = len(tracker.events)
    roll_over(Processor(), tracker)  # type: ignore[arg-type]
    return list(tracker.events)[before:]


def test_a_short_conversation_goes_on_as_it_is():
    assert rolled(conversation(TURNS_OF_A_SESSION - 1)) == []


def test_a_long_one_begins_a_session_with_what_each_slot_holds_at_last():
    tracker = conversation(TURNS_OF_A_SESSION)
    added = rolled(tracker)
    assert [type(event) for event in added] == [
        ActionExecuted,
        SessionStarted,
        SlotSet,
        SlotSet,
        ActionExecuted,
    ]
    assert tracker.get_slot("topic") == f"topic {TURNS_OF_A_SESSION - 1}"
    assert tracker.get_slot("last_advice") == [f"rule {TURNS_OF_A_SESSION - 1}"]
    assert tracker.latest_action_name == "action_listen"


def test_one_that_has_rested_for_long_does_so_too():
    assert rolled(conversation(2, ago=2 * 3600))


def test_a_consultation_goes_on_however_long_it_takes():
    assert rolled(conversation(3 * TURNS_OF_A_SESSION, ActiveLoop("consultation_form"))) == []
