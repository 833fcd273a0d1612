"""The plan: the steps that a recommendation takes, in the order in which they are safe, and their days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from advisor.consultation.deadlines import day_of
from advisor.consultation.recommending import Recommended, assumed, conditions_of, recommend
from advisor.consultation.records import Deadline, Event, Phase, Step
from advisor.knowledge import KnowledgeBase
from advisor.matching import match
from advisor.records import FactValue
from advisor.situation import Situation

PHASES: tuple[Phase, ...] = get_args(Phase)


@dataclass(frozen=True)
class PlannedStep:
    """A step of a plan.

    `conditions` are the values that facts nobody could tell must have for the step to be needed. `day` is
    the last one on which it is in time, if it has a deadline.
    """

    step: Step
    conditions: tuple[FactValue, ...] = ()
    deadline: Deadline | None = None
    day: date | None = None


@dataclass(frozen=True)
class Plan:
    """A recommendation and its steps, first to last."""

    recommended: Recommended
    steps: tuple[PlannedStep, ...]


def make_plan(knowledge: KnowledgeBase, situation: Situation, events: Mapping[Event, date]) -> Plan:
    """Return the plan for a situation; `events` are the days on which something happened or is to happen.

    An event that is not among them is taken to be today: what is done now has its days counted from now.
    """
    recommended = recommend(knowledge, situation)
    steps = list(_steps(knowledge, recommended, situation, events))
    steps.sort(key=lambda planned: PHASES.index(planned.step.phase))
    return Plan(recommended, tuple(steps))


def _steps(
    knowledge: KnowledgeBase, recommended: Recommended, situation: Situation, events: Mapping[Event, date]
) -> Iterator[PlannedStep]:
    facts = assumed(knowledge, situation)
    for step in knowledge.consultation.steps.values():
        outcome = match(step, facts)
        if recommended.recommendation.recommends not in step.serves or outcome.excluded:
            continue
        if knowledge.is_only_for_rare(step, facts):
            continue
        conditions = tuple(conditions_of(knowledge, step, facts))
        deadline = knowledge.consultation.deadlines[step.by] if step.by else None
        day = day_of(deadline, knowledge.today, events) if deadline else None
        yield PlannedStep(step, conditions, deadline, day)
