"""The knowledge base: every entry of `knowledge/` by its id."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from advisor.consultation.knowledge import ConsultationKnowledge
from advisor.evidence import Claim, Conflict, Finding, Gap, ReviewLimits, Source
from advisor.phrases import Phrases
from advisor.records import AdviceRule, Conditional, Fact
from advisor.titles import CellTitle, NearMiss, OptionTitle, TopicTitle
from advisor.vocabulary import Cell

ANY_CLAIM = "any"


class Cited(Protocol):
    """An entry that rests on findings."""

    @property
    def findings(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class KnowledgeBase:
    """All entries by id, in the order of their files, as they hold on the day that is `today`."""

    sources: dict[str, Source]
    findings: dict[str, Finding]
    gaps: dict[str, Gap]
    facts: dict[str, Fact]
    claims: dict[str, Claim]
    conflicts: dict[str, Conflict]
    options: dict[str, OptionTitle]
    topics: dict[str, TopicTitle]
    questions: dict[Cell, CellTitle]
    near_misses: dict[str, NearMiss]
    rules: dict[str, AdviceRule]
    cells: dict[str, Cell]
    phrases: Phrases
    review: ReviewLimits
    consultation: ConsultationKnowledge
    today: date

    def as_of(self, day: date) -> KnowledgeBase:
        """Return the same knowledge as it holds on another day."""
        return self if day == self.today else replace(self, today=day)

    def rules_for(self, cell: Cell) -> list[AdviceRule]:
        """Return the rules in force that answer the cell: its own first, then those of other cells."""
        return self._rules_by_cell.get(cell, [])

    def rules_of(self, option: str) -> list[AdviceRule]:
        """Return the rules in force whose own cell is one of the option's."""
        return self._rules_by_option.get(option, [])

    def sources_of(self, rules: Iterable[Cited]) -> list[Source]:
        """Return the sources that carry the rules, the first one of each finding, without repeats."""
        ids = dict.fromkeys(self.findings[finding].sources[0] for rule in rules for finding in rule.findings)
        return [self.sources[source] for source in ids]

    def all_sources_of(self, rules: Iterable[Cited]) -> list[Source]:
        """Return every source of every finding of the rules, without repeats."""
        ids = dict.fromkeys(
            source for rule in rules for finding in rule.findings for source in self.findings[finding].sources
        )
        return [self.sources[source] for source in ids]

    def correction_of(self, claims: Iterable[str], cell: Cell) -> str | None:
        """Return the line that sets right what the claims say, that of the cell's own rules before others.

        The claim ANY_CLAIM stands for whatever an article says about the cell.
        """
        claims = set(claims)
        named = [name for claim in self.claims.values() if claim.id in claims for name in claim.advice]
        own = [rule for rule in self.rules_for(cell) if self.cells[rule.id] == cell]
        wanted = [rule for rule in own if rule.id in named or ANY_CLAIM in claims]
        wanted += [self.rules[name] for name in named if self.rules[name].holds_on(self.today)]
        return next((rule.correction for rule in wanted if rule.correction), None)

    @property
    def presumed(self) -> dict[str, str]:
        """The values of facts that are taken for granted until a person says otherwise."""
        return {fact.id: str(fact.presumed) for fact in self.facts.values() if fact.presumed}

    def is_only_for_rare(self, rule: Conditional, known: Container[str]) -> bool:
        """Tell whether an entry needs a rare value of a fact that is not known."""
        return any(
            all(value.rare for value in self.facts[fact].values if value.id in values)
            for fact, values in rule.applies_when.items()
            if fact not in known
        )

    @cached_property
    def _rules_by_cell(self) -> dict[Cell, list[AdviceRule]]:
        rules = [rule for rule in self.rules_in_force() if not rule.guards]
        by_cell: dict[Cell, list[AdviceRule]] = {}
        for rule in rules:
            by_cell.setdefault(self.cells[rule.id], []).append(rule)
        for rule in rules:
            for cell in dict.fromkeys(rule.also_answers):
                if cell != self.cells[rule.id]:
                    by_cell.setdefault(cell, []).append(rule)
        return by_cell

    @cached_property
    def _rules_by_option(self) -> dict[str, list[AdviceRule]]:
        by_option: dict[str, list[AdviceRule]] = {}
        for rule in self.rules_in_force():
            by_option.setdefault(self.cells[rule.id].option, []).append(rule)
        return by_option

    def rules_in_force(self) -> list[AdviceRule]:
        """Return the rules that may be told today."""
        return [rule for rule in self.rules.values() if rule.holds_on(self.today)]
