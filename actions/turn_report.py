"""The report of a turn that every channel but the shell gets: what was asked, and which rules answered it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from advisor.advise import Advice
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.understanding import Question

Kind = Literal[
    "advice", "plan", "question", "compare", "smalltalk", "did_you_mean", "fallback", "out_of_scope", "error"
]


def turn_report(
    kind: Kind,
    situation: Situation,
    questions: Sequence[dict[str, Any]] = (),
    asks: str | None = None,
    sources: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the report as documented in `docs/turn-report.md`."""
    return {
        "kind": kind,
        "questions": list(questions),
        "situation": dict(situation),
        "asks": asks,
        "sources": list(sources),
    }


def advice_report(
    knowledge: KnowledgeBase, situation: Situation, questions: Sequence[Question], advice: Sequence[Advice]
) -> dict[str, Any]:
    """Return the report of a turn that answered questions."""
    sources = {source.id: None for one in advice for source in knowledge.sources_of(one.rules)}
    return turn_report(
        "advice",
        situation,
        [_answered(question, one) for question, one in zip(questions, advice, strict=True)],
        next((one.asks.id for one in advice if one.asks is not None), None),
        list(sources),
    )


def _answered(question: Question, advice: Advice) -> dict[str, Any]:
    return {
        "text": question.text,
        "option": question.cell.option,
        "topic": question.cell.topic,
        "confidence": question.confidence,
        "status": advice.status,
        "advice": [rule.id for rule in advice.rules],
        "disputed": advice.disputed,
    }
