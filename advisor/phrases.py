"""The few words that join advice into an answer, kept in `knowledge/phrases.yml`."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError, parse_obj_as

from advisor.errors import Fault
from advisor.reading import load_document, shape_faults
from advisor.records import Age, Record, SourceKind, Text

PHRASES_FILE = "phrases.yml"


class Phrases(Record):
    """Headings and labels; `ages` and `kinds` say in a few words how old and how strong a source is."""

    warning: Text
    conditional_warning: Text
    inferred: Text
    reported: Text
    no_advice: Text
    disputed: Text
    sources: Text
    all_sources: Text
    no_source: Text
    no_difference: Text
    nothing_more: Text
    ages: dict[Age, Text]
    kinds: dict[SourceKind, Text]


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
