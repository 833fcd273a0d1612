"""The choices offered after a reply: values of the fact asked about, or the questions people ask next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from advisor.advise import Advice
from advisor.knowledge import KnowledgeBase
from advisor.records import Fact
from advisor.situation import Situation
from advisor.vocabulary import Cell

MAX_CHOICES = 4
# A plan is about leaving a contract or stopping it for a while.
PLANNED_OPTIONS = frozenset({"end", "pause", "compare"})
FREQUENT_CELLS = (Cell("end", "permission"), Cell("end", "job_success_score"), Cell("pause", "permission"))


@dataclass(frozen=True)
class Choice:
    """A button: what it says, and the Rasa payload it sends."""

    title: str
    payload: str

    def as_button(self) -> dict[str, str]:
        return {"title": self.title, "payload": self.payload}


def after_advice(knowledge: KnowledgeBase, situation: Situation, advice: Sequence[Advice]) -> list[Choice]:
    """Return the values of the fact asked about, or the next questions."""
    drafted = [draft_offer(knowledge)] if any(one.cell.topic == "notice" for one in advice) else []
    asking = next((one for one in advice if one.asks is not None), None)
    if asking is not None:
        plan = planning(knowledge) if any(_asks_what_to_do(one) for one in advice) else []
        further = [*drafted, *plan, *_compared(knowledge, advice)][:1]
        return [*_values(knowledge, situation, asking, MAX_CHOICES - len(further)), *further]
    following = [
        Cell(one.cell.option, topic)
        for one in advice
        if one.cell in knowledge.questions
        for topic in knowledge.questions[one.cell].leads_to
        if knowledge.topics[topic].role in (None, situation.get("role", knowledge.topics[topic].role))
    ]
    answered = {one.cell for one in advice}
    offered = questions(knowledge, (cell for cell in following if cell not in answered))
    further = [Choice(knowledge.phrases.more, "/ask_more")] if any(one.left_lines for one in advice) else []
    further += drafted
    if any(one.cell.option in PLANNED_OPTIONS for one in advice):
        further += planning(knowledge)
    further += _compared(knowledge, advice)
    return [*offered[: MAX_CHOICES - len(further)], *further]


def planning(knowledge: KnowledgeBase) -> list[Choice]:
    """Return the offer to make a plan."""
    return [Choice(knowledge.consultation.phrases.offer, "/request_plan")]


def comparison(knowledge: KnowledgeBase) -> Choice:
    """Return the choice that sets the ways out side by side."""
    return Choice(knowledge.consultation.phrases.comparison.offer, "/request_comparison")


def questions(knowledge: KnowledgeBase, cells: Iterable[Cell]) -> list[Choice]:
    """Return the cells as questions to choose from."""
    known = [cell for cell in dict.fromkeys(cells) if cell in knowledge.questions]
    return [Choice(knowledge.questions[cell].title, f"/{cell.intent}") for cell in known[:MAX_CHOICES]]


def frequent(knowledge: KnowledgeBase) -> list[Choice]:
    """Return the questions most people start with."""
    return questions(knowledge, FREQUENT_CELLS)


def draft_offer(knowledge: KnowledgeBase) -> Choice:
    """Return the offer to write the message that was spoken about."""
    return Choice(knowledge.consultation.phrases.drafts.offer, "/request_draft")


def draft(title: str, **chosen: str) -> Choice:
    """Return a choice that tells which draft is wanted, in which tone, or who writes it."""
    return Choice(title, f"/request_draft{json.dumps(chosen)}")


def values_of(knowledge: KnowledgeBase, fact: Fact, situation: Situation) -> list[Choice]:
    """Return the values of a fact that are not rare and can hold, and that one is not sure."""
    values = [value for value in fact.values if not value.rare and value.can_hold(situation)]
    offered = [Choice(value.title, f"/inform{json.dumps({fact.id: value.id})}") for value in values]
    return [*offered, Choice(knowledge.phrases.not_sure, "/not_sure")]


def _compared(knowledge: KnowledgeBase, advice: Sequence[Advice]) -> list[Choice]:
    return [comparison(knowledge)] if any(one.cell.option == "compare" for one in advice) else []


def _asks_what_to_do(advice: Advice) -> bool:
    return advice.cell.topic == "advice" and advice.cell.option in PLANNED_OPTIONS


def _values(knowledge: KnowledgeBase, situation: Situation, advice: Advice, most: int) -> list[Choice]:
    """Return common values first, of these the ones the answer tells about, and "not sure" last."""
    if advice.asks is None:
        return []
    told = {line.condition.id for line in advice.lines if line.condition is not None}
    possible = [value for value in advice.asks.values if value.can_hold(situation)]
    ordered = sorted(possible, key=lambda value: (value.rare, value.id not in told))
    kept = {value.id for value in ordered[: most - 1]}
    chosen = [value for value in possible if value.id in kept]
    offered = [Choice(value.title, f"/inform{json.dumps({advice.asks.id: value.id})}") for value in chosen]
    return [*offered, Choice(knowledge.phrases.not_sure, "/not_sure")]
