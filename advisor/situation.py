"""What is known about one person's contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.errors import UnknownFactError

if TYPE_CHECKING:
    from advisor.knowledge import KnowledgeBase


class Situation(Mapping[str, str]):
    """Facts that the person has told, as fact id to value id; a fact that is absent is unknown.

    `unsure` holds the facts the person was asked for and could not tell: they are not asked again.
    """

    def __init__(self, known: Mapping[str, str] | None = None, unsure: frozenset[str] = frozenset()) -> None:
        self._known = dict(known or {})
        self.unsure = frozenset(unsure) - self._known.keys()

    def __getitem__(self, fact: str) -> str:
        return self._known[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __repr__(self) -> str:
        return f"Situation({self._known}, unsure={sorted(self.unsure)})"

    def supposing(self, fact: str, value: str) -> Situation:
        """Return this situation with one fact set."""
        return Situation({**self._known, fact: value}, self.unsure)


def situation_from(
    knowledge: KnowledgeBase, told: Mapping[str, str], unsure: frozenset[str] = frozenset()
) -> Situation:
    """Build a situation from facts the knowledge base knows; UnknownFactError for any other."""
    for fact_id, value_id in told.items():
        fact = knowledge.facts.get(fact_id)
        if fact is None or fact.value(value_id) is None:
            raise UnknownFactError(f"facts.yml has no {fact_id}: {value_id}")
    return Situation(told, unsure)
