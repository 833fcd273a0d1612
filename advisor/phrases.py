"""The few words that join advice into an answer, kept in `knowledge/phrases.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any, ClassVar, get_args

from pydantic import validator
from pydantic.fields import ModelField

from advisor.evidence import Age, SourceKind
from advisor.field_types import Keyword, Text
from advisor.records import Record


class PhraseRecord(Record):
    """Phrases some of which are filled in: `places` names what each of these has to have room for."""

    places: ClassVar[Mapping[str, str]] = {}

    @validator("*")
    def has_its_place(cls, phrase: Any, field: ModelField) -> Any:
        place = cls.places.get(field.name)
        return phrase if place is None else filled_with(phrase, place)


class Phrases(PhraseRecord):
    """Headings and labels.

    `ages` and `kinds` say in a list of sources how old and how strong each one is; `old_copies` and
    `second_hand` say so within an answer, where the reader should know. `doubted` is for what was not checked
    for long.
    """

    places: ClassVar[Mapping[str, str]] = {
        "conditional_warning": "clause",
        "unsettled": "topics",
        "doubted": "month",
        "open_ground": "question",
    }

    small_words: list[Keyword]
    warning: Text
    conditional_warning: Text
    inferred: Text
    doubted: Text
    compared: Text
    no_advice: Text
    disputed: Text
    sources: Text
    grounds: Text
    open_ground: Text
    all_sources: Text
    no_source: Text
    no_difference: Text
    unsettled: Text
    left_out: Text
    more: Text
    not_sure: Text
    nothing_more: Text
    ages: dict[Age, Text]
    kinds: dict[SourceKind, Text]
    old_copies: dict[Age, Text]
    second_hand: dict[SourceKind, Text]

    @validator("old_copies")
    def has_a_place_for_the_year(cls, labels: dict[str, str]) -> dict[str, str]:
        for age, label in labels.items():
            filled_with(label, "year", required=age == "dated")
        return labels

    @validator("ages")
    def has_every_age(cls, labels: dict[str, str]) -> dict[str, str]:
        for age, label in labels.items():
            filled_with(label, "year", required=age == "dated")
        return complete(labels, get_args(Age))

    @validator("kinds")
    def has_every_kind(cls, labels: dict[str, str]) -> dict[str, str]:
        return complete(labels, get_args(SourceKind))


def filled_with(phrase: str, name: str, required: bool = True) -> str:
    """Return the phrase; ValueError unless `{name}` is the only thing in it that is filled in."""
    places = {place for _, place, _, _ in Formatter().parse(phrase) if place is not None}
    if places - {name} or (required and not places):
        raise ValueError(f"has to have {{{name}}} in it, and nothing else in braces")
    return phrase


def complete(labels: dict[str, str], wanted: Iterable[str]) -> dict[str, str]:
    """Return the labels; ValueError unless each wanted name has one."""
    missing = sorted(set(wanted) - labels.keys())
    if missing:
        raise ValueError(f"has no label for {', '.join(missing)}")
    return labels
