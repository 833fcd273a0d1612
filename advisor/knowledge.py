"""The knowledge base: every entry of `knowledge/` by its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from advisor.phrases import Phrases
from advisor.records import (
    AdviceRule,
    CellTitle,
    Claim,
    Fact,
    Finding,
    Gap,
    NearMiss,
    OptionTitle,
    Source,
    TopicTitle,
)
from advisor.vocabulary import Cell


@dataclass(frozen=True)
class KnowledgeBase:
    """All entries by id, in the order of their files."""

    sources: dict[str, Source]
    findings: dict[str, Finding]
    gaps: dict[str, Gap]
    facts: dict[str, Fact]
    claims: dict[str, Claim]
    options: dict[str, OptionTitle]
    topics: dict[str, TopicTitle]
    questions: dict[Cell, CellTitle]
    near_misses: dict[str, NearMiss]
    rules: dict[str, AdviceRule]
    cells: dict[str, Cell]
    phrases: Phrases

    def rules_for(self, cell: Cell) -> list[AdviceRule]:
        """Return the rules in force that answer the cell: its own first, then those of other cells."""
        rules = [rule for rule in self._in_force() if not rule.guards]
        own = [rule for rule in rules if self.cells[rule.id] == cell]
        return own + [rule for rule in rules if cell in rule.also_answers and self.cells[rule.id] != cell]

    def rules_of(self, option: str) -> list[AdviceRule]:
        """Return the rules in force whose own cell is one of the option's."""
        return [rule for rule in self._in_force() if self.cells[rule.id].option == option]

    def sources_of(self, rules: Iterable[AdviceRule]) -> list[Source]:
        """Return the sources that carry the rules, the first one of each finding, without repeats."""
        ids = dict.fromkeys(self.findings[finding].sources[0] for rule in rules for finding in rule.findings)
        return [self.sources[source] for source in ids]

    def all_sources_of(self, rules: Iterable[AdviceRule]) -> list[Source]:
        """Return every source of every finding of the rules, without repeats."""
        ids = dict.fromkeys(
            source for rule in rules for finding in rule.findings for source in self.findings[finding].sources
        )
        return [self.sources[source] for source in ids]

    def _in_force(self) -> Iterator[AdviceRule]:
        return (rule for rule in self.rules.values() if rule.standing != "superseded")
