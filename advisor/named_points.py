"""The point of an answer that a question asks for by name: it is told first, whatever else holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from advisor.knowledge import KnowledgeBase
from advisor.lines import Line
from advisor.matching import by_weight, match
from advisor.records import AdviceRule
from advisor.vocabulary import Cell

WORD = re.compile(r"[a-z]+|\d+")
# From so many letters on, a word stands for its longer forms too: "refund" for "refunded".
STEM_LETTERS = 4
# The topic of a question may have been mistaken, and a point of another one be meant; one word is no proof.
OTHER_TOPICS_FROM = 2


class Named(NamedTuple):
    """A point that is named by so many words; `own` if it answers the cell that was asked about."""

    words: int
    own: bool
    rule: AdviceRule


def named_point(knowledge: KnowledgeBase, cell: Cell, facts: Mapping[str, str], asked: str) -> Line | None:
    """Return the point whose keywords name most of what is asked, or None.

    The points of the option's other cells count too, where a keyword of several words names them. A point
    that hinges on one fact that is not known is told with its condition.
    """
    words = WORD.findall(asked.lower())
    own = {rule.id for rule in knowledge.rules_for(cell)}
    named = [
        Named(number, rule.id in own, rule)
        for rule in knowledge.rules.values()
        if (rule.id in own or knowledge.cells[rule.id].option == cell.option)
        and (number := _named_words(rule, words)) >= (1 if rule.id in own else OTHER_TOPICS_FROM)
        and _may_hold(knowledge, rule, facts)
    ]
    if not named:
        return None
    return _line(knowledge, min(named, key=lambda one: _rank(one, facts)).rule, facts)


def _rank(named: Named, facts: Mapping[str, str]) -> tuple[object, ...]:
    unknown = len(match(named.rule, facts).unknown)
    return (-named.words, not named.own, unknown, *by_weight(named.rule))


def _named_words(rule: AdviceRule, words: list[str]) -> int:
    """Return of how many words the longest keyword is that the question has, in any order."""
    keywords = (WORD.findall(keyword) for keyword in rule.keywords)
    return max((len(keyword) for keyword in keywords if all(_has(words, one) for one in keyword)), default=0)


def _has(words: list[str], wanted: str) -> bool:
    return any(word == wanted or (len(wanted) >= STEM_LETTERS and word.startswith(wanted)) for word in words)


def _may_hold(knowledge: KnowledgeBase, rule: AdviceRule, facts: Mapping[str, str]) -> bool:
    outcome = match(rule, facts)
    conditions = [rule.applies_when[fact] for fact in outcome.unknown]
    told_in_one_clause = all(len(values) == 1 for values in conditions) and len(conditions) <= 1
    return rule.holds_on(knowledge.today) and not outcome.excluded and told_in_one_clause


def _line(knowledge: KnowledgeBase, rule: AdviceRule, facts: Mapping[str, str]) -> Line:
    for fact in match(rule, facts).unknown:
        return Line(rule, condition=knowledge.facts[fact].value(rule.applies_when[fact][0]))
    return Line(rule)
