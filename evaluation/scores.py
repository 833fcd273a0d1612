"""The figures of an evaluation, from outcomes alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from advisor.vocabulary import Cell
from evaluation.calibration import calibration_error
from evaluation.messages import KINDS
from evaluation.outcomes import Outcome
from evaluation.shares import Share
from evaluation.told_facts import FactCounts, count_facts

REJECTIONS = frozenset({"out_of_scope", "fallback"})
IN_SCOPE = "all in scope"
OUT_OF_SCOPE = "all out of scope"


@dataclass(frozen=True)
class Scores:
    """How well some messages were understood.

    The shares right, `recalled` and `false_rejection` are about the messages in scope, `rejected` about those
    out of scope. What was not answered counts as not right.
    """

    n: int
    answered: Share
    option_right: Share
    topic_right: Share
    cell_right: Share
    recalled: Share
    did_you_mean: Share
    false_rejection: Share
    rejected: Share
    facts: FactCounts
    calibration_error: float | None


def scores_of(outcomes: Sequence[Outcome], counted_facts: Collection[str]) -> Scores:
    """Work out the figures; only the facts that count are compared."""
    asking = [outcome for outcome in outcomes if outcome.message.in_scope]
    others = [outcome for outcome in outcomes if outcome.message.out_of_scope]
    return Scores(
        n=len(outcomes),
        answered=Share.among(outcome.turn == "advice" for outcome in outcomes),
        option_right=_half_right(asking, lambda cell: cell.option),
        topic_right=_half_right(asking, lambda cell: cell.topic),
        cell_right=Share.among(outcome.right for outcome in asking),
        recalled=_recalled_topics(asking),
        did_you_mean=Share.among(outcome.turn == "did_you_mean" for outcome in outcomes),
        false_rejection=Share.among(outcome.turn in REJECTIONS for outcome in asking),
        rejected=Share.among(outcome.turn != "advice" for outcome in others),
        facts=sum(count_facts(outcomes, counted_facts).values(), FactCounts()),
        calibration_error=calibration_error(predictions(outcomes)),
    )


def scores_by_kind(outcomes: Sequence[Outcome], counted_facts: Collection[str]) -> dict[str, Scores]:
    """Return the figures of each kind that occurs, then those of all messages in and out of scope."""
    groups = {kind: [one for one in outcomes if one.message.kind == kind] for kind in KINDS}
    groups[IN_SCOPE] = [one for one in outcomes if one.message.in_scope]
    groups[OUT_OF_SCOPE] = [one for one in outcomes if one.message.out_of_scope]
    return {name: scores_of(group, counted_facts) for name, group in groups.items() if group}


def predictions(outcomes: Sequence[Outcome]) -> list[tuple[float, bool]]:
    """Return the confidence of each first question, and whether it was right.

    Messages that only tell facts are left out: no question is right or wrong for them.
    """
    judged = (one for one in outcomes if one.message.in_scope or one.message.out_of_scope)
    return [(one.confidence, one.right) for one in judged if one.confidence is not None]


def _half_right(outcomes: Sequence[Outcome], half: Callable[[Cell], str]) -> Share:
    return Share.among(
        one.main is not None and half(one.main) in {half(cell) for cell in one.message.fair}
        for one in outcomes
    )


def _recalled_topics(outcomes: Sequence[Outcome]) -> Share:
    """Count, over all topics asked in all messages, those that were answered."""
    return Share.among(
        topic in {cell.topic for cell in outcome.cells}
        for outcome in outcomes
        for topic in {label.topic for label in outcome.message.questions}
    )
