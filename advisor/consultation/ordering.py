"""Lists of which the first entry that holds is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.errors import Fault
from advisor.records import Conditional


def order_faults(file: str, entries: Sequence[Conditional]) -> Iterator[Fault]:
    """Yield a fault for each entry that is never told, because one before it holds wherever it does."""
    for number, later in enumerate(entries):
        for earlier in entries[:number]:
            if _covers(earlier, later):
                yield Fault(file, later.id, f"is never given: {earlier.id} holds wherever it does")


def _covers(one: Conditional, other: Conditional) -> bool:
    return all(
        fact in other.applies_when and set(other.applies_when[fact]) <= set(values)
        for fact, values in one.applies_when.items()
    )
