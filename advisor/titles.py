"""How options, topics, cells and neighbouring subjects are named to the reader."""

from __future__ import annotations

from advisor.field_types import Id, Keyword, Text
from advisor.records import Record
from advisor.vocabulary import Option, Topic


class CellTitle(Record):
    """How a cell is offered as a question, and which topics people ask about next.

    `yes_or_no` are the words of which a question consists, beside small ones, if the yes or no of its
    verdicts fits it; without them no yes or no is told.
    """

    option: Option
    topic: Topic
    title: Text
    leads_to: list[Topic] = []
    yes_or_no: list[Keyword] = []


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
