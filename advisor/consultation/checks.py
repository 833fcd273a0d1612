"""Checks on the files of a consultation: ids that exist, an answer for everybody, nothing never told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from advisor.consultation.comparison_checks import comparison_faults
from advisor.consultation.ordering import order_faults
from advisor.consultation.records import Outcome
from advisor.errors import Fault
from advisor.knowledge import KnowledgeBase
from advisor.pointers import condition_faults, missing
from advisor.reading import Entry, Reading

RECOMMENDATIONS_FILE = "consultation/recommendations.yml"


def consultation_faults(knowledge: KnowledgeBase, reading: Reading) -> Iterator[Fault]:
    """Yield every fault in how the entries of a consultation refer to one another."""
    for key in ("recommendations", "steps", "comparisons"):
        for entry in reading.entries[key]:
            yield from _citation_faults(entry, knowledge)
            yield from condition_faults(entry, knowledge)
    for entry in reading.entries["deadlines"]:
        yield from missing(entry, "finding", entry.record.findings, knowledge.findings)
    for entry in reading.entries["presumed"]:
        yield from condition_faults(entry, knowledge)
        yield from _presumption_faults(entry, knowledge)
    for entry in reading.entries["steps"]:
        yield from missing(
            entry, "deadline", filter(None, [entry.record.by]), knowledge.consultation.deadlines
        )
    yield from _outcome_faults(knowledge)
    yield from _recommendation_faults(knowledge)
    yield from _unused_deadlines(knowledge)
    yield from comparison_faults(knowledge, reading)


def _citation_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    yield from missing(entry, "finding", entry.record.findings, knowledge.findings)
    yield from missing(entry, "gap", entry.record.gaps, knowledge.gaps)


def _presumption_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    fact = knowledge.facts.get(entry.record.id)
    if fact is None or fact.value(entry.record.value) is None:
        yield Fault(
            entry.file, entry.record.id, f"facts.yml has no such fact with the value {entry.record.value}"
        )


def _outcome_faults(knowledge: KnowledgeBase) -> Iterator[Fault]:
    consultation = knowledge.consultation
    recommended = {one.recommends for one in consultation.recommendations.values()}
    served = {outcome for step in consultation.steps.values() for outcome in step.serves}
    for outcome in get_args(Outcome):
        if outcome not in consultation.outcomes:
            yield Fault(RECOMMENDATIONS_FILE, outcome, "has no title among the outcomes")
        if outcome in recommended and outcome not in served:
            yield Fault(RECOMMENDATIONS_FILE, outcome, "is recommended, but no step serves it")


def _recommendation_faults(knowledge: KnowledgeBase) -> Iterator[Fault]:
    recommendations = list(knowledge.consultation.recommendations.values())
    if not recommendations or recommendations[-1].applies_when:
        yield Fault(RECOMMENDATIONS_FILE, "", "the last recommendation needs to hold for everybody")
    yield from order_faults(RECOMMENDATIONS_FILE, recommendations)


def _unused_deadlines(knowledge: KnowledgeBase) -> Iterator[Fault]:
    used = {step.by for step in knowledge.consultation.steps.values()}
    for name in knowledge.consultation.deadlines:
        if name not in used:
            yield Fault("consultation/deadlines.yml", name, "is the deadline of no step")
