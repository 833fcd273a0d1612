"""How long the first answers are, and which school grade they read at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from statistics import quantiles
from typing import NamedTuple

import textstat

from advisor import wording
from advisor.advise import advise
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from editing.coverage import all_cells

FACTS = ("role", "contract_type", "actor")


class Reading(NamedTuple):
    """The length of an answer in words, without sources and questions, and its Flesch-Kincaid grade."""

    words: int
    grade: float


def readings(knowledge: KnowledgeBase) -> Iterator[Reading]:
    """Yield the readings of the first answers in every cell, with each of the facts known or not."""
    values = [(None, *(value.id for value in knowledge.facts[fact].values)) for fact in FACTS]
    situations = [
        Situation({fact: value for fact, value in zip(FACTS, chosen, strict=True) if value is not None})
        for chosen in product(*values)
    ]
    for cell, situation in product(all_cells(), situations):
        text = " ".join(wording.answer(knowledge, advise(knowledge, situation, cell)))
        yield Reading(len(text.split()), textstat.flesch_kincaid_grade(text))


def deciles(values: list[float]) -> tuple[float, float, float]:
    """Return the median, the ninth decile and the greatest of the values."""
    cuts = quantiles(values, n=10)
    return cuts[4], cuts[8], max(values)
