"""What is known about one person's contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date


class Situation(Mapping[str, str]):
    """Facts that the person has told, as fact id to value id; a fact that is absent is unknown.

    `unsure` holds the facts the person was asked for and could not tell: they are not asked again. `days` are
    those on which something happened or will, by the event: "submission", "end" or "request".
    """

    def __init__(
        self,
        known: Mapping[str, str] | None = None,
        unsure: frozenset[str] = frozenset(),
        days: Mapping[str, date] | None = None,
    ) -> None:
        self._known = dict(known or {})
        self.unsure = frozenset(unsure) - self._known.keys()
        self.days = dict(days or {})

    def __getitem__(self, fact: str) -> str:
        return self._known[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"Situation({self._known}, unsure={sorted(self.unsure)})"
