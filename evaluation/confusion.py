"""Which options and topics are taken for which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from advisor.vocabulary import OPTIONS, TOPICS, Cell
from evaluation.outcomes import Outcome

NOTHING_ASKED = "(nothing asked)"


@dataclass(frozen=True)
class Confusion:
    """A table of counts: a row for each label, a column for each answer; only those that occur."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Counter[tuple[str, str]]

    @staticmethod
    def is_right(row: str, column: str) -> bool:
        """Tell whether the answer is as labelled; where nothing is asked, answering nothing is right."""
        return row == column or (row == NOTHING_ASKED and column.startswith("("))


def option_confusion(outcomes: Sequence[Outcome]) -> Confusion:
    """Hold the option labelled against the option answered."""
    return _confusion(outcomes, lambda cell: cell.option, OPTIONS)


def topic_confusion(outcomes: Sequence[Outcome]) -> Confusion:
    """Hold the main topic labelled against the topic answered first."""
    return _confusion(outcomes, lambda cell: cell.topic, TOPICS)


def _confusion(outcomes: Sequence[Outcome], half: Callable[[Cell], str], order: Sequence[str]) -> Confusion:
    judged = [one for one in outcomes if one.message.in_scope or one.message.out_of_scope]
    counts = Counter((_labelled(one, half), _answered(one, half)) for one in judged)
    rows = _in_order({row for row, _ in counts}, order)
    return Confusion(rows, _in_order({column for _, column in counts}, order), counts)


def _labelled(outcome: Outcome, half: Callable[[Cell], str]) -> str:
    """Return the label; where several are fair and one of them was answered, that one."""
    cell = outcome.main if outcome.right else outcome.message.main
    return NOTHING_ASKED if cell is None else half(cell)


def _answered(outcome: Outcome, half: Callable[[Cell], str]) -> str:
    return f"({outcome.turn})" if outcome.main is None else half(outcome.main)


def _in_order(names: set[str], order: Sequence[str]) -> tuple[str, ...]:
    return (*(name for name in order if name in names), *sorted(names - set(order)))
