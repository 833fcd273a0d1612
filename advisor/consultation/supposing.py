"""What would be another plan if something were different: the lines in which two plans differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.consultation.planning import Plan, PlannedStep, make_plan
from advisor.consultation.recommending import Recommended
from advisor.consultation.records import Recommendation, Step
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation


@dataclass(frozen=True)
class NumberedStep:
    """A step with the number that it has in the real plan."""

    number: int
    planned: PlannedStep


@dataclass(frozen=True)
class Difference:
    """In what the plan for something supposed differs from the real one.

    `supposed` is that plan as a whole. `recommended` is its recommendation if it is another one, and
    `same_outcome` tells that only the reason is. `removed` are steps of the real plan; `changed` are steps of
    both, as they would be, because their days or conditions differ.
    """

    supposed: Plan
    recommended: Recommended | None
    same_outcome: bool
    added: tuple[PlannedStep, ...]
    removed: tuple[NumberedStep, ...]
    changed: tuple[NumberedStep, ...]

    @property
    def entries(self) -> list[Recommendation | Step]:
        """The recommendation and the steps that would be new."""
        given = [self.recommended.recommendation] if self.recommended is not None else []
        return [*given, *(planned.step for planned in self.added)]

    @property
    def is_empty(self) -> bool:
        """Tell whether both plans say the same."""
        return self.recommended is None and not (self.added or self.removed or self.changed)


def difference(real: Plan, supposed: Plan) -> Difference:
    """Return in what the supposed plan differs from the real one."""
    before = {planned.step.id for planned in real.steps}
    after = {planned.step.id: planned for planned in supposed.steps}
    numbered = [NumberedStep(number, planned) for number, planned in enumerate(real.steps, start=1)]
    kept = [one for one in numbered if one.planned.step.id in after]
    given, other = real.recommended.recommendation, supposed.recommended.recommendation
    return Difference(
        supposed=supposed,
        recommended=supposed.recommended if other.id != given.id else None,
        same_outcome=other.recommends == given.recommends,
        added=tuple(planned for planned in supposed.steps if planned.step.id not in before),
        removed=tuple(one for one in numbered if one.planned.step.id not in after),
        changed=tuple(
            NumberedStep(one.number, after[one.planned.step.id])
            for one in kept
            if after[one.planned.step.id] != one.planned
        ),
    )


def what_if(knowledge: KnowledgeBase, real: Situation, supposed: Mapping[str, str]) -> Difference:
    """Return what the plan for a situation would be another one in, if the supposed facts held."""
    other = Situation({**real, **supposed}, real.unsure, real.days)
    return difference(make_plan(knowledge, real), make_plan(knowledge, other))
