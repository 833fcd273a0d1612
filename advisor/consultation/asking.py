"""Which fact a consultation asks for next: the one that changes the recommendation or the plan most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.consultation.recommending import assumed, possible
from advisor.knowledge import KnowledgeBase
from advisor.matching import match
from advisor.records import Fact
from advisor.situation import Situation

# So many questions are asked of one person; what is still unknown then stands in the plan as a condition.
MAX_QUESTIONS = 6
# To change what is recommended counts for more than any number of steps.
WEIGHT_OF_OUTCOME = 100

Outlook = tuple[frozenset[str], frozenset[str]]


def fact_to_ask(knowledge: KnowledgeBase, situation: Situation, asked: int = 0) -> Fact | None:
    """Return the fact to ask for, or None if nothing that is not known would change the outcome.

    `asked` is how many questions were asked already. Facts that the person is unsure of are not asked again;
    of facts that change as much, the first of facts.yml is taken.
    """
    if asked >= MAX_QUESTIONS:
        return None
    facts = assumed(knowledge, situation)
    unknown = [fact for fact in knowledge.facts.values() if fact.id not in facts]
    effects = {
        fact.id: _effect(knowledge, fact, facts) for fact in unknown if fact.id not in situation.unsure
    }
    best = max(effects, key=lambda fact: effects[fact], default=None)
    return knowledge.facts[best] if best is not None and effects[best] > 0 else None


def _effect(knowledge: KnowledgeBase, fact: Fact, facts: Mapping[str, str]) -> int:
    """Count how many different outcomes and plans the values of a fact lead to, beyond the first."""
    outlooks = [_outlook(knowledge, {**facts, fact.id: value.id}) for value in fact.values if not value.rare]
    outcomes, plans = ({outlook[part] for outlook in outlooks} for part in (0, 1))
    return WEIGHT_OF_OUTCOME * (len(outcomes) - 1) + len(plans) - 1


def _outlook(knowledge: KnowledgeBase, facts: Mapping[str, str]) -> Outlook:
    """Return the outcomes that are still possible, and the steps that any of them may take."""
    found = possible(knowledge, facts)
    outcomes = frozenset(one.recommends for one in found)
    return outcomes, frozenset(_steps_for(knowledge, outcomes, facts))


def _steps_for(knowledge: KnowledgeBase, outcomes: Iterable[str], facts: Mapping[str, str]) -> Iterable[str]:
    for step in knowledge.consultation.steps.values():
        serves = not set(step.serves).isdisjoint(outcomes)
        if serves and not match(step, facts).excluded and not knowledge.is_only_for_rare(step, facts):
            yield step.id
