"""Events as they lie in the store, also such as nobody can read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.exceptions import RasaException

# What reading something of a wrong shape comes to, whoever reads it.
MISREAD = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class UnreadableError(RasaException):
    """What is stored of one conversation makes no sense. To try again does not help."""


class Row(NamedTuple):
    """An event as it is stored, with a number that only grows."""

    number: int
    event: dict[str, Any]


@contextmanager
def reading(what: object) -> Iterator[None]:
    """Raise `UnreadableError` if what is read meanwhile makes no sense; nothing of it gets into the error."""
    try:
        yield
    except MISREAD as error:
        raise UnreadableError(f"{what} cannot be read: {type(error).__name__}") from None


def row_of(number: int, data: str | bytes) -> Row:
    """Return a row of the store."""
    with reading(f"row {number}"):
        event = json.loads(data)
        if not isinstance(event, dict):
            raise TypeError
        return Row(number, event)


def event_of(row: Row) -> Event:
    """Return the event in a row, of which Rasa would leave out some that it does not know."""
    with reading(f"row {row.number}"):
        [event] = deserialise_events([row.event])
        if not isinstance(event.timestamp, int | float):
            raise TypeError
        return event
