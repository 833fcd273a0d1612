"""What an answer hinges on: the unknown fact most worth asking about, and what each of its values changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.knowledge import KnowledgeBase
from advisor.matching import applying, by_weight, match, replaces
from advisor.records import AdviceRule, Fact, FactValue

DECISIVE_PARTS = ("verdict", "warning")


@dataclass(frozen=True)
class Branch:
    """What holds if the fact asked about has this value."""

    value: FactValue
    rule: AdviceRule


def decisive(
    knowledge: KnowledgeBase, depending: Iterable[AdviceRule], warned: Sequence[AdviceRule]
) -> list[AdviceRule]:
    """Return the rules worth asking a fact for: those that do not just add to a warning that is told anyway.

    A warning that holds for everybody leaves room for a better one.
    """
    specific = [warning for warning in warned if warning.applies_when.keys() - knowledge.presumed.keys()]
    return [
        rule
        for rule in depending
        if not repeats(warned, rule) and not any(replaces(rule, warning) for warning in specific)
    ]


def repeats(warned: Iterable[AdviceRule], rule: AdviceRule) -> bool:
    """Tell whether a warning that is told anyway says what the rule would say."""
    return any(rule.id == warning.id or replaces(warning, rule) for warning in warned)


def facts_to_ask(
    knowledge: KnowledgeBase,
    depending: Iterable[AdviceRule],
    facts: Mapping[str, str],
    unsure: Collection[str],
) -> tuple[Fact | None, Fact | None]:
    """Return the fact to ask for, and the fact whose branches to tell: the same, or one nobody could tell."""
    rules = list(depending)
    asks = fact_to_ask(knowledge, rules, facts, but_not=unsure)
    return asks, asks or fact_to_ask(knowledge, rules, facts, but_not=knowledge.facts.keys() - set(unsure))


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
            and not knowledge.is_only_for_rare(rule, facts)
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
