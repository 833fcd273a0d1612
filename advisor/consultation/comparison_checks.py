"""Checks on the comparison: a heading and something to tell everybody in each place, nothing never told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import get_args

from advisor.consultation.comparing import entries_for
from advisor.consultation.ordering import order_faults
from advisor.consultation.records import Aspect, Way
from advisor.errors import Fault
from advisor.knowledge import KnowledgeBase
from advisor.pointers import condition_faults
from advisor.reading import Reading
from advisor.records import Conditional

COMPARISONS_FILE = "consultation/comparisons.yml"


def comparison_faults(knowledge: KnowledgeBase, reading: Reading) -> Iterator[Fault]:
    """Yield a fault for each heading or cell that somebody would miss, and each that nobody would see."""
    for entry in reading.entries["columns"]:
        yield from condition_faults(entry, knowledge)
    for way in get_args(Way):
        titles = [title for title in knowledge.consultation.columns.values() if title.way == way]
        yield from _list_faults(f"column {way}", titles)
    for aspect in get_args(Aspect):
        if aspect not in knowledge.consultation.rows:
            yield Fault(COMPARISONS_FILE, aspect, "has no title among the rows")
    for aspect, way in product(get_args(Aspect), get_args(Way)):
        yield from _list_faults(f"{aspect} of {way}", entries_for(knowledge, aspect, way))


def _list_faults(place: str, entries: Sequence[Conditional]) -> Iterator[Fault]:
    if not entries or entries[-1].applies_when:
        yield Fault(COMPARISONS_FILE, place, "the last entry for it needs to hold for everybody")
    yield from order_faults(COMPARISONS_FILE, entries)
