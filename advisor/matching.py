"""Does an entry apply to a situation, not apply, or depend on facts that are not known?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.records import AdviceRule, Conditional

CONFIDENCE_ORDER = ("stated", "inferred", "reported", "unknown")


@dataclass(frozen=True)
class Match:
    """The outcome for one rule: it applies unless `excluded`, once the `unknown` facts are as it needs."""

    excluded: bool
    unknown: tuple[str, ...] = ()

    @property
    def applies(self) -> bool:
        return not self.excluded and not self.unknown

    @property
    def depends(self) -> bool:
        return not self.excluded and bool(self.unknown)


def match(rule: Conditional, facts: Mapping[str, str]) -> Match:
    """Hold the conditions of an entry against the facts; a fact that is absent is unknown."""
    unknown = []
    for fact, values in rule.applies_when.items():
        if fact not in facts:
            unknown.append(fact)
        elif facts[fact] not in values:
            return Match(excluded=True)
    return Match(excluded=False, unknown=tuple(unknown))


def can_both_apply(one: AdviceRule, other: AdviceRule) -> bool:
    """Tell whether some situation meets the conditions of both rules."""
    shared = one.applies_when.keys() & other.applies_when.keys()
    return all(set(one.applies_when[fact]) & set(other.applies_when[fact]) for fact in shared)


def is_narrower(one: AdviceRule, other: AdviceRule) -> bool:
    """Tell whether `one` holds only in situations where `other` holds too, and not in all of them."""
    if one.applies_when == other.applies_when:
        return False
    return all(
        set(one.applies_when.get(fact, ())) <= set(values) and fact in one.applies_when
        for fact, values in other.applies_when.items()
    )


def replaces(one: AdviceRule, other: AdviceRule) -> bool:
    """Tell whether `one` is shown instead of `other` when both apply."""
    if other.id in one.refines:
        return True
    both_verdicts = one.part == other.part == "verdict"
    return both_verdicts and is_narrower(one, other)


def applying(rules: Iterable[AdviceRule], facts: Mapping[str, str]) -> list[AdviceRule]:
    """Return the rules that apply, without those that another one replaces."""
    holding = _holding(rules, facts)
    return [rule for rule in holding if not any(replaces(other, rule) for other in holding)]


def depending(rules: Iterable[AdviceRule], facts: Mapping[str, str]) -> list[AdviceRule]:
    """Return the rules that may apply once more is known, without those that are replaced already."""
    rules = list(rules)
    holding = _holding(rules, facts)
    return [
        rule
        for rule in rules
        if match(rule, facts).depends and not any(replaces(other, rule) for other in holding)
    ]


def by_weight(rule: AdviceRule) -> tuple[int, int, int]:
    """Sort key that puts irreversible steps first, then narrow rules, then sure ones."""
    return (not rule.irreversible, -len(rule.applies_when), CONFIDENCE_ORDER.index(rule.confidence))


def _holding(rules: Iterable[AdviceRule], facts: Mapping[str, str]) -> list[AdviceRule]:
    return [rule for rule in rules if match(rule, facts).applies]
