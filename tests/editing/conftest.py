"""The small knowledge folders, for the tests of the editing tools."""

from __future__ import annotations

from typing import Any

import pytest

from tests.knowledge_folders import knowledge_of, minimal, rule, write_knowledge

__all__ = ["knowledge_of", "minimal", "rule", "write_knowledge"]

UNKNOWN = {"confidence": "unknown", "findings": [], "gaps": ["G-01"], "next_step": "Ask support."}


@pytest.fixture
def complete(minimal: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The documents of a small knowledge folder that lacks nothing, to be changed at will."""
    for finding in minimal["findings.yml"]["findings"][1:]:
        finding["left_out"] = "Nobody asks that."
    advice = minimal["advice/end/feedback.yml"]["advice"]
    advice.append({**advice[1], "id": "not-known", **UNKNOWN})
    return minimal
