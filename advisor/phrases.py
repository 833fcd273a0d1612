"""The few words that join advice into an answer, kept in `knowledge/phrases.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from string import Formatter
from typing import get_args

from pydantic import ValidationError, parse_obj_as, validator

from advisor.errors import Fault
from advisor.field_types import Text
from advisor.reading import load_document, shape_faults
from advisor.records import Age, Record, SourceKind

PHRASES_FILE = "phrases.yml"


class Phrases(Record):
    """Headings and labels; `ages` and `kinds` say in a few words how old and how strong a source is."""

    turning_words: list[Text]
    warning: Text
    conditional_warning: Text
    inferred: Text
    reported: Text
    compared: Text
    no_advice: Text
    disputed: Text
    sources: Text
    all_sources: Text
    no_source: Text
    no_difference: Text
    left_out: Text
    more: Text
    not_sure: Text
    nothing_more: Text
    ages: dict[Age, Text]
    kinds: dict[SourceKind, Text]

    @validator("conditional_warning")
    def has_a_place_for_the_clause(cls, phrase: str) -> str:
        return _filled_with(phrase, "clause")

    @validator("ages")
    def has_every_age(cls, labels: dict[str, str]) -> dict[str, str]:
        for age, label in labels.items():
            _filled_with(label, "year", required=age == "dated")
        return _complete(labels, get_args(Age))

    @validator("kinds")
    def has_every_kind(cls, labels: dict[str, str]) -> dict[str, str]:
        return _complete(labels, get_args(SourceKind))


def read_phrases(folder: Path, faults: list[Fault]) -> Phrases | None:
    """Read the phrases; None when they are faulty, with the faults added to the list."""
    document = load_document(folder / PHRASES_FILE, PHRASES_FILE, faults)
    if any(fault.file == PHRASES_FILE for fault in faults):
        return None
    try:
        return parse_obj_as(Phrases, document)
    except ValidationError as error:
        faults += shape_faults(error, PHRASES_FILE, "")
        return None


def _filled_with(phrase: str, name: str, required: bool = True) -> str:
    """Return the phrase; ValueError unless `{name}` is the only thing in it that is filled in."""
    places = {place for _, place, _, _ in Formatter().parse(phrase) if place is not None}
    if places - {name} or (required and not places):
        raise ValueError(f"has to have {{{name}}} in it, and nothing else in braces")
    return phrase


def _complete(labels: dict[str, str], wanted: Iterable[str]) -> dict[str, str]:
    missing = sorted(set(wanted) - labels.keys())
    if missing:
        raise ValueError(f"has no label for {', '.join(missing)}")
    return labels
