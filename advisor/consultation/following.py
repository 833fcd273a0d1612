"""What somebody is told on the way through a plan: its days, the next line, its lines in brief."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from advisor.consultation.explaining import number_of_line
from advisor.consultation.planning import Plan, PlannedStep
from advisor.consultation.wording import conditional_text, step_line
from advisor.knowledge import KnowledgeBase

NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|thirty)"
NAMES_DAYS = re.compile(
    rf"\b{NUMBER} (?:business |working )?(?:hours?|days?|weeks?|months?)\b", re.IGNORECASE
)

Numbered = tuple[int, PlannedStep]


def days_told(knowledge: KnowledgeBase, plan: Plan, lines: Sequence[int] = ()) -> str:
    """Return the lines that have a day, or days that count, of those named or else of the whole plan."""
    phrases = knowledge.consultation.phrases.requests
    numbered = _numbered(plan)
    asked = [numbered[number - 1] for number in _known(lines, plan)] or numbered
    dated = [one for one in asked if _has_days(one[1])]
    if not dated:
        return "\n\n".join([phrases.no_dates, *_whole(knowledge, asked)])
    parts = ["\n".join([phrases.dated, *_whole(knowledge, dated)])]
    if any(planned.due is None for _, planned in dated):
        parts.append(phrases.tell_day)
    if len(dated) < len(asked):
        parts.append(phrases.without_day)
    return "\n\n".join(parts)


def next_told(knowledge: KnowledgeBase, plan: Plan, done: Collection[str], noted: Iterable[int] = ()) -> str:
    """Return the first line that is not done and those after it; `noted` are lines just said to be done."""
    phrases = knowledge.consultation.phrases.requests
    numbers = ", ".join(map(str, noted))
    parts = [phrases.noted.format(lines=numbers)] if numbers else []
    left = [(number, planned) for number, planned in _numbered(plan) if planned.step.id not in done]
    if not left:
        return " ".join([*parts, phrases.all_done])
    first, *others = left
    parts.append("\n".join([phrases.next_line, *_whole(knowledge, [first])]))
    if others:
        parts.append("\n".join([phrases.after, *_brief(knowledge, others)]))
    return "\n\n".join(parts)


def steps_told(knowledge: KnowledgeBase, plan: Plan) -> str:
    """Return what is recommended in a line, and the steps without reasons, places and sources."""
    phrases = knowledge.consultation.phrases
    title = knowledge.consultation.outcomes[plan.recommended.recommendation.recommends].title
    lines = _brief(knowledge, _numbered(plan))
    return "\n\n".join([phrases.recommended.format(title=title), "\n".join([phrases.plan, *lines])])


def steps_named(steps: Sequence[str], lines: Iterable[int]) -> dict[int, str]:
    """Return the ids of the steps on the lines named, by number; a line that is not there is left out."""
    numbers = (number_of_line(line, len(steps)) for line in lines)
    return {number: steps[number - 1] for number in numbers if number is not None}


def _known(lines: Iterable[int], plan: Plan) -> list[int]:
    return list(steps_named([planned.step.id for planned in plan.steps], lines))


def _numbered(plan: Plan) -> list[Numbered]:
    return list(enumerate(plan.steps, start=1))


def _has_days(planned: PlannedStep) -> bool:
    return planned.due is not None or NAMES_DAYS.search(planned.step.text) is not None


def _whole(knowledge: KnowledgeBase, lines: Iterable[Numbered]) -> Iterator[str]:
    return (f"{number}. {step_line(knowledge, planned)}" for number, planned in lines)


def _brief(knowledge: KnowledgeBase, lines: Iterable[Numbered]) -> Iterator[str]:
    for number, planned in lines:
        mark = f" {knowledge.consultation.phrases.irreversible}" if planned.step.irreversible else ""
        yield f"{number}. {conditional_text(planned)}{mark}"
