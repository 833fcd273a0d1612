"""The plan: the steps that a recommendation takes, in the order in which they are safe, and their days."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from advisor.consultation.deadlines import Due, Events, due
from advisor.consultation.recommending import Condition, Recommended, assumed, conditions_of, recommend
from advisor.consultation.records import Phase, Step
from advisor.knowledge import KnowledgeBase
from advisor.matching import match
from advisor.situation import Situation

PHASES: tuple[Phase, ...] = get_args(Phase)
# Whose step a step is hinges on it, so that half of a plan for both sides would be for somebody else.
SIDE = "role"
# So many lines of a plan are read.
MAX_STEPS = 12


@dataclass(frozen=True)
class PlannedStep:
    """A step of a plan.

    `conditions` say what facts that nobody could tell must be for the step to be needed. `due` is until when,
    if it has a deadline that can be counted.
    """

    step: Step
    conditions: tuple[Condition, ...] = ()
    due: Due | None = None

    @property
    def day(self) -> date | None:
        """The last day on which the step is in time; None if there is no such day, or it is past."""
        return None if self.due is None or self.due.over else self.due.day


@dataclass(frozen=True)
class Plan:
    """A recommendation and its steps, first to last.

    It is `partial` if there are more steps that hinge on what nobody could tell. Without the person's side it
    has the steps of both sides only, and none that cannot be undone.
    """

    recommended: Recommended
    steps: tuple[PlannedStep, ...]
    partial: bool = False


def make_plan(knowledge: KnowledgeBase, situation: Situation) -> Plan:
    """Return the plan for a situation, with its days counted from those the person told, or else from today.

    What has happened before, on a day that nobody knows, has no days that count from it.
    """
    events = _events(knowledge, situation)
    recommended = recommend(knowledge, situation)
    steps = list(_steps(knowledge, recommended, situation, events))
    steps.sort(key=lambda planned: PHASES.index(planned.step.phase))
    readable = _readable(steps if SIDE in situation else _for_both_sides(steps))
    return Plan(recommended, tuple(readable), partial=len(readable) < len(steps))


def steps_for(
    knowledge: KnowledgeBase, outcomes: Collection[str], facts: Mapping[str, str]
) -> Iterator[Step]:
    """Yield the steps that are, or may be, needed for one of the outcomes, in the order of the file."""
    for step in knowledge.consultation.steps.values():
        if set(step.serves).isdisjoint(outcomes):
            continue
        if not match(step, facts).excluded and not knowledge.is_only_for_rare(step, facts):
            yield step


def _for_both_sides(steps: Sequence[PlannedStep]) -> Sequence[PlannedStep]:
    """Leave out what only one side does, and with it what is final, as what protects may be among it."""
    hinging = {planned.step.id for planned in steps if SIDE in planned.step.applies_when}
    if not hinging:
        return steps
    return [one for one in steps if one.step.id not in hinging and not one.step.irreversible]


def _readable(steps: Sequence[PlannedStep]) -> Sequence[PlannedStep]:
    """Return at most MAX_STEPS, without what hinges on most; what protects and what is final always stays."""
    spare = [planned for planned in steps if not (planned.step.protects or planned.step.irreversible)]
    spare.sort(key=lambda planned: len(planned.conditions))
    surplus = max(0, len(steps) - MAX_STEPS)
    left_out = {planned.step.id for planned in spare[len(spare) - min(surplus, len(spare)) :]}
    return [planned for planned in steps if planned.step.id not in left_out]


def _events(knowledge: KnowledgeBase, situation: Situation) -> Events:
    """Return the day of what is to happen today, or came today at the latest, and None for what is past."""
    ended = "time_since_end" in situation or situation.get("actor", "me") != "me"
    submitted = situation.get("work_state") in ("submitted", "finished")
    requested = situation.get("dispute_state") == "open"
    today = knowledge.today
    return {
        "today": today,
        "submission": None if submitted else today,
        "end": None if ended else today,
        "request": today if requested else None,
    }


def _steps(
    knowledge: KnowledgeBase, recommended: Recommended, situation: Situation, events: Events
) -> Iterator[PlannedStep]:
    facts = assumed(knowledge, situation)
    for step in steps_for(knowledge, {recommended.recommendation.recommends}, facts):
        if step.is_pointless(facts):
            continue
        conditions = tuple(conditions_of(knowledge, step, facts))
        deadline = knowledge.consultation.deadlines[step.by] if step.by else None
        until = due(deadline, knowledge.today, events, situation.days) if deadline else None
        yield PlannedStep(step, conditions, until)
