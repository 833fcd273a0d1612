"""The cases of `tests/cases/<option>/<topic>.yml`: who asks what in which situation, and what is told.

`claims` are the claims of the articles that are brought up. `advice` lists the rules of the first answer in
order; `more` names some that must follow on request.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field, StrictBool

from advisor.advise import advise
from advisor.field_types import Text
from advisor.loading import default_knowledge
from advisor.records import Record
from advisor.situation import Situation
from advisor.vocabulary import Cell, cell_from_path
from advisor.yaml_files import parse_yaml

CASES_FOLDER = Path(__file__).resolve().parent.parent / "cases"


class Expected(Record):
    status: Literal["answered", "needs_fact", "unknown"]
    advice: tuple[str, ...]
    more: tuple[str, ...] = ()
    would_ask: str | None = Field(...)
    disputed: StrictBool


class Case(Record):
    cell: Cell
    title: Text
    situation: dict[str, str] = Field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    expect: Expected


def _cases() -> Iterator[Case]:
    for path in sorted(CASES_FOLDER.glob("*/*.yml")):
        for entry in parse_yaml(path)["cases"]:
            yield Case(cell=cell_from_path(f"{path.parent.name}/{path.stem}"), **entry)


CASES = list(_cases())
SHOWN = [{*case.expect.advice, *case.expect.more} for case in CASES]
CHECKED_ON = date(2026, 11, 22)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_case_is_answered_as_expected(case):
    knowledge = default_knowledge().as_of(CHECKED_ON)
    advice = advise(knowledge, Situation(case.situation, case.unsure), case.cell, case.claims)
    further = {line.rule.id for line in advice.lines if line not in advice.told_lines}
    assert case.expect == Expected(
        status=advice.status,
        advice=tuple(rule.id for rule in advice.rules),
        more=tuple(name for name in case.expect.more if name in further),
        would_ask=advice.asks and advice.asks.id,
        disputed=advice.disputed,
    )


def test_every_rule_in_force_appears_in_a_case():
    shown = set().union(*SHOWN)
    rules = default_knowledge().rules.values()
    assert [rule.id for rule in rules if rule.standing != "superseded" and rule.id not in shown] == []


def test_every_pair_that_disputes_each_other_appears_in_one_answer():
    pairs = [{rule.id, other} for rule in default_knowledge().rules.values() for other in rule.disputes]
    assert pairs
    assert [pair for pair in pairs if not any(pair <= shown for shown in SHOWN)] == []


def test_every_gap_is_told_in_a_case():
    told = {gap for name in set().union(*SHOWN) for gap in default_knowledge().rules[name].gaps}
    assert default_knowledge().gaps.keys() - told == set()


def test_every_contradicted_claim_is_brought_up_in_a_case_that_is_disputed():
    claims = default_knowledge().claims.values()
    contradicted = {claim.id for claim in claims if claim.verdict == "contradicted"}
    assert contradicted - {claim for case in CASES for claim in case.claims if case.expect.disputed} == set()


def test_cases_name_only_facts_and_values_of_the_knowledge_base():
    values = {fact.id: {value.id for value in fact.values} for fact in default_knowledge().facts.values()}
    told = {(fact, value) for case in CASES for fact, value in case.situation.items()}
    assert sorted(pair for pair in told if pair[1] not in values.get(pair[0], ())) == []
    assert {fact for case in CASES for fact in case.unsure} <= values.keys()


def test_titles_are_unique():
    titles = Counter(case.title for case in CASES)
    assert [title for title, count in titles.items() if count > 1] == []
