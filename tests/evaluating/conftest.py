"""What the tests of the evaluation share."""

from __future__ import annotations

import pytest

from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge
from advisor.records import Fact
from evaluation.assistant import MODEL, Assistant


@pytest.fixture(scope="session")
def facts() -> dict[str, Fact]:
    """The facts of the knowledge base."""
    knowledge: KnowledgeBase = default_knowledge()
    return knowledge.facts


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """The trained assistant; `make test` trains it first."""
    if not MODEL.is_file():
        pytest.skip("there is no trained model; run `make train`")
    return Assistant()
