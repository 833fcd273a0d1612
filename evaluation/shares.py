"""Shares of a count, with the range in which the true share probably lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

# Of ranges made with this number, 95 of 100 hold the true share.
NORMAL_95 = 1.96


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    hits: int
    of: int

    @classmethod
    def among(cls, checks: Iterable[bool]) -> Share:
        """Count the checks that hold among all of them."""
        checked = list(checks)
        return cls(sum(checked), len(checked))

    @property
    def value(self) -> float | None:
        """The share from 0 to 1; None when there was nothing to count."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval after Wilson, which holds for small counts too."""
        if self.value is None:
            return None
        spread = NORMAL_95**2 / self.of
        middle = self.value + spread / 2
        reach = NORMAL_95 * sqrt((self.value * (1 - self.value) + spread / 4) / self.of)
        return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))
