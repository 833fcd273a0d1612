"""The days of a plan as an iCalendar file."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from icalendar import Alarm, Calendar, Event

from advisor.consultation.deadlines import Due
from advisor.consultation.planning import Plan, PlannedStep
from advisor.consultation.wording import conditional_text
from advisor.knowledge import KnowledgeBase
from advisor.wording import source_line

PRODUCT = "-//Clean Exit//Plan//EN"
REMINDED_BEFORE = timedelta(days=1)


def plan_calendar(knowledge: KnowledgeBase, plan: Plan) -> str | None:
    """Return a calendar with one whole-day entry for each day that is ahead, or None if there is none.

    The same plan on the same day gives the same file; an entry has the same UID in each plan with that step
    and day, so that a calendar does not show it twice.
    """
    entries = [
        _entry(knowledge, planned, planned.due)
        for planned in plan.steps
        if planned.due is not None and not planned.due.over
    ]
    if not entries:
        return None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    return calendar.to_ical().decode()


def _entry(knowledge: KnowledgeBase, planned: PlannedStep, due: Due) -> Event:
    title = knowledge.consultation.phrases.calendar_entry.format(title=due.deadline.title)
    entry = Event()
    entry.add("uid", f"{planned.step.id}-{due.day:%Y%m%d}@clean-exit")
    entry.add("dtstamp", datetime.combine(knowledge.today, datetime.min.time(), timezone.utc))
    entry.add("dtstart", due.day)
    entry.add("dtend", due.day + timedelta(days=1))
    entry.add("summary", title)
    entry.add("description", _description(knowledge, planned, due))
    entry.add("transp", "TRANSPARENT")
    entry.add_component(_reminder(title))
    return entry


def _description(knowledge: KnowledgeBase, planned: PlannedStep, due: Due) -> str:
    cited = [source_line(knowledge, source) for source in knowledge.sources_of([planned.step])]
    sources = [knowledge.phrases.sources, *cited] if cited else []
    return "\n".join(
        [conditional_text(planned), f"{due.deadline.title}: {due.words}.", planned.step.why, *sources]
    )


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", -REMINDED_BEFORE)
    alarm.add("description", title)
    return alarm
