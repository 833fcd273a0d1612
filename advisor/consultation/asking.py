"""Which fact a consultation asks for next: the one that changes the recommendation or the plan most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from advisor.consultation.planning import steps_for
from advisor.consultation.recommending import assumed, possible
from advisor.knowledge import KnowledgeBase
from advisor.records import Fact
from advisor.situation import Situation

# So many questions are asked of one person; what is still unknown then stands in the plan as a condition.
MAX_QUESTIONS = 6
# Where the button is and what becomes of the money hinges on these, so they are asked for before any other.
ASKED_FIRST = ("role", "contract_type")


class Outlook(NamedTuple):
    """What is possible with what is known: so many recommendations, with these outcomes and steps."""

    recommendations: int
    outcomes: frozenset[str]
    steps: frozenset[str]


def fact_to_ask(knowledge: KnowledgeBase, situation: Situation, asked: int = 0) -> Fact | None:
    """Return the fact to ask for, or None if nothing that is not known would change the outcome.

    `asked` is how many questions were asked already. Facts that the person is unsure of are not asked again.
    The side and the kind of contract go first; of other facts that change as much, the first of facts.yml.
    """
    if asked >= MAX_QUESTIONS:
        return None
    facts = assumed(knowledge, situation)
    unknown = [fact for fact in knowledge.facts.values() if fact.id not in facts]
    open_facts: dict[str, Fact] = {fact.id: fact for fact in unknown if fact.id not in situation.unsure}
    for name in ASKED_FIRST:
        if name in open_facts and _effect(knowledge, open_facts[name], facts):
            return open_facts[name]
    effects = {
        name: effect for name, fact in open_facts.items() if (effect := _effect(knowledge, fact, facts))
    }
    best = max(effects, key=lambda name: effects[name], default=None)
    return open_facts[best] if best is not None else None


def _effect(knowledge: KnowledgeBase, fact: Fact, facts: Mapping[str, str]) -> tuple[bool, float, int] | None:
    """Return how much a fact changes, or None if nothing hinges on it.

    To change the outcome counts most, then to leave few recommendations, then to make different plans.
    """
    values = [value.id for value in fact.values if not value.rare]
    outlooks = [_outlook(knowledge, {**facts, fact.id: value}) for value in values]
    outcomes = {outlook.outcomes for outlook in outlooks}
    plans = {outlook.steps for outlook in outlooks}
    if len(outcomes) <= 1 and len(plans) <= 1:
        return None
    left = sum(outlook.recommendations for outlook in outlooks) / len(outlooks)
    return (len(outcomes) > 1, -left, len(plans))


def _outlook(knowledge: KnowledgeBase, facts: Mapping[str, str]) -> Outlook:
    found = possible(knowledge, facts)
    outcomes = frozenset(one.recommends for one in found)
    steps = frozenset(step.id for step in steps_for(knowledge, outcomes, facts))
    return Outlook(len(found), outcomes, steps)
