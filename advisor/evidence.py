"""What the advice rests on: pages, findings, gaps, claims of the articles, and conflicts between pages."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field, StrictBool, validator

from advisor.field_types import ClaimId, ConflictId, FindingId, GapId, Id, Sha256, Text
from advisor.records import Record

SourceKind = Literal[
    "official_help", "legal_terms", "moderator", "community_member", "blog", "article", "other"
]
Age = Literal["newest", "middle", "oldest", "dated", "unknown"]
Verdict = Literal["confirmed", "partly", "contradicted", "unverified", "advice"]


class Source(Record):
    """A page the knowledge rests on; `age` and `year` place its copy in time.

    `file` is the name of the copy that the claims ledger can be held against.
    """

    id: Id
    title: Text
    publisher: Text
    kind: SourceKind
    link: Text | None = None
    age: Age
    year: int | None = None
    dated_as: Text | None = None
    file: Text | None = None
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
    """What a page says, in our words; the first source carries it.

    A finding that no advice rule cites needs the reason why it is left out.
    """

    id: FindingId
    audience: Literal["freelancer", "client", "both"]
    contract_type: Text
    confidence: Literal["high", "medium", "low"]
    statement: Text
    sources: list[Id] = Field(min_items=1)
    left_out: Text | None = None


class Gap(Record):
    """A question that no page seen answers."""

    id: GapId
    title: Text
    open_question: Text


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


class Conflict(Record):
    """A subject on which official copies of different age say different things.

    `newer_known` is false where the copies do not show which of them is the newer.
    """

    id: ConflictId
    subject: Text
    newer: Text
    older: Text
    newer_known: StrictBool = True
    findings: list[FindingId] = Field(min_items=1)
    advice: list[Id] = Field(min_items=1)


class ReviewLimits(Record):
    """Days after its last check from which a rule is due for review, told with a doubt, and no more told."""

    due_after_days: int = Field(gt=0)
    doubted_after_days: int = Field(gt=0)
    expired_after_days: int = Field(gt=0)

    @validator("expired_after_days")
    def grow(cls, expired: int, values: dict[str, Any]) -> int:
        if not values.get("due_after_days", 0) <= values.get("doubted_after_days", 0) <= expired:
            raise ValueError("the three limits must grow: due, doubted, expired")
        return expired
