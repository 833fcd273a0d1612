"""The days a person has told, from turn to turn: read from the message, kept in slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from advisor.consultation.told_days import since_end, told_days

DAY_SLOTS: dict[str, str] = {
    "end": "end_day",
    "submission": "submission_day",
    "request": "request_day",
}
SINCE_END = "time_since_end"
# The value that says nothing of when.
ENDED = "ended"


@dataclass(frozen=True)
class Days:
    """The day of each event that is known, with what the message changes.

    `since_end` is the value of the fact that follows from the day of the end, if the contract has ended;
    `changed` holds the slots to set.
    """

    known: dict[str, date] = field(default_factory=dict)
    since_end: str | None = None
    changed: dict[str, str | None] = field(default_factory=dict)

    def facts(self, facts: Mapping[str, str]) -> dict[str, str]:
        """Return facts in agreement with the days: these tell better how long ago the contract ended."""
        others = {fact: value for fact, value in facts.items() if fact != SINCE_END}
        if self.since_end is not None:
            return {**others, SINCE_END: self.since_end}
        return others if SINCE_END in self.changed else dict(facts)

    def events(self) -> list[EventType]:
        """Return the events that remember what the message changed."""
        return [SlotSet(slot, value) for slot, value in sorted(self.changed.items())]


def read_days(tracker: Tracker, text: str, since: str | None, today: date, not_ended: bool = False) -> Days:
    """Read the days of a message together with those told before.

    `since` is how long ago the contract ended as this message puts it, if it does: a day told before that
    does not agree with it is forgotten. `not_ended` tells that this message denies an end.
    """
    before = _days_before(tracker)
    said = told_days(text, today, before)
    known = {**before, **{event: told.day for event, told in said.items()}}
    changed: dict[str, str | None] = {DAY_SLOTS[event]: told.day.isoformat() for event, told in said.items()}
    if "end" in said:
        following = since_end(known["end"], today) if said["end"].happened else None
        return Days(known, following, {**changed, SINCE_END: following})
    if not_ended and "end" in known and known["end"] <= today:
        del known["end"]
        return Days(known, None, {**changed, DAY_SLOTS["end"]: None, SINCE_END: None})
    if "end" in known and since not in (None, ENDED, since_end(known["end"], today)):
        del known["end"]
        return Days(known, None, {**changed, DAY_SLOTS["end"]: None})
    # The days go by while somebody talks, so what follows from the day of the end is worked out each time.
    ended = "end" in known and (since or tracker.get_slot(SINCE_END)) is not None
    return Days(known, since_end(known["end"], today) if ended else None, changed)


def _days_before(tracker: Tracker) -> dict[str, date]:
    days = {event: day_of(tracker.get_slot(slot)) for event, slot in DAY_SLOTS.items()}
    return {event: day for event, day in days.items() if day is not None}


def day_of(value: object) -> date | None:
    """Return the day that a slot holds; it can be filled with anything, so only a day is taken."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
