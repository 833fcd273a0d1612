"""The days by which something has to be done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import get_args

from advisor.consultation.records import Deadline, Event, Weekday

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)


# The day of each event; None if nobody knows it.
Events = Mapping[Event, date | None]


def day_of(deadline: Deadline, today: date, events: Events) -> date | None:
    """Return the last day of a deadline, or None if it is over, or nobody knows from when it counts."""
    start = events[deadline.after]
    day = _counted(deadline, start) if start else None
    return day if day is not None and day >= today else None


def _counted(deadline: Deadline, start: date) -> date:
    if deadline.days is not None:
        return start + timedelta(days=deadline.days)
    ahead = WEEKDAYS.index(deadline.weekday) - start.weekday() if deadline.weekday else 0
    return start + timedelta(days=ahead % 7)


def told(deadline: Deadline, day: date) -> str:
    """Return the deadline in words, with the day as people say it: "Sunday 29 November"."""
    return deadline.text.format(day=f"{day:%A} {day.day} {day:%B}")
