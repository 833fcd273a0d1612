"""What can go wrong in the advisor.

AdvisorError
└── KnowledgeError        the knowledge base has faults; lists every one of them
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class AdvisorError(Exception):
    """Anything the advisor raises on purpose."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of the knowledge base."""

    file: str
    entry: str
    problem: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.entry}" if self.entry else self.file
        return f"{place}: {self.problem}"


class KnowledgeError(AdvisorError):
    """The knowledge base cannot be used; `faults` lists every fault with its file and entry."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(
            f"the knowledge base has {len(self.faults)} fault(s); correct them and try again:\n"
            + "\n".join(f"  {fault}" for fault in self.faults)
        )
