"""How far confidences can be taken for the chance of being right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The predictions with a confidence between two tenths: their mean confidence, and the share right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


def bins_of(predictions: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Sort predictions, each a confidence and whether it was right, into tenths; empty ones are left out."""
    sorted_in: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in predictions:
        sorted_in.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return [
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            n=len(inside),
            confidence=sum(confidence for confidence, _ in inside) / len(inside),
            right=sum(right for _, right in inside) / len(inside),
        )
        for number, inside in sorted(sorted_in.items())
    ]


def calibration_error(predictions: Sequence[tuple[float, bool]]) -> float | None:
    """Return the expected calibration error: how far, on average, confidence is from the share right."""
    if not predictions:
        return None
    return sum(one.n * abs(one.confidence - one.right) for one in bins_of(predictions)) / len(predictions)
