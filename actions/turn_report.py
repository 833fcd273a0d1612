"""The report of a turn that every channel but the shell gets: what was asked, and which rules answered it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from advisor.advise import Advice
from advisor.consultation.comparing import Comparison
from advisor.consultation.drafting import Written
from advisor.consultation.plan_calendar import plan_calendar
from advisor.consultation.plan_page import plan_page
from advisor.consultation.planning import Plan, PlannedStep
from advisor.consultation.supposing import Difference
from advisor.consultation.wording import conditional_text, joined, plan_text
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.warning import Warning

Kind = Literal[
    "advice",
    "plan",
    "question",
    "compare",
    "smalltalk",
    "did_you_mean",
    "fallback",
    "out_of_scope",
    "error",
    "erasure",
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


def plan_report(knowledge: KnowledgeBase, situation: Situation, plan: Plan) -> dict[str, Any]:
    """Return the report of a turn that gave a recommendation and its plan."""
    given = plan.recommended.recommendation
    entries = [given, *(planned.step for planned in plan.steps)]
    report = turn_report("plan", situation, sources=[one.id for one in knowledge.sources_of(entries)])
    return report | {
        "plan": {
            "outcome": given.recommends,
            "recommendation": knowledge.consultation.outcomes[given.recommends].title,
            "rule": given.id,
            "sureness": plan.recommended.sureness,
            "steps": [_planned(knowledge, planned) for planned in plan.steps],
            "markdown": plan_text(knowledge, plan),
            "html": plan_page(knowledge, plan),
            "calendar": plan_calendar(knowledge, plan),
        }
    }


def draft_report(
    knowledge: KnowledgeBase,
    situation: Situation,
    answered: Sequence[tuple[Question, Advice]],
    written: Written,
) -> dict[str, Any]:
    """Return the report of a turn that wrote a draft, which answers the last of the questions."""
    questions, advice = zip(*answered, strict=True)
    report = advice_report(knowledge, situation, questions, advice)
    report["questions"][-1]["status"] = "answered"
    sources = [source.id for source in knowledge.sources_of([written.draft])]
    report["sources"] = list(dict.fromkeys([*report["sources"], *sources]))
    return report | drafts_of([written])


def drafts_of(written: Sequence[Written]) -> dict[str, Any]:
    """Return the key of a report that holds drafts."""
    return {"drafts": [{"id": one.draft.id, "title": one.draft.title, "text": one.text} for one in written]}


def _planned(knowledge: KnowledgeBase, planned: PlannedStep) -> dict[str, Any]:
    step = planned.step
    return {
        "id": step.id,
        "text": conditional_text(planned),
        "doer": step.who,
        "who": knowledge.consultation.phrases.doers[step.who],
        "where": step.where,
        "day": planned.day.isoformat() if planned.day else None,
        "by": planned.due.words if planned.due else None,
        "why": step.why,
        "irreversible": step.irreversible,
        "conditions": [joined((condition,)) for condition in planned.conditions],
        "sources": [one.id for one in knowledge.sources_of([step])],
    }


def comparison_report(
    knowledge: KnowledgeBase,
    situation: Situation,
    comparison: Comparison,
    question: Question,
    warnings: Sequence[Warning],
) -> dict[str, Any]:
    """Return the report of a turn that set the ways out side by side."""
    rules = [warning.rule for warning in warnings]
    answered = {
        "text": question.text,
        "option": question.cell.option,
        "topic": question.cell.topic,
        "confidence": question.confidence,
        "status": "answered",
        "advice": [rule.id for rule in rules],
        "disputed": False,
    }
    sources = [source.id for source in knowledge.sources_of([*comparison.cells, *rules])]
    rows = [{"title": row.title, "cells": [cell.text for cell in row.cells]} for row in comparison.rows]
    report = turn_report("compare", situation, [answered], sources=sources)
    return report | {"table": {"columns": list(comparison.columns), "rows": rows}}


def what_if_report(
    knowledge: KnowledgeBase, supposed: Mapping[str, str], changes: Difference
) -> dict[str, Any]:
    """Return the keys by which a report tells what was supposed, and what it would change of the plan."""
    return {
        "sources": [source.id for source in knowledge.sources_of(changes.entries)],
        "what_if": {
            "facts": dict(supposed),
            "outcome": changes.supposed.recommended.recommendation.recommends,
            "added": [planned.step.id for planned in changes.added],
            "removed": [one.planned.step.id for one in changes.removed],
            "changed": [one.planned.step.id for one in changes.changed],
        },
    }
