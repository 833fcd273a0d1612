"""Compact tables for the terminal: figures only, no messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluation.behaviour import BehaviourTest
from evaluation.columns import COLUMNS, percent
from evaluation.scores import Scores


def scores_table(scores: Mapping[str, Scores]) -> str:
    """Return a row of figures for each kind of message."""
    rows = [[name, *(column.shown(one) for column in COLUMNS)] for name, one in scores.items()]
    return _aligned([["kind", *(column.short for column in COLUMNS)], *rows])


def behaviour_table(tests: Sequence[BehaviourTest]) -> str:
    """Return the failure rate of each test."""
    rows = [
        [test.capability, test.name, str(test.failed.of), str(test.failed.hits), percent(test.failed)]
        for test in tests
    ]
    return _aligned([["capability", "test", "n", "failed", "rate"], *rows], texts=2)


def _aligned(rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """Set the first columns, which hold texts, to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = zip(row, widths, strict=True)
        lines.append("  ".join(_padded(cell, width, i < texts) for i, (cell, width) in enumerate(cells)))
    return "\n".join(line.rstrip() for line in lines)


def _padded(cell: str, width: int, left: bool) -> str:
    return cell.ljust(width) if left else cell.rjust(width)
