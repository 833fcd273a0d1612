"""The ways out of a contract side by side: what each comes to for money, score and the other aspects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, get_args

from advisor.consultation.recommending import assumed
from advisor.consultation.records import Aspect, Compared, Way
from advisor.knowledge import KnowledgeBase
from advisor.matching import match
from advisor.records import Conditional
from advisor.situation import Situation

WAYS: tuple[Way, ...] = get_args(Way)
ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
Entry = TypeVar("Entry", bound=Conditional)


@dataclass(frozen=True)
class Row:
    """One aspect, with what each way comes to under it."""

    title: str
    cells: tuple[Compared, ...]


@dataclass(frozen=True)
class Comparison:
    """The ways as columns and the aspects as rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def cells(self) -> list[Compared]:
        """Every cell, row by row, each entry once."""
        return list({cell.id: cell for row in self.rows for cell in row.cells}.values())


def compare(knowledge: KnowledgeBase, situation: Situation) -> Comparison:
    """Return the comparison for a situation; what it depends on and nobody knows is said in its cells."""
    facts = assumed(knowledge, situation)
    titles = knowledge.consultation.columns.values()
    return Comparison(
        columns=tuple(_first((one for one in titles if one.way == way), facts).title for way in WAYS),
        rows=tuple(_row(knowledge, aspect, facts) for aspect in ASPECTS),
    )


def entries_for(knowledge: KnowledgeBase, aspect: str, way: str) -> list[Compared]:
    """Return the entries for one place of the table, those that go first before others."""
    entries = knowledge.consultation.comparisons.values()
    return [entry for entry in entries if aspect in entry.aspects and way in entry.ways]


def _row(knowledge: KnowledgeBase, aspect: Aspect, facts: Mapping[str, str]) -> Row:
    cells = (_first(entries_for(knowledge, aspect, way), facts) for way in WAYS)
    return Row(knowledge.consultation.rows[aspect].title, tuple(cells))


def _first(entries: Iterable[Entry], facts: Mapping[str, str]) -> Entry:
    """Return the first entry that holds for certain; the last one of each place holds for everybody."""
    return next(entry for entry in entries if match(entry, facts).applies)
