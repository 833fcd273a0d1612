"""Advice rules and the facts they depend on, as the YAML files of the knowledge base state them.

Unknown keys, missing keys and values outside the closed lists are refused here; whether the ids they name
exist is checked in `advisor.references`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, StrictBool, validator

from advisor.field_types import FindingId, GapId, Id, Keyword, Text
from advisor.vocabulary import Cell, cell_from_path

Part = Literal["verdict", "point", "warning"]
Confidence = Literal["stated", "inferred", "reported", "unknown"]
Standing = Literal["agreed", "disputed", "superseded"]


class Record(BaseModel):
    """An entry that cannot be changed and takes no key beyond its own."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class FactValue(Record):
    """One value a fact can take; `clause` opens the branch of an answer that holds for it.

    `answers` are words by which people name the value when they are asked for the fact, and which may mean
    something else elsewhere. A rare value is no reason to ask everybody about the fact. `role` is the side to
    which alone the value can happen.
    """

    id: Id
    title: Text
    clause: Text
    answers: list[Text] = []
    rare: StrictBool = False
    role: Id | None = None

    def can_hold(self, facts: Mapping[str, str]) -> bool:
        """Tell whether the value can be true of the side the person is on, as far as that is known."""
        return self.role in (None, facts.get("role", self.role))


class Fact(Record):
    """Something about a person's contract that advice may depend on.

    `presumed` is the value that is taken for granted. `otherwise` is the one that a reply means if
    it names no other.
    """

    id: Id
    meaning: Text
    question: Text
    presumed: Id | None = None
    otherwise: Id | None = None
    values: list[FactValue] = Field(min_items=2)

    def value(self, value_id: str) -> FactValue | None:
        """Return the value with this id, or None."""
        return next((value for value in self.values if value.id == value_id), None)


class Conditional(Record):
    """An entry that holds only for some situations.

    `applies_when` maps facts to the values that it needs; a fact that is not named does not matter.
    """

    id: Id
    applies_when: dict[str, list[str]] = {}

    @validator("applies_when", pre=True)
    def takes_one_value_or_several(cls, conditions: object) -> dict[str, list[Any]]:
        if not isinstance(conditions, dict):
            raise ValueError("must map facts to values")
        wanted = {fact: _as_list(values) for fact, values in conditions.items()}
        if not all(wanted.values()):
            raise ValueError("each fact needs at least one value")
        return wanted


class AdviceRule(Conditional):
    """One thing to say about one cell, with the conditions under which it holds and what it rests on.

    `keywords` are words by which questions ask for a point by name; a point so asked for is told first.
    `older` says in a few words what older copies of the page say. `irreversible` marks a warning about a step
    that cannot be undone, and any other rule that tells how to take one. A rule that `guards` is a warning
    for all cells of its option, told where it applies without doubt.
    `valid_from` and `valid_until` are the first and the last day on which the rule holds.
    """

    part: Part
    also_answers: list[Cell] = []
    keywords: list[Keyword] = []
    refines: list[Id] = []
    statement: Text
    older: Text | None = None
    next_step: Text | None = None
    correction: Text | None = None
    irreversible: StrictBool = False
    guards: StrictBool = False
    findings: list[FindingId] = []
    gaps: list[GapId] = []
    confidence: Confidence
    standing: Standing
    disputes: list[Id] = []
    superseded_by: Id | None = None
    ended_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    checked_on: date

    @property
    def words(self) -> int:
        """The number of words a reader has to take in."""
        return sum(len(text.split()) for text in (self.statement, self.older, self.next_step) if text)

    def holds_on(self, day: date) -> bool:
        """Tell whether the rule may be told on a day: it is not superseded, and in its time."""
        begun = self.valid_from is None or self.valid_from <= day
        over = self.valid_until is not None and self.valid_until < day
        return self.standing != "superseded" and begun and not over

    @validator("valid_until")
    def ends_after_it_begins(cls, until: date | None, values: dict[str, Any]) -> date | None:
        start = values.get("valid_from")
        if until is not None and start is not None and until < start:
            raise ValueError("is before valid_from")
        return until

    @validator("keywords")
    def names_a_point(cls, keywords: list[str], values: dict[str, Any]) -> list[str]:
        if keywords and values.get("part") != "point":
            raise ValueError("are for points only")
        return keywords

    @validator("also_answers", pre=True, each_item=True)
    def names_a_cell(cls, path: str) -> Cell:
        cell = cell_from_path(path) if isinstance(path, str) else None
        if cell is None:
            raise ValueError(f"{path!r} is not option/topic of the vocabulary")
        return cell


def _as_list(values: object) -> list[Any]:
    return list(values) if isinstance(values, (list, tuple)) else [values]
