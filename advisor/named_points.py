"""The point of an answer that a question asks for by name: it is told first, whatever else holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from advisor.knowledge import KnowledgeBase
from advisor.lines import Line
from advisor.matching import applying, by_weight, match
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
    line: Line


def named_point(knowledge: KnowledgeBase, cell: Cell, facts: Mapping[str, str], asked: str) -> Line | None:
    """Return the point whose keywords name most of what is asked, or None.

    The points of the option's other cells count too, where a keyword of several words names them. A point
    that hinges on one fact that is not known is told with its condition, and one that another rule replaces
    in this situation is not told.
    """
    words = WORD.findall(asked.lower())
    own = {rule.id for rule in knowledge.rules_for(cell)}
    others = [rule for rule in knowledge.rules_of(cell.option) if rule.id not in own]
    named = [
        Named(number, rule.id in own, line)
        for rule in [*knowledge.rules_for(cell), *others]
        if (number := _named_words(rule, words)) >= (1 if rule.id in own else OTHER_TOPICS_FROM)
        and (line := _line(knowledge, cell if rule.id in own else knowledge.cells[rule.id], rule, facts))
    ]
    return min(named, key=_rank).line if named else None


def _rank(named: Named) -> tuple[object, ...]:
    return (-named.words, not named.own, named.line.condition is not None, *by_weight(named.line.rule))


def _named_words(rule: AdviceRule, words: list[str]) -> int:
    """Return of how many words the longest keyword is that the question has, in any order."""
    keywords = (WORD.findall(keyword) for keyword in rule.keywords)
    return max((len(keyword) for keyword in keywords if all(_has(words, one) for one in keyword)), default=0)


def _has(words: list[str], wanted: str) -> bool:
    return any(word == wanted or (len(wanted) >= STEM_LETTERS and word.startswith(wanted)) for word in words)


def _line(knowledge: KnowledgeBase, cell: Cell, rule: AdviceRule, facts: Mapping[str, str]) -> Line | None:
    """Return the point as its cell would tell it, with the one condition that may be open, or None."""
    needed = {fact: rule.applies_when[fact] for fact in match(rule, facts).unknown}
    if len(needed) > 1 or any(len(values) > 1 for values in needed.values()):
        return None
    supposed = {fact: values[0] for fact, values in needed.items()}
    if rule not in applying(knowledge.rules_for(cell), {**facts, **supposed}):
        return None
    conditions = (knowledge.facts[fact].value(value) for fact, value in supposed.items())
    return Line(rule, condition=next(conditions, None))
