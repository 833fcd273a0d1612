"""Why a line of a plan is there, or the whole of it, and on which pages that rests."""

from __future__ import annotations

from advisor.consultation.line_numbers import LAST
from advisor.consultation.planning import Plan
from advisor.consultation.records import Step
from advisor.consultation.wording import reasons
from advisor.footing import footing
from advisor.knowledge import KnowledgeBase
from advisor.wording import sources_listed


def number_of_line(line: int, count: int) -> int | None:
    """Return the number of a line that was asked about, or None if a plan of `count` lines lacks it."""
    number = count if line == LAST else line
    return number if 1 <= number <= count else None


def line_explained(knowledge: KnowledgeBase, number: int, step: Step, sources_first: bool = False) -> str:
    """Return a line of a plan, why it is there, and all its sources; or the sources before the reason."""
    words = footing(knowledge, step)
    mark = f" ({words[:1].upper()}{words[1:]}.)" if words else ""
    why = f"{knowledge.consultation.phrases.why.format(why=step.why)}{mark}"
    sources = knowledge.all_sources_of([step])
    cited = sources_listed(knowledge, sources) if sources else knowledge.consultation.phrases.no_page
    parts = [cited, why] if sources_first else [why, cited]
    return "\n\n".join([f"{number}. {step.text}", *parts])


def plan_explained(knowledge: KnowledgeBase, plan: Plan) -> str:
    """Return what is recommended, the reasons, and all sources of these."""
    given = plan.recommended.recommendation
    title = knowledge.consultation.outcomes[given.recommends].title
    opening = knowledge.consultation.phrases.recommended.format(title=title)
    cited = sources_listed(knowledge, knowledge.all_sources_of([given]))
    return "\n\n".join([opening, reasons(knowledge, plan.recommended), cited])


def plan_sources(knowledge: KnowledgeBase, plan: Plan) -> str:
    """Return the sources that carry a plan: of the recommendation and of every step."""
    entries = [plan.recommended.recommendation, *(planned.step for planned in plan.steps)]
    return sources_listed(knowledge, knowledge.sources_of(entries))
