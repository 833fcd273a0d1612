"""The behavioural suite as its file states it, after CheckList (Ribeiro and others, 2020)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, StrictBool, StrictInt, StrictStr, ValidationError, parse_obj_as, root_validator

from advisor.errors import Fault
from advisor.field_types import Id, Text
from advisor.reading import shape_faults
from advisor.records import Fact, Record
from advisor.vocabulary import Option, Topic
from evaluation.errors import MessageSetError
from evaluation.messages import CellLabel
from evaluation.yaml_documents import read_mapping


class PlainMessage(CellLabel):
    """A message that leaves no doubt about what it asks."""

    text: Text


class Expectation(Record):
    """What must hold of a turn report; what is not named may be anything.

    `declined` means that no question is answered.
    """

    option: Option | None = None
    topic: Topic | None = None
    facts: dict[StrictStr, StrictStr] = Field(default_factory=dict)
    declined: StrictBool = False

    @root_validator
    def _expects_something(cls, values: dict[str, Any]) -> dict[str, Any]:
        if not any(values.values()):
            raise ValueError("expects nothing")
        return values

    def holds_for(self, report: Mapping[str, Any]) -> bool:
        """Tell whether the first question and the situation of the report are as expected."""
        first: Mapping[str, Any] = next(iter(report["questions"]), {})
        if self.declined:
            return not first
        halves = all(
            wanted in (None, first.get(half))
            for half, wanted in (("option", self.option), ("topic", self.topic))
        )
        return halves and self.facts.items() <= report["situation"].items()


class Turn(Record):
    """Two messages of which only the second one says what is expected."""

    test: Text
    before: Text
    after: Text
    expect: Expectation


class Invariance(Record):
    """Which messages must mean the same after a change, and the seed of the changes."""

    messages: Text
    kind: Id
    seed: StrictInt


class BehaviourSuite(Record):
    """Plain messages, messages to change without effect, and messages turned round."""

    minimum_functionality: list[PlainMessage]
    invariance: Invariance
    direction: list[Turn]


def read_behaviour_suite(path: Path, facts: Mapping[str, Fact]) -> BehaviourSuite:
    """Read the suite; MessageSetError lists what is wrong with it."""
    try:
        suite = parse_obj_as(BehaviourSuite, read_mapping(path))
    except ValidationError as error:
        raise MessageSetError(list(shape_faults(error, path.name, ""))) from None
    faults = [
        Fault(path.name, turn.after, f"{fact} cannot be {value}")
        for turn in suite.direction
        for fact, value in turn.expect.facts.items()
        if fact not in facts or facts[fact].value(value) is None
    ]
    if faults:
        raise MessageSetError(faults)
    return suite
