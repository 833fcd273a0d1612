"""Which warnings an answer carries: those that hold, and an irreversible step that may be near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.knowledge import KnowledgeBase
from advisor.matching import by_weight, match, replaces
from advisor.records import AdviceRule, FactValue


@dataclass(frozen=True)
class Warning:
    """A warning, and the values of unknown facts under which it holds; none if it holds without doubt."""

    rule: AdviceRule
    needs: tuple[FactValue, ...] = ()


def warnings_told(
    knowledge: KnowledgeBase,
    option: str,
    in_force: Iterable[AdviceRule],
    depending: Iterable[AdviceRule],
    facts: Mapping[str, str],
) -> tuple[Warning, ...]:
    """Return the warnings among the rules and those that guard the option, the weightiest first.

    An irreversible step that may be near is told with its condition rather than kept back, unless a warning
    about such a step holds anyway.
    """
    holding = {rule.id: rule for rule in (*in_force, *_guards(knowledge, option, facts))}.values()
    warnings = [rule for rule in holding if rule.part == "warning"]
    certain = [rule for rule in warnings if not any(replaces(other, rule) for other in holding)]
    told = tuple(Warning(rule) for rule in sorted(certain, key=by_weight))
    if any(rule.irreversible for rule in certain):
        return told
    return told + _likeliest(knowledge, depending, facts)


def _guards(knowledge: KnowledgeBase, option: str, facts: Mapping[str, str]) -> list[AdviceRule]:
    """Return the guards that hold; what is no warning itself, like "it has ended", can make one needless.

    Guards are few, so it is cheaper to look for what replaces one than to hold every rule against the facts.
    """
    rules = knowledge.rules_of(option)
    holding = [rule for rule in rules if rule.guards and match(rule, facts).applies]
    return [rule for rule in holding if not any(_makes_needless(other, rule, facts) for other in rules)]


def _makes_needless(other: AdviceRule, guard: AdviceRule, facts: Mapping[str, str]) -> bool:
    return other.part != "warning" and replaces(other, guard) and match(other, facts).applies


def _likeliest(
    knowledge: KnowledgeBase, depending: Iterable[AdviceRule], facts: Mapping[str, str]
) -> tuple[Warning, ...]:
    irreversible = [rule for rule in depending if rule.part == "warning" and rule.irreversible]
    possible = [rule for rule in irreversible if not knowledge.is_only_for_rare(rule, facts)]
    if not possible:
        return ()
    rule = min(possible, key=lambda rule: len(match(rule, facts).unknown))
    needs = (knowledge.facts[fact].value(rule.applies_when[fact][0]) for fact in match(rule, facts).unknown)
    return (Warning(rule, tuple(value for value in needs if value is not None)),)
