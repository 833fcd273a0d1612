"""Messages written for a person: which fit their plan, and what they say in their situation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.consultation.draft_records import Draft, Occasion, Tone
from advisor.consultation.planning import Plan
from advisor.consultation.recommending import assumed
from advisor.consultation.templates import fill
from advisor.consultation.told_in_request import NOTHING_TOLD, ToldInRequest, filled_in
from advisor.knowledge import KnowledgeBase
from advisor.matching import Match, match
from advisor.situation import Situation

# Facts that may be asked for when a draft is wanted; a plan offers drafts without them.
ADDRESS = frozenset({"role", "contract_type"})
# A message may be about what a person had not told, or told otherwise, before they asked for it.
TOLD_BY_ASKING = frozenset({"other_side"})


@dataclass(frozen=True)
class Written:
    """A draft as it reads for a situation in one tone."""

    draft: Draft
    tone: Tone
    text: str


def write(
    knowledge: KnowledgeBase,
    situation: Situation,
    draft: Draft,
    tone: Tone = "polite",
    told: ToldInRequest = NOTHING_TOLD,
) -> Written:
    """Return a draft filled with what the person told; what is taken for granted is not told.

    `told` is what was said of the message itself by asking for it.
    """
    text = fill(draft.texts[tone], situation, knowledge.facts.keys())
    occasion = knowledge.consultation.occasions[draft.occasion]
    return Written(draft, tone, filled_in(text, occasion, told, situation, knowledge.today))


def drafts_for_plan(knowledge: KnowledgeBase, situation: Situation, plan: Plan) -> list[Written]:
    """Return the drafts that fit the steps of a plan, in the order of their file."""
    steps = {planned.step.id for planned in plan.steps}
    facts = assumed(knowledge, situation)
    return [
        write(knowledge, situation, draft)
        for draft in knowledge.consultation.drafts.values()
        if not steps.isdisjoint(draft.steps) and _is_offered(match(draft, facts))
    ]


def drafts_on(knowledge: KnowledgeBase, situation: Situation, occasion: Occasion) -> list[Draft]:
    """Return the drafts on an occasion that somebody in the situation may ask for, the likeliest first."""
    facts = {
        fact: value for fact, value in assumed(knowledge, situation).items() if fact not in TOLD_BY_ASKING
    }
    drafts = [draft for draft in knowledge.consultation.drafts.values() if draft.occasion == occasion.id]
    found = [draft for draft in drafts if not match(draft, facts).excluded]
    return sorted(found, key=lambda draft: _doubts(draft, facts))


def occasions_of(knowledge: KnowledgeBase, drafts: Iterable[Draft]) -> list[Occasion]:
    """Return what the drafts are about, each occasion once."""
    return [knowledge.consultation.occasions[name] for name in dict.fromkeys(one.occasion for one in drafts)]


def _is_offered(outcome: Match) -> bool:
    return not outcome.excluded and ADDRESS.issuperset(outcome.unknown)


def _doubts(draft: Draft, facts: Mapping[str, str]) -> tuple[int, int]:
    """Sort key that puts first what hangs on fewest unknown facts, then what needs most."""
    return len(set(match(draft, facts).unknown) - TOLD_BY_ASKING), -len(draft.applies_when)
