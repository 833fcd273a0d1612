"""Begins a new session of Rasa in a long conversation, so that a turn does not have to carry all of it."""

from __future__ import annotations

from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# Rasa reads and walks all events of a session several times in each turn.
TURNS_OF_A_SESSION = 10


def roll_over(processor: MessageProcessor, tracker: DialogueStateTracker) -> None:
    """Let a new session begin if the last one has expired or become long.

    Rasa itself would only look at the clock, and copy every slot that was ever set, not what they hold at
    last. A consultation is never cut in two.
    """
    if _is_over(processor, tracker):
        tracker.update_with_events(_beginning(tracker), processor.domain)


def _is_over(processor: MessageProcessor, tracker: DialogueStateTracker) -> bool:
    if not tracker.applied_events() or processor._has_session_expired(tracker):
        return True
    turns = sum(isinstance(event, UserUttered) for event in tracker.events)
    return turns >= TURNS_OF_A_SESSION and tracker.active_loop_name is None


def _beginning(tracker: DialogueStateTracker) -> list[Event]:
    """Return the events by which Rasa begins a session, with what each slot holds now."""
    kept = {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *(SlotSet(name, value) for name, value in kept.items()),
        ActionExecuted(ACTION_LISTEN_NAME),
    ]
