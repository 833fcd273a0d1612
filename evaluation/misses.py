"""The worst misses: wrong answers that the assistant was sure of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.outcomes import Outcome

SHOWN = 40


@dataclass(frozen=True)
class Miss:
    """A message that was answered as something it does not ask."""

    text: str
    kind: str
    before: str
    expected: str
    answered: str
    confidence: float


def worst_misses(outcomes: Sequence[Outcome]) -> list[Miss]:
    """Return the wrong answers, the most confident first; messages that only tell facts cannot be wrong."""
    wrong = [_miss(one) for one in outcomes if _is_wrong(one)]
    return sorted(wrong, key=lambda miss: (-miss.confidence, miss.text))[:SHOWN]


def _is_wrong(outcome: Outcome) -> bool:
    judged = outcome.message.in_scope or outcome.message.out_of_scope
    return judged and outcome.main is not None and not outcome.right


def _miss(outcome: Outcome) -> Miss:
    message = outcome.message
    context = message.context
    return Miss(
        text=message.text,
        kind=message.kind,
        before=f"{context.option}/{context.topic}" if context.option else "",
        expected=" or ".join(sorted(str(cell) for cell in message.fair)) or "no advice",
        answered=str(outcome.main),
        confidence=outcome.confidence or 0.0,
    )
