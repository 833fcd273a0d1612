"""The days by which something has to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import get_args

from advisor.consultation.records import Deadline, Event, Weekday

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


def day_of(deadline: Deadline, today: date, events: Mapping[Event, date]) -> date | None:
    """Return the last day of a deadline, or None if it is over.

    An event that is not known to have happened is taken to happen today.
    """
    start = events.get(deadline.after, today)
    day = _counted(deadline, start)
    return day if day >= today else None


def _counted(deadline: Deadline, start: date) -> date:
    if deadline.days is not None:
        return start + timedelta(days=deadline.days)
    ahead = WEEKDAYS.index(deadline.weekday) - start.weekday() if deadline.weekday else 0
    return start + timedelta(days=ahead % 7)


def told(deadline: Deadline, day: date) -> str:
    """Return the deadline in words, with the day as people say it: "Sunday 29 November"."""
    return deadline.text.format(day=f"{day:%A} {day.day} {day:%B}")
