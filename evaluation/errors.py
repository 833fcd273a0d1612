"""What can go wrong in an evaluation.

EvaluationError
├── MessageSetError       a file of messages or tests has faults; lists every one of them
└── AssistantError        the assistant gave no turn report for a message
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor.errors import Fault


class EvaluationError(Exception):
    """Anything the evaluation raises on purpose."""


class MessageSetError(EvaluationError):
    """The file cannot be used; `faults` lists every fault with its entry, without the words of a message."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class AssistantError(EvaluationError):
    """The assistant could not answer the message whose text this error tells."""

    def __init__(self, text: str, problem: str) -> None:
        self.problem = problem
        super().__init__(f"{problem}: {text!r}")
