"""How much of what people may ask the knowledge base answers, and how specifically."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from advisor.advise import Advice, advise
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.vocabulary import OPTIONS, TOPICS, Cell

Depth = Literal["for this role or contract type", "in general only", "not known", "empty"]
DEPTHS: tuple[Depth, ...] = ("for this role or contract type", "in general only", "not known", "empty")
SPREAD = ("role", "contract_type")


@dataclass(frozen=True)
class Answered:
    """How one cell is answered for one role and contract type."""

    cell: Cell
    role: str
    contract_type: str
    depth: Depth


def all_cells() -> list[Cell]:
    """Return every cell of the vocabulary."""
    return [Cell(option, topic) for option in OPTIONS for topic in TOPICS]


def answered_cells(knowledge: KnowledgeBase) -> Iterator[Answered]:
    """Yield how each cell is answered for each role and contract type."""
    roles, contract_types = (knowledge.facts[fact].values for fact in SPREAD)
    for cell in all_cells():
        for role in roles:
            for contract_type in contract_types:
                situation = Situation({"role": role.id, "contract_type": contract_type.id})
                depth = _depth(advise(knowledge, situation, cell))
                yield Answered(cell, role.id, contract_type.id, depth)


def depths_by_option(knowledge: KnowledgeBase) -> dict[str, Counter[Depth]]:
    """Count the depths for each option."""
    counts: dict[str, Counter[Depth]] = {option: Counter() for option in OPTIONS}
    for answered in answered_cells(knowledge):
        counts[answered.cell.option][answered.depth] += 1
    return counts


def _depth(advice: Advice) -> Depth:
    if advice.verdict is None:
        return "in general only" if advice.sides else "empty"
    if advice.verdict.confidence == "unknown":
        return "not known"
    specific = any(fact in rule.applies_when for rule in advice.rules for fact in SPREAD)
    return "for this role or contract type" if specific else "in general only"
