"""What came of a message: its labels next to the turn report that the assistant gave for it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from advisor.vocabulary import Cell
from evaluation.errors import AssistantError, EvaluationError
from evaluation.messages import Context, Message, MessageSet

Report = Mapping[str, Any]
Ask = Callable[[str, Context], Report]


@dataclass(frozen=True)
class Outcome:
    """A message and the turn report it got."""

    message: Message
    report: Report

    @property
    def turn(self) -> str:
        """The kind of the turn."""
        return str(self.report["kind"])

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The questions that were answered."""
        return reported_cells(self.report)

    @property
    def main(self) -> Cell | None:
        """The first question that was answered, if any was."""
        return self.cells[0] if self.cells else None

    @property
    def confidence(self) -> float | None:
        """The confidence of the first question."""
        questions = self.report["questions"]
        return float(questions[0]["confidence"]) if questions else None

    @property
    def right(self) -> bool:
        """Whether the first question is one that is fair for the message."""
        return self.main in self.message.fair


def reported_cells(report: Report) -> tuple[Cell, ...]:
    """Return the questions of a turn report as cells, in its order."""
    return tuple(Cell(question["option"], question["topic"]) for question in report["questions"])


def outcomes_of(message_set: MessageSet, ask: Ask) -> list[Outcome]:
    """Ask everything in the set; a failure with a blind set is told by the number of the message only."""
    outcomes = []
    with _logs_hidden(message_set.blind):
        for number, message in enumerate(message_set.messages, start=1):
            try:
                outcomes.append(Outcome(message, ask(message.text, message.context)))
            except AssistantError as error:
                if not message_set.blind:
                    raise
                raise EvaluationError(f"{message_set.name}, message {number}: {error.problem}") from None
    return outcomes


@contextmanager
def _logs_hidden(hidden: bool) -> Iterator[None]:
    """Drop whatever is logged meanwhile, since it might repeat a message."""
    before = logging.root.manager.disable
    if hidden:
        logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
