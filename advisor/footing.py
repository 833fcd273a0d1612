"""How well a rule stands: on how old a page or on whose word it rests, and when it was checked last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from advisor.evidence import Source
from advisor.knowledge import Cited, KnowledgeBase
from advisor.records import AdviceRule

OFFICIAL = frozenset({"official_help", "legal_terms"})
RECENT_YEARS = 2


class Held(Cited, Protocol):
    """An entry that rests on findings more or less firmly."""

    @property
    def confidence(self) -> str: ...


def footing(knowledge: KnowledgeBase, rule: Held) -> str | None:
    """Say in a few words what a reader should hold against the rule; None where nothing is to be said.

    The first source of the first finding carries a rule, so it is the one that counts.
    """
    words = []
    if rule.findings and rule.confidence != "unknown":
        words.append(_said_of(knowledge, lead_source(knowledge, rule)))
    if rule.confidence == "inferred":
        words.append(knowledge.phrases.inferred)
    return ", ".join(filter(None, words)) or None


def lead_source(knowledge: KnowledgeBase, rule: Cited) -> Source:
    """Return the source that carries a rule; the rule has to cite a finding."""
    return knowledge.sources[knowledge.findings[rule.findings[0]].sources[0]]


def days_unchecked(rule: AdviceRule, today: date) -> int:
    """Return how many days ago the rule was held against its findings; never less than 0."""
    return max(0, (today - rule.checked_on).days)


def is_due(knowledge: KnowledgeBase, rule: AdviceRule) -> bool:
    """Tell whether the rule is in force and somebody should check it again."""
    days = days_unchecked(rule, knowledge.today)
    return rule.holds_on(knowledge.today) and days > knowledge.review.due_after_days


def is_expired(knowledge: KnowledgeBase, rule: AdviceRule) -> bool:
    """Tell whether the rule went unchecked for so long that it must not be published."""
    return days_unchecked(rule, knowledge.today) > knowledge.review.expired_after_days


def doubted_since(knowledge: KnowledgeBase, rules: Iterable[AdviceRule]) -> date | None:
    """Return the earliest day of checking among the rules that are told with a doubt; None if none is."""
    limit = knowledge.review.doubted_after_days
    days = [rule.checked_on for rule in rules if days_unchecked(rule, knowledge.today) > limit]
    return min(days, default=None)


def _said_of(knowledge: KnowledgeBase, source: Source) -> str | None:
    if source.kind not in OFFICIAL:
        return knowledge.phrases.second_hand.get(source.kind)
    if source.year is not None and knowledge.today.year - source.year <= RECENT_YEARS:
        return None
    words = knowledge.phrases.old_copies.get(source.age)
    return words and words.format(year=source.year)
