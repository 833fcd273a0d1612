"""A plan as files to keep: Markdown, a page to print, and a calendar."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.consultation.plan_calendar import plan_calendar
from advisor.consultation.plan_page import plan_page
from advisor.consultation.planning import Plan
from advisor.consultation.wording import plan_text
from advisor.knowledge import KnowledgeBase

CALENDAR_FILE = "plan.ics"


def plan_files(knowledge: KnowledgeBase, plan: Plan) -> Mapping[str, str]:
    """Return the contents of the files by their names; without a day ahead there is no calendar."""
    calendar = plan_calendar(knowledge, plan)
    files = {"plan.md": f"{plan_text(knowledge, plan)}\n", "plan.html": plan_page(knowledge, plan)}
    return files | ({CALENDAR_FILE: calendar} if calendar is not None else {})
