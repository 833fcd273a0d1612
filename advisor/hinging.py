"""What an answer hinges on: the unknown fact most worth asking about, and what each of its values changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.knowledge import KnowledgeBase
from advisor.matching import applying, by_weight, match
from advisor.records import AdviceRule, Fact, FactValue

DECISIVE_PARTS = ("verdict", "warning")


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

    A rule that needs several unknown facts counts a share for each; values marked rare count for nothing,
    and neither does a rule that needs a fact in `but_not` too. Facts that weigh the same are taken in the
    order of facts.yml.
    """
    weights: dict[str, float] = {}
    for rule in depending:
        unknown = match(rule, facts).unknown
        if (
            rule.part in DECISIVE_PARTS
            and not _only_for_rare(knowledge, rule)
            and not {*unknown} & {*but_not}
        ):
            for fact in unknown:
                weights[fact] = weights.get(fact, 0.0) + 1.0 / len(unknown)
    candidates = [fact for fact in knowledge.facts.values() if fact.id in weights]
    if not candidates:
        return None
    return max(candidates, key=lambda fact: weights[fact.id])


def branches(rules: Sequence[AdviceRule], facts: Mapping[str, str], fact: Fact | None) -> list[Branch]:
    """Return the verdicts, or else the warnings, that each value would bring, those of rare values last."""
    if fact is None:
        return []
    told = {rule.id for rule in applying(rules, facts)}
    for part in DECISIVE_PARTS:
        found: dict[str, Branch] = {}
        for value in sorted(fact.values, key=lambda value: value.rare):
            there = applying(rules, {**facts, fact.id: value.id})
            new = [rule for rule in there if rule.part == part and rule.id not in told]
            for rule in sorted(new, key=by_weight)[:1]:
                found.setdefault(rule.id, Branch(value, rule))
        if found:
            return list(found.values())
    return []


def _only_for_rare(knowledge: KnowledgeBase, rule: AdviceRule) -> bool:
    return any(
        all(value.rare for value in knowledge.facts[fact].values if value.id in values)
        for fact, values in rule.applies_when.items()
    )
