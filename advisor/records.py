"""The entries of the knowledge base, one type for each, as its YAML files state them.

Unknown keys, missing keys and values outside the closed lists are refused here; whether the ids they name
exist is checked in `advisor.references`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Extra, Field, StrictBool, validator

from advisor.field_types import ClaimId, FindingId, GapId, Id, Sha256, Text
from advisor.vocabulary import Cell, Option, Topic, cell_from_path

Part = Literal["verdict", "point", "warning"]
Confidence = Literal["stated", "inferred", "reported", "unknown"]
Standing = Literal["agreed", "disputed", "superseded"]
SourceKind = Literal[
    "official_help", "legal_terms", "moderator", "community_member", "blog", "article", "other"
]
Age = Literal["newest", "middle", "oldest", "dated", "unknown"]
Verdict = Literal["confirmed", "partly", "contradicted", "unverified", "advice"]


class Record(BaseModel):
    """An entry that cannot be changed and takes no key beyond its own."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Source(Record):
    """A page the knowledge rests on; `age` and `year` place its copy in time."""

    id: Id
    title: Text
    publisher: Text
    kind: SourceKind
    link: Text | None = None
    age: Age
    year: int | None = None
    dated_as: Text | None = None
    read_by: date

    @validator("link")
    def is_a_secure_link(cls, link: str | None) -> str | None:
        if link is not None and not link.startswith("https://"):
            raise ValueError("a link starts with https://")
        return link

    @validator("year", always=True)
    def has_a_year_when_dated(cls, year: int | None, values: dict[str, Any]) -> int | None:
        if values.get("age") == "dated" and year is None:
            raise ValueError("a source of age 'dated' needs a year")
        return year


class Finding(Record):
    """What a page says, in our words; the first source carries it."""

    id: FindingId
    audience: Literal["freelancer", "client", "both"]
    contract_type: Text
    confidence: Literal["high", "medium", "low"]
    statement: Text
    sources: list[Id] = Field(min_items=1)


class Gap(Record):
    """A question that no page seen answers."""

    id: GapId
    title: Text
    open_question: Text


class FactValue(Record):
    """One value a fact can take; `clause` opens the branch of an answer that holds for it.

    A rare value is no reason to ask everybody about the fact.
    """

    id: Id
    title: Text
    clause: Text
    rare: StrictBool = False


class Fact(Record):
    """Something about a person's contract that advice may depend on."""

    id: Id
    meaning: Text
    question: Text
    presumed: Id | None = None
    values: list[FactValue] = Field(min_items=2)

    def value(self, value_id: str) -> FactValue | None:
        """Return the value with this id, or None."""
        return next((value for value in self.values if value.id == value_id), None)


class AdviceRule(Record):
    """One thing to say about one cell, with the conditions under which it holds and what it rests on.

    A rule that `guards` is a warning for the cells of its option that have none of their own, told where it
    applies without doubt.
    """

    id: Id
    part: Part
    applies_when: dict[str, list[str]] = {}
    also_answers: list[Cell] = []
    refines: list[Id] = []
    statement: Text
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
    checked_on: date

    @validator("applies_when", pre=True)
    def takes_one_value_or_several(cls, conditions: object) -> dict[str, list[Any]]:
        if not isinstance(conditions, dict):
            raise ValueError("must map facts to values")
        wanted = {fact: _as_list(values) for fact, values in conditions.items()}
        if not all(wanted.values()):
            raise ValueError("each fact needs at least one value")
        return wanted

    @validator("also_answers", pre=True, each_item=True)
    def names_a_cell(cls, path: str) -> Cell:
        cell = cell_from_path(path) if isinstance(path, str) else None
        if cell is None:
            raise ValueError(f"{path!r} is not option/topic of the vocabulary")
        return cell


class Claim(Record):
    """A claim of one of the two articles, found again by the hash of its sentence, with our verdict on it."""

    id: ClaimId
    document: Id
    sentence: int = Field(ge=1)
    sha256: Sha256
    paraphrase: Text
    verdict: Verdict
    findings: list[FindingId] = []
    advice: list[Id] = []
    left_out: Text | None = None


class CellTitle(Record):
    """How a cell is offered as a question, and which topics people ask about next."""

    option: Option
    topic: Topic
    title: Text
    leads_to: list[Topic] = []


class OptionTitle(Record):
    """An option as a button, and the official page that is nearest to it."""

    id: Option
    title: Text
    page: Id


class TopicTitle(Record):
    """A topic as a button, and the role it matters to, if it matters to one only."""

    id: Topic
    title: Text
    role: Id | None = None


class NearMiss(Record):
    """A neighbouring subject that is not ours, with one useful pointer."""

    id: Id
    pointer: Text
    source: Id | None = None


def _as_list(values: object) -> list[Any]:
    return list(values) if isinstance(values, (list, tuple)) else [values]
