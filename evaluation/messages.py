"""Sets of labelled messages: what people typed, and what a good understanding of it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import Field, StrictBool, StrictStr, ValidationError, parse_obj_as

from advisor.errors import Fault
from advisor.reading import shape_faults
from advisor.records import Fact, Record
from advisor.vocabulary import Cell, Option, Topic
from evaluation.errors import MessageSetError
from evaluation.yaml_documents import read_mapping

Kind = Literal[
    "question",
    "several",
    "follow_up",
    "typos",
    "story",
    "small_talk",
    "near_miss",
    "out_of_scope",
    "hostile",
    "facts",
]
KINDS: tuple[str, ...] = get_args(Kind)


class CellLabel(Record):
    """A question of the vocabulary, as a set names it."""

    option: Option
    topic: Topic

    @property
    def cell(self) -> Cell:
        return Cell(self.option, self.topic)


class Context(Record):
    """The conversation before a message: what was spoken of last, and the facts known by then."""

    option: Option | None = None
    topic: Topic | None = None
    facts: dict[StrictStr, StrictStr] = Field(default_factory=dict)


class Message(Record):
    """A message with its labels; what they mean is told at the head of `tests/evaluation/messages.yml`."""

    text: StrictStr
    kind: Kind
    questions: list[CellLabel]
    context: Context = Context()
    situation: dict[StrictStr, StrictStr] = Field(default_factory=dict)
    accept: list[CellLabel] = Field(default_factory=list)

    @property
    def main(self) -> Cell | None:
        """The main question, or None when nothing is asked."""
        return self.questions[0].cell if self.questions else None

    @property
    def fair(self) -> frozenset[Cell]:
        """Every cell that is right as the main question."""
        return frozenset(label.cell for label in [*self.questions[:1], *self.accept])

    @property
    def in_scope(self) -> bool:
        """Whether the message asks something that the assistant advises on."""
        return bool(self.questions)

    @property
    def out_of_scope(self) -> bool:
        """Whether the message asks for no advice; one that only tells facts is neither in nor out."""
        return not self.questions and self.kind != "facts"


@dataclass(frozen=True)
class MessageSet:
    """The messages of one file; of a blind set no message may be shown to anybody."""

    name: str
    messages: tuple[Message, ...]
    blind: bool = False

    @property
    def labelled_facts(self) -> frozenset[str]:
        """The facts that count: those which the set labels anywhere."""
        return frozenset(fact for message in self.messages for fact in message.situation)


def is_message_set(path: Path) -> bool:
    """Tell whether the file holds labelled messages."""
    return "messages" in read_mapping(path)


def read_message_set(path: Path, facts: Mapping[str, Fact]) -> MessageSet:
    """Read a set; MessageSetError lists every entry with a wrong shape, an unknown fact or value."""
    document = read_mapping(path, allowed={"blind", "messages"})
    faults: list[Fault] = []
    items = document.get("messages")
    if not isinstance(items, list):
        raise MessageSetError([Fault(path.name, "messages", "must be a list")])
    blind = _read(StrictBool, document.get("blind", False), path.name, "blind", faults)
    messages = []
    for number, item in enumerate(items, start=1):
        message = _read(Message, item, path.name, f"message {number}", faults)
        if message is not None:
            messages.append(message)
            faults += _label_faults(message, facts, path.name, f"message {number}")
    if faults:
        raise MessageSetError(faults)
    return MessageSet(path.stem, tuple(messages), bool(blind))


def _read(shape: Any, item: object, file: str, entry: str, faults: list[Fault]) -> Any:
    try:
        return parse_obj_as(shape, item)
    except ValidationError as error:
        faults += shape_faults(error, file, entry)
        return None


def _label_faults(message: Message, facts: Mapping[str, Fact], file: str, entry: str) -> Iterator[Fault]:
    for fact, value in [*message.situation.items(), *message.context.facts.items()]:
        if fact not in facts:
            yield Fault(file, entry, f"there is no fact {fact}")
        elif facts[fact].value(value) is None:
            yield Fault(file, entry, f"{fact} cannot be {value}")
