"""Holds the facts that the assistant took from a message against the facts labelled for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from evaluation.outcomes import Outcome


@dataclass(frozen=True)
class FactCounts:
    """Facts taken right, missed, and taken wrongly: with another value, or though nobody told them."""

    right: int = 0
    missing: int = 0
    wrong: int = 0

    def __add__(self, other: FactCounts) -> FactCounts:
        return FactCounts(self.right + other.right, self.missing + other.missing, self.wrong + other.wrong)


def count_facts(outcomes: Iterable[Outcome], counted: Collection[str]) -> dict[str, FactCounts]:
    """Compare each fact that counts; what was known before a message is not held against it."""
    counts = {fact: FactCounts() for fact in sorted(counted)}
    for outcome in outcomes:
        for fact in counts:
            counts[fact] += _compare(outcome, fact)
    return counts


def _compare(outcome: Outcome, fact: str) -> FactCounts:
    label = outcome.message.situation.get(fact)
    told = outcome.report["situation"].get(fact)
    if label is None:
        before = outcome.message.context.facts.get(fact)
        return FactCounts(wrong=int(told is not None and told != before))
    if told == label:
        return FactCounts(right=1)
    return FactCounts(missing=1) if told is None else FactCounts(wrong=1)
