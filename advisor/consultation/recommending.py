"""What to recommend in a situation, what it rests on, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor.consultation.records import Presumption, Recommendation, Sureness
from advisor.knowledge import KnowledgeBase
from advisor.matching import match
from advisor.records import Conditional, Fact, FactValue
from advisor.situation import Situation

# The values one of which a fact has to have.
Condition = tuple[FactValue, ...]


@dataclass(frozen=True)
class Change:
    """A fact that would change the recommendation if it had this value."""

    fact: Fact
    value: FactValue
    recommendation: Recommendation


@dataclass(frozen=True)
class Recommended:
    """The recommendation for a situation.

    `because` are the facts of the situation it needs, and `conditions` what those must be that are not known.
    It is `sure` if it holds whatever is not known and its sources state it, `likely` if it follows from them,
    and `open` if what is not known would change it.
    """

    recommendation: Recommendation
    because: tuple[FactValue, ...]
    conditions: tuple[Condition, ...]
    changes: tuple[Change, ...]
    sureness: Sureness


def assumed(knowledge: KnowledgeBase, situation: Situation) -> dict[str, str]:
    """Return what is known and what is taken for granted."""
    presumed = {str(one.id): str(one.value) for one in _presumptions(knowledge, situation)}
    return {**knowledge.presumed, **presumed, **situation}


def _presumptions(knowledge: KnowledgeBase, facts: Mapping[str, str]) -> list[Presumption]:
    return [one for one in knowledge.consultation.presumed.values() if match(one, facts).applies]


def possible(knowledge: KnowledgeBase, facts: Mapping[str, str]) -> list[Recommendation]:
    """Return the recommendations that may turn out to hold, the most careful first.

    They stand in the order of their file, so nothing after the first that holds in any case is possible. What
    needs a rare value that nobody told is left out.
    """
    found = []
    for recommendation in knowledge.consultation.recommendations.values():
        outcome = match(recommendation, facts)
        if outcome.excluded or knowledge.is_only_for_rare(recommendation, facts):
            continue
        found.append(recommendation)
        if outcome.applies:
            break
    return found


def recommend(knowledge: KnowledgeBase, situation: Situation) -> Recommended:
    """Return the recommendation for a situation; of what is possible, the most careful."""
    facts = assumed(knowledge, situation)
    found = possible(knowledge, facts)
    chosen = found[0]
    return Recommended(
        recommendation=chosen,
        because=tuple(_because(knowledge, chosen, situation)),
        conditions=tuple(conditions_of(knowledge, chosen, facts)),
        changes=tuple(_changes(knowledge, chosen, facts)),
        sureness=_sureness(found),
    )


def _sureness(found: Sequence[Recommendation]) -> Sureness:
    if len({one.recommends for one in found}) > 1:
        return "open"
    return "sure" if found[0].confidence == "stated" else "likely"


def _because(
    knowledge: KnowledgeBase, recommendation: Recommendation, situation: Situation
) -> Iterator[FactValue]:
    for fact in recommendation.applies_when:
        value = knowledge.facts[fact].value(situation.get(fact, ""))
        if value is not None:
            yield value


def conditions_of(
    knowledge: KnowledgeBase, entry: Conditional, facts: Mapping[str, str]
) -> Iterator[Condition]:
    """Yield for each fact that is not known the values with which an entry holds."""
    for fact in match(entry, facts).unknown:
        wanted = entry.applies_when[fact]
        yield tuple(value for value in knowledge.facts[fact].values if value.id in wanted)


def _changes(knowledge: KnowledgeBase, chosen: Recommendation, facts: Mapping[str, str]) -> Iterator[Change]:
    """Yield for each fact the first other value, if any, with which something else is recommended.

    What is taken for granted is left out, unless the recommendation rests on it.
    """
    presumed = {one.id for one in _presumptions(knowledge, facts)}
    granted = {*knowledge.presumed, *presumed} - chosen.applies_when.keys()
    for fact in knowledge.facts.values():
        if fact.id in granted:
            continue
        for value in fact.values:
            if value.id == facts.get(fact.id) or value.rare or not value.can_hold(facts):
                continue
            other = possible(knowledge, {**facts, fact.id: value.id})[0]
            if other.recommends != chosen.recommends:
                yield Change(fact, value, other)
                break
