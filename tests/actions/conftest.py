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
from tests.actions.turns import SHELL, TODAY, Conversation

VERDICT = {"part": "verdict"}
POINT = {"part": "point"}
CORRECTION = "An article says otherwise."
# The claim that a review cannot be left any more, set right by the rule on reasons.
CLAIM = "S0-5"
# Answers on permission and payment hinge on the role, then on the kind of contract.
RULES: dict[Cell, dict[str, dict[str, Any]]] = {
    Cell("end", "permission"): {
        "permission": VERDICT,
        "permission-client": {**VERDICT, "applies_when": {"role": "client"}},
        "permission-freelancer": {**VERDICT, "applies_when": {"role": "freelancer"}},
        "permission-hourly": {
            "part": "warning",
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
    Cell("end", "payment"): {
        "payment": VERDICT,
        "payment-client": {**VERDICT, "applies_when": {"role": "client"}},
        "payment-freelancer": {**VERDICT, "applies_when": {"role": "freelancer"}},
        "payment-hourly": {**VERDICT, "applies_when": {"contract_type": "hourly"}},
        "payment-point": POINT,
        "payment-left-out-1": POINT,
        "payment-left-out-2": POINT,
    },
    Cell("end", "who"): {
        "who-me": {**VERDICT, "applies_when": {"actor": "me"}},
        "who-other": {**VERDICT, "applies_when": {"actor": "other_side"}},
    },
    Cell("end", "messages"): {"messages": {**VERDICT, "confidence": "unknown", "findings": []}},
    Cell("end", "reason"): {"reason": {**VERDICT, "correction": CORRECTION}},
    Cell("pause", "permission"): {"pause": VERDICT},
    Cell("pause", "feedback"): {"pause-feedback": VERDICT},
}


def _rule(knowledge: KnowledgeBase, name: str, keys: Mapping[str, Any]) -> AdviceRule:
    return AdviceRule.parse_obj(
        {
            "id": name,
            "statement": f"Statement of {name}.",
            "findings": [_official(knowledge)],
            "confidence": "stated",
            "standing": "agreed",
            "checked_on": str(TODAY),
            **keys,
        }
    )


def _official(knowledge: KnowledgeBase) -> str:
    """Return a finding that no answer has to qualify."""
    found = knowledge.findings.values()
    return next(one.id for one in found if knowledge.sources[one.sources[0]].age == "newest")


@pytest.fixture(scope="session")
def knowledge() -> KnowledgeBase:
    """The vocabulary, facts and sources of the project, with the few rules and the claim above."""
    known = default_knowledge()
    rules = {name: _rule(known, name, keys) for named in RULES.values() for name, keys in named.items()}
    cells = {name: cell for cell, named in RULES.items() for name in named}
    claims = {CLAIM: known.claims[CLAIM].copy(update={"advice": ["reason"]})}
    return replace(known, rules=rules, cells=cells, claims=claims, conflicts={}, today=TODAY)


@pytest.fixture
def chat(knowledge: KnowledgeBase) -> Conversation:
    """A conversation in the chat window."""
    return Conversation(knowledge)


@pytest.fixture
def shell(knowledge: KnowledgeBase) -> Conversation:
    """A conversation in the Rasa shell."""
    return Conversation(knowledge, SHELL)
