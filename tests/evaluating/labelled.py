"""Small labelled messages and the turn reports they might get."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.vocabulary import cell_from_path
from evaluation.messages import Message

NO_FACTS: Mapping[str, str] = {}


def report(
    *cells: str, kind: str = "advice", confidence: float = 0.5, situation: Mapping[str, str] = NO_FACTS
) -> dict[str, Any]:
    """Return a turn report that answers these cells, given as option/topic."""
    questions = [{**_halves(cell), "confidence": confidence} for cell in cells]
    return {"kind": kind, "questions": questions, "situation": dict(situation)}


def message(
    *asked: str,
    kind: str = "question",
    accept: Sequence[str] = (),
    text: str = "a message",
    situation: Mapping[str, str] = NO_FACTS,
    known: Mapping[str, str] = NO_FACTS,
) -> Message:
    """Return a message that asks these cells; `known` are the facts known before it."""
    return Message(
        text=text,
        kind=kind,
        questions=[_halves(cell) for cell in asked],
        accept=[_halves(cell) for cell in accept],
        situation=dict(situation),
        context={"facts": dict(known)},
    )


def _halves(path: str) -> dict[str, str]:
    cell = cell_from_path(path)
    assert cell is not None, path
    return {"option": cell.option, "topic": cell.topic}
