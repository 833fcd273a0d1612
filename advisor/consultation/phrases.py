"""The few words that join recommendations and steps into a plan."""

from __future__ import annotations

from typing import get_args

from pydantic import validator

from advisor.consultation.records import Aim, Doer, Sureness
from advisor.field_types import Text
from advisor.phrases import complete, filled_with
from advisor.records import Record


class ConsultationPhrases(Record):
    """Headings and labels of a plan.

    `opening` goes before the first question, and `question_reason` before what the values of a fact lead to;
    `question_reason_steps` is told if they change the steps only. `partial` follows a plan that lacks steps.
    """

    recommended: Text
    holds: Text
    sureness: dict[Sureness, Text]
    weighing: Text
    aims: dict[Aim, Text]
    changes: Text
    plan: Text
    doers: dict[Doer, Text]
    where: Text
    irreversible: Text
    partial: Text
    opening: Text
    question_reason: Text
    question_reason_steps: Text
    offer: Text

    @validator("recommended")
    def has_a_place_for_the_title(cls, phrase: str) -> str:
        return filled_with(phrase, "title")

    @validator("holds")
    def has_a_place_for_the_clause(cls, phrase: str) -> str:
        return filled_with(phrase, "clause")

    @validator("where")
    def has_a_place_for_where(cls, phrase: str) -> str:
        return filled_with(phrase, "where")

    @validator("sureness")
    def has_every_sureness(cls, labels: dict[str, str]) -> dict[str, str]:
        return complete(labels, get_args(Sureness))

    @validator("aims")
    def has_every_aim(cls, labels: dict[str, str]) -> dict[str, str]:
        return complete(labels, get_args(Aim))

    @validator("doers")
    def has_every_doer(cls, labels: dict[str, str]) -> dict[str, str]:
        return complete(labels, get_args(Doer))
