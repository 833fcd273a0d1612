"""What something supposed would change, as paragraphs of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.consultation.supposing import Difference, NumberedStep
from advisor.consultation.wording import opening_clause, reasons, step_line
from advisor.knowledge import KnowledgeBase
from advisor.records import FactValue
from advisor.situation import Situation
from advisor.wording import MAX_SOURCES, sources_named


def what_if_text(
    knowledge: KnowledgeBase, real: Situation, supposed: Mapping[str, str], changes: Difference
) -> str:
    """Return what the supposed facts would change of the plan for the real situation."""
    return "\n\n".join(
        [
            *_advice(knowledge, real, supposed, changes),
            *_step_lists(knowledge, changes),
            knowledge.consultation.phrases.what_if.plan_stays,
            *_sources(knowledge, changes),
        ]
    )


def what_if_advice(
    knowledge: KnowledgeBase, real: Situation, supposed: Mapping[str, str], changes: Difference
) -> str:
    """Return what the supposed facts would change of the recommendation, for somebody without a plan."""
    paragraphs = _advice(knowledge, real, supposed, changes)
    return "\n\n".join([*paragraphs, knowledge.consultation.phrases.what_if.facts_stay])


def _advice(
    knowledge: KnowledgeBase, real: Situation, supposed: Mapping[str, str], changes: Difference
) -> Iterator[str]:
    """Yield what would be recommended, and why if that is something new."""
    phrases = knowledge.consultation.phrases.what_if
    outcome = changes.supposed.recommended.recommendation.recommends
    phrase = phrases.same_advice
    if changes.is_empty:
        phrase = phrases.nothing
    elif changes.recommended is not None:
        phrase = phrases.other_reason if changes.same_outcome else phrases.other_advice
    title = knowledge.consultation.outcomes[outcome].title
    yield f"{_condition(knowledge, real, supposed)}: {phrase.format(title=title)}"
    if changes.recommended is not None:
        yield reasons(knowledge, changes.recommended)


def _condition(knowledge: KnowledgeBase, real: Situation, supposed: Mapping[str, str]) -> str:
    """Return what is supposed as a clause, without what is so in any case if there is anything else."""
    new = {fact: value for fact, value in supposed.items() if real.get(fact) != value} or supposed
    values = [knowledge.facts[fact].value(value) for fact, value in new.items()]
    return opening_clause(tuple((value,) for value in values if isinstance(value, FactValue)))


def _step_lists(knowledge: KnowledgeBase, changes: Difference) -> Iterator[str]:
    phrases = knowledge.consultation.phrases.what_if
    added = [f"- {step_line(knowledge, planned)}" for planned in changes.added]
    removed = [_numbered(knowledge, one, one.planned.step.text) for one in changes.removed]
    changed = [_numbered(knowledge, one, step_line(knowledge, one.planned)) for one in changes.changed]
    for heading, lines in ((phrases.removed, removed), (phrases.changed, changed), (phrases.added, added)):
        if lines:
            yield "\n".join([heading, *lines])


def _numbered(knowledge: KnowledgeBase, one: NumberedStep, text: str) -> str:
    return f"- {knowledge.consultation.phrases.what_if.step} {one.number}: {text}"


def _sources(knowledge: KnowledgeBase, changes: Difference) -> list[str]:
    sources = knowledge.sources_of(changes.entries)[:MAX_SOURCES]
    return [sources_named(knowledge, sources)] if sources else []
