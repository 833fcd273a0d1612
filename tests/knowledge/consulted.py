"""People who answer a consultation, without Rasa: what they are asked, and where it leads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count, islice, product
from random import Random

from advisor.consultation.asking import fact_to_ask
from advisor.loading import default_knowledge
from advisor.matching import match
from advisor.situation import Situation

TODAY = date(2026, 11, 22)
KNOWLEDGE = default_knowledge().as_of(TODAY)
# What is taken for granted, or so rare that nobody is asked for it.
GRANTED = {one.id for one in KNOWLEDGE.consultation.presumed.values() if not one.applies_when}
NEVER_ASKED = {*KNOWLEDGE.presumed, *GRANTED, "time_since_end"}
ASKED = [fact for fact in KNOWLEDGE.facts.values() if fact.id not in NEVER_ASKED]
COMMON_VALUES = {fact.id: [value.id for value in fact.values if not value.rare] for fact in ASKED}


@dataclass(frozen=True)
class Consulted:
    """A person at the end of a consultation, and the facts that were asked for."""

    situation: Situation
    asked: tuple[str, ...]


def consult(truth: Mapping[str, str], told: Collection[str] = (), unsure: Collection[str] = ()) -> Consulted:
    """Ask a person who tells some facts at once, is unsure of some, and answers the rest by the truth."""
    known = {fact: truth[fact] for fact in told}
    open_facts: set[str] = set()
    asked: list[str] = []
    while (fact := fact_to_ask(KNOWLEDGE, Situation(known, frozenset(open_facts)), len(asked))) is not None:
        asked.append(fact.id)
        if fact.id in unsure:
            open_facts.add(fact.id)
        else:
            known[fact.id] = truth[fact.id]
    return Consulted(Situation(known, frozenset(open_facts)), tuple(asked))


def is_likely(truth: Mapping[str, str]) -> bool:
    """Tell whether all of it can be true of one side, and nothing is other than what is taken for granted."""
    granted = [one for one in KNOWLEDGE.consultation.presumed.values() if match(one, truth).applies]
    surprising = any(truth.get(one.id, one.value) != one.value for one in granted)
    values = [KNOWLEDGE.facts[fact].value(value) for fact, value in truth.items()]
    return not surprising and all(value is not None and value.can_hold(truth) for value in values)


def people(number: int, seed: int = 1) -> list[dict[str, str]]:
    """Return people with a value for every fact that can be asked for, drawn alike on every run."""
    draw = Random(seed)
    drawn = ({fact: draw.choice(values) for fact, values in COMMON_VALUES.items()} for _ in count())
    return list(islice(filter(is_likely, drawn), number))


def everything_one_may_know() -> Iterator[dict[str, str]]:
    """Yield all that people may know of the facts that can be asked for, from nothing to everything."""
    told_kinds = ("project_catalog", "direct")
    choices = [
        [None, *values, *(told_kinds if fact == "contract_type" else ())]
        for fact, values in COMMON_VALUES.items()
    ]
    for known in product(*choices):
        yield {fact: value for fact, value in zip(COMMON_VALUES, known, strict=True) if value is not None}
