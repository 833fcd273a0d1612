"""What an answer hinges on: the unknown fact most worth asking about, and what each of its values changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.knowledge import KnowledgeBase
from advisor.matching import applying, match
from advisor.records import AdviceRule, Fact, FactValue

DECISIVE_PARTS = ("verdict", "warning")
MAX_BRANCHES = 3


@dataclass(frozen=True)
class Branch:
    """What holds if the fact asked about has this value."""

    value: FactValue
    rule: AdviceRule


def fact_to_ask(
    knowledge: KnowledgeBase,
    depending: Iterable[AdviceRule],
    facts: Mapping[str, str],
    but_not: Iterable[str] = (),
) -> Fact | None:
    """Return the unknown fact on which most verdicts and warnings depend; None if none does.

    A rule that needs several unknown facts counts a share for each; values marked rare count for nothing.
    Facts that weigh the same are taken in the order of facts.yml.
    """
    weights: dict[str, float] = {}
    for rule in depending:
        if rule.part in DECISIVE_PARTS and not _only_for_rare(knowledge, rule):
            unknown = match(rule, facts).unknown
            for fact in set(unknown) - set(but_not):
                weights[fact] = weights.get(fact, 0.0) + 1.0 / len(unknown)
    candidates = [fact for fact in knowledge.facts.values() if fact.id in weights]
    if not candidates:
        return None
    return max(candidates, key=lambda fact: weights[fact.id])


def branches(rules: Sequence[AdviceRule], facts: Mapping[str, str], fact: Fact | None) -> list[Branch]:
    """Return, for each value of the fact, the most weighty thing that would be told for it alone."""
    if fact is None:
        return []
    told = {rule.id for rule in applying(rules, facts)}
    for part in DECISIVE_PARTS:
        found = []
        for value in fact.values:
            there = applying(rules, {**facts, fact.id: value.id})
            new = [rule for rule in there if rule.part == part and rule.id not in told]
            found += [Branch(value, rule) for rule in new[:1]]
        if found:
            return sorted(found, key=lambda branch: branch.value.rare)[:MAX_BRANCHES]
    return []


def _only_for_rare(knowledge: KnowledgeBase, rule: AdviceRule) -> bool:
    return any(
        all(value.rare for value in knowledge.facts[fact].values if value.id in values)
        for fact, values in rule.applies_when.items()
    )
