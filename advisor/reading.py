"""Reads the YAML files of the knowledge base into records and collects every fault of shape on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError, parse_obj_as
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from advisor.consultation.draft_records import Draft, Occasion, ToneTitle
from advisor.consultation.records import (
    AspectTitle,
    Compared,
    Deadline,
    OutcomeTitle,
    Presumption,
    Recommendation,
    Step,
    WayTitle,
)
from advisor.errors import Fault
from advisor.evidence import Claim, Conflict, Finding, Gap, Source
from advisor.records import AdviceRule, Fact, Record
from advisor.titles import CellTitle, NearMiss, OptionTitle, TopicTitle
from advisor.vocabulary import Cell, is_cell
from advisor.yaml_files import parse_yaml

AnyRecord = TypeVar("AnyRecord", bound=Record)

ADVICE_FOLDER = "advice"
LISTS: dict[str, tuple[tuple[str, type[Record]], ...]] = {
    "sources.yml": (("sources", Source),),
    "findings.yml": (("findings", Finding),),
    "gaps.yml": (("gaps", Gap),),
    "facts.yml": (("facts", Fact),),
    "claims.yml": (("claims", Claim),),
    "conflicts.yml": (("conflicts", Conflict),),
    "questions.yml": (
        ("options", OptionTitle),
        ("topics", TopicTitle),
        ("questions", CellTitle),
        ("near_misses", NearMiss),
    ),
    "consultation/recommendations.yml": (
        ("outcomes", OutcomeTitle),
        ("presumed", Presumption),
        ("recommendations", Recommendation),
    ),
    "consultation/steps.yml": (("steps", Step),),
    "consultation/deadlines.yml": (("deadlines", Deadline),),
    "consultation/drafts.yml": (("tones", ToneTitle), ("occasions", Occasion), ("drafts", Draft)),
    "consultation/comparisons.yml": (
        ("columns", WayTitle),
        ("rows", AspectTitle),
        ("comparisons", Compared),
    ),
}


@dataclass(frozen=True)
class Entry:
    """A record and the place it was read from."""

    file: str
    record: Any
    cell: Cell | None = None


@dataclass
class Reading:
    """All entries by the list they stand in, and the faults met while reading them."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_knowledge(folder: Path) -> Reading:
    """Read every file of the knowledge folder; nothing is raised, faults are collected."""
    reading = Reading()
    for key in ("advice", *(key for lists in LISTS.values() for key, _ in lists)):
        reading.entries[key] = []
    for name, lists in LISTS.items():
        document = load_document(folder / name, name, reading.faults)
        _check_keys(document, {key for key, _ in lists}, name, reading.faults)
        for key, record_type in lists:
            reading.entries[key] += _read_list(document, key, record_type, name, reading.faults)
    for path in sorted((folder / ADVICE_FOLDER).rglob("*.y*ml")):
        if path.suffix == ".yml" and path.parent.parent == folder / ADVICE_FOLDER:
            reading.entries["advice"] += _read_advice_file(path, folder, reading.faults)
        else:
            problem = "is not where advice is read from: advice/<option>/<topic>.yml"
            reading.faults.append(Fault(path.relative_to(folder).as_posix(), "", problem))
    return reading


def _read_advice_file(path: Path, folder: Path, faults: list[Fault]) -> list[Entry]:
    name = path.relative_to(folder).as_posix()
    document = load_document(path, name, faults)
    _check_keys(document, {"option", "topic", "advice"}, name, faults)
    option, topic = str(document.get("option")), str(document.get("topic"))
    if not is_cell(option, topic) or (option, topic) != (path.parent.name, path.stem):
        faults.append(Fault(name, "", "option and topic must be those of the file's path"))
        return []
    entries = _read_list(document, "advice", AdviceRule, name, faults)
    return [Entry(name, entry.record, Cell(option, topic)) for entry in entries]


def load_document(path: Path, name: str, faults: list[Fault]) -> dict[str, Any]:
    try:
        document = parse_yaml(path)
    except FileNotFoundError:
        faults.append(Fault(name, "", "the file is missing"))
    except (YAMLError, ValueError, TypeError, LookupError, OSError) as error:
        faults.append(Fault(name, "", _explain(error)))
    else:
        if isinstance(document, dict):
            return document
        faults.append(Fault(name, "", "must be a mapping of keys to lists"))
    return {}


def read_record(
    folder: Path, name: str, record_type: type[AnyRecord], faults: list[Fault]
) -> AnyRecord | None:
    """Read a file that is one record; None when it is faulty, with the faults added to the list."""
    before = len(faults)
    document = load_document(folder / name, name, faults)
    if len(faults) > before:
        return None
    try:
        return parse_obj_as(record_type, document)
    except ValidationError as error:
        faults += shape_faults(error, name, "")
        return None


def _explain(error: Exception) -> str:
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: not valid YAML, {error.problem}"
    return f"not valid YAML, {' '.join(str(error).split())}"


def _check_keys(document: dict[str, Any], allowed: set[str], name: str, faults: list[Fault]) -> None:
    for key in document:
        if key not in allowed:
            known = ", ".join(sorted(allowed))
            faults.append(Fault(name, str(key), f"unknown key; this file takes {known}"))


def _read_list(
    document: dict[str, Any], key: str, record_type: type[Record], name: str, faults: list[Fault]
) -> list[Entry]:
    items = document.get(key, [])
    if not isinstance(items, list):
        faults.append(Fault(name, key, "must be a list"))
        return []
    entries = []
    for position, item in enumerate(items, start=1):
        try:
            entries.append(Entry(name, parse_obj_as(record_type, item)))
        except ValidationError as error:
            faults += shape_faults(error, name, _entry_name(item, position))
    return entries


def _entry_name(item: object, position: int) -> str:
    if isinstance(item, dict) and "id" in item:
        return str(item["id"])
    return f"entry {position}"


def shape_faults(error: ValidationError, name: str, entry: str) -> Iterator[Fault]:
    for problem in error.errors():
        keys = ".".join(str(key) for key in problem["loc"] if key != "__root__")
        yield Fault(name, entry, f"{keys}: {problem['msg']}" if keys else str(problem["msg"]))
