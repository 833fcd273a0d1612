"""The small knowledge folders, for the tests of the advisor."""

from __future__ import annotations

from tests.knowledge_folders import knowledge_of, minimal, rule, write_knowledge

__all__ = ["knowledge_of", "minimal", "rule", "write_knowledge"]
