"""The days by which something has to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from advisor.consultation.records import Deadline, Event, Weekday

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
WORKING_DAYS = 5
# A day further off than this is told with its year.
HALF_A_YEAR = 182

# The day of each event; None if nobody knows it.
Events = Mapping[Event, date | None]


@dataclass(frozen=True)
class Due:
    """The last day of a deadline. It is `counted` if it goes by the day of the event that somebody told."""

    deadline: Deadline
    day: date
    today: date
    counted: bool = False

    @property
    def over(self) -> bool:
        """Tell whether the day is past."""
        return self.day < self.today

    @property
    def words(self) -> str:
        """The deadline in words, with the day as people say it: "until Sunday 29 November"."""
        deadline = self.deadline
        text = deadline.over if self.over else deadline.known if self.counted else deadline.text
        return str(text).format(day=spoken(self.day, self.today))


def due(deadline: Deadline, today: date, events: Events, told: Mapping[str, date]) -> Due | None:
    """Return until when a step is in time, or None if nobody knows from when that counts.

    `told` are the days of events that the person named; they go before those of `events`. What such a day
    makes over is returned; a day that is only presumed is never said to be over.
    """
    counted = deadline.after in told
    start = told.get(deadline.after) or events[deadline.after]
    if start is None or (deadline.text is None and not counted):
        return None
    found = Due(deadline, _counted(deadline, start), today, counted)
    return None if found.over and not counted else found


def _counted(deadline: Deadline, start: date) -> date:
    if deadline.business_days:
        return _working_days_after(start, deadline.days or 0)
    if deadline.days is not None:
        return start + timedelta(days=deadline.days)
    ahead = WEEKDAYS.index(deadline.weekday) - start.weekday() if deadline.weekday else 0
    return start + timedelta(days=ahead % 7)


def _working_days_after(start: date, days: int) -> date:
    day = start
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < WORKING_DAYS
    return day


def spoken(day: date, today: date) -> str:
    """Return a day as people say it; the year is named where it might be mistaken."""
    words = f"{day:%A} {day.day} {day:%B}"
    return f"{words} {day.year}" if abs((day - today).days) > HALF_A_YEAR else words
