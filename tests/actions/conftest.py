"""A knowledge base of a few rules, and conversations about it on either channel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge
from advisor.records import AdviceRule
from advisor.vocabulary import Cell
from tests.actions.turns import SHELL, Conversation

VERDICT = {"part": "verdict"}
POINT = {"part": "point"}
# Only the answers on ending hinge on facts: that on permission on the role, then on the kind of contract.
RULES: dict[Cell, dict[str, dict[str, Any]]] = {
    Cell("end", "permission"): {
        "permission": VERDICT,
        "permission-client": {**VERDICT, "applies_when": {"role": "client"}},
        "permission-freelancer": {**VERDICT, "applies_when": {"role": "freelancer"}},
        "permission-hourly": {
            "part": "warning",
            "irreversible": True,
            "applies_when": {"contract_type": "hourly"},
        },
    },
    Cell("end", "feedback"): {
        "feedback": VERDICT,
        "feedback-point-1": POINT,
        "feedback-point-2": POINT,
        "feedback-point-3": POINT,
        "feedback-left-out": POINT,
    },
    Cell("end", "who"): {
        "who-me": {**VERDICT, "applies_when": {"actor": "me"}},
        "who-other": {**VERDICT, "applies_when": {"actor": "other_side"}},
    },
    Cell("end", "messages"): {"messages": {**VERDICT, "confidence": "unknown", "findings": []}},
    Cell("end", "reason"): {"reason": {**VERDICT, "correction": "An article says otherwise."}},
    Cell("pause", "permission"): {"pause": VERDICT},
    Cell("pause", "feedback"): {"pause-feedback": VERDICT},
}


def _rule(knowledge: KnowledgeBase, name: str, keys: Mapping[str, Any]) -> AdviceRule:
    return AdviceRule.parse_obj(
        {
            "id": name,
            "statement": f"Statement of {name}.",
            "findings": [next(iter(knowledge.findings))],
            "confidence": "stated",
            "standing": "agreed",
            "checked_on": "2026-11-22",
            **keys,
        }
    )


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The vocabulary, facts and sources of the project, with the few rules above."""
    known = default_knowledge()
    rules = {name: _rule(known, name, keys) for named in RULES.values() for name, keys in named.items()}
    return replace(known, rules=rules, cells={name: cell for cell, named in RULES.items() for name in named})


@pytest.fixture
def chat(knowledge: KnowledgeBase) -> Conversation:
    """A conversation in the chat window."""
    return Conversation(knowledge)


@pytest.fixture
def shell(knowledge: KnowledgeBase) -> Conversation:
    """A conversation in the Rasa shell."""
    return Conversation(knowledge, SHELL)
