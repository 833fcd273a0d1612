"""A plan as one page to print, which needs nothing but itself."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from advisor.consultation.deadlines import spoken
from advisor.consultation.planning import Plan
from advisor.consultation.wording import change_line, reasons, step_parts
from advisor.knowledge import KnowledgeBase
from advisor.wording import source_note

TEMPLATE = Path(__file__).with_name("plan_page.html.j2")


def plan_page(knowledge: KnowledgeBase, plan: Plan) -> str:
    """Return the HTML of a plan: what is recommended and why, the steps to tick, the sources as links."""
    given = plan.recommended.recommendation
    entries = [given, *(planned.step for planned in plan.steps)]
    today = knowledge.today
    return _template().render(
        phrases=knowledge.consultation.phrases,
        title=knowledge.consultation.outcomes[given.recommends].title,
        made_on=f"{spoken(today, today)} {today.year}",
        reasons=reasons(knowledge, plan.recommended),
        weights=given.weighs,
        changes=[change_line(knowledge, change) for change in plan.recommended.changes],
        steps=[(planned.step, step_parts(knowledge, planned)) for planned in plan.steps],
        sources_heading=knowledge.phrases.sources,
        sources=[(source, source_note(knowledge, source)) for source in knowledge.sources_of(entries)],
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATE.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE.name)
