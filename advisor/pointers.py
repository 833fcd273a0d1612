"""Checks that what an entry of the knowledge base names exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor.errors import Fault
from advisor.knowledge import KnowledgeBase
from advisor.reading import Entry


def missing(entry: Entry, what: str, ids: Iterable[str], known: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each id that is not known."""
    for name in ids:
        if name not in set(known):
            yield Fault(entry.file, _name(entry), f"there is no {what} {name}")


def _name(entry: Entry) -> str:
    return str(getattr(entry.record, "id", ""))


def condition_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Yield a fault for each fact or value that the conditions of an entry name and facts.yml does not."""
    for key in ("applies_when", "unless"):
        for fact_id, values in getattr(entry.record, key, {}).items():
            fact = knowledge.facts.get(fact_id)
            if fact is None:
                yield Fault(entry.file, entry.record.id, f"{key} names no fact of facts.yml: {fact_id}")
                continue
            for value in values:
                if fact.value(value) is None:
                    yield Fault(entry.file, entry.record.id, f"{key}: {fact_id} cannot be {value}")
