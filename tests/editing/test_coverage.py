"""How specifically each cell is answered, for each role and contract type."""

from __future__ import annotations

from collections import Counter

import pytest

from advisor.loading import default_knowledge
from advisor.vocabulary import OPTIONS, TOPICS, Cell
from editing.coverage import DEPTHS, all_cells, answered_cells, depths_by_option

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
SPECIFIC, GENERAL, UNKNOWN, EMPTY = DEPTHS
NOT_KNOWN = {"part": "verdict", "confidence": "unknown", "findings": [], "gaps": ["G-01"]}


@pytest.fixture
def depths(knowledge_of):
    """A function that gives the depth of a cell for each role and contract type, from these rules."""

    def find(cells, cell=END):
        answered = [one for one in answered_cells(knowledge_of(cells)) if one.cell == cell]
        return {(one.role, one.contract_type): one.depth for one in answered}

    return find


def test_every_cell_of_the_vocabulary_is_looked_at():
    assert all_cells() == [Cell(option, topic) for option in OPTIONS for topic in TOPICS]


def test_every_cell_is_asked_for_each_role_and_contract_type(depths):
    asked = depths({str(END): {"general": VERDICT}})
    assert asked.keys() == {
        (role, kind) for role in ("freelancer", "client") for kind in ("hourly", "fixed_price", "payroll")
    }


def test_a_verdict_for_everybody_answers_in_general_only(depths):
    assert set(depths({str(END): {"general": VERDICT, "point": {}}}).values()) == {GENERAL}


@pytest.mark.parametrize("part", ["verdict", "warning", "point"])
def test_any_rule_for_a_role_answers_that_role_specifically(depths, part):
    found = depths(
        {str(END): {"general": VERDICT, "for-clients": {"part": part, "when": {"role": "client"}}}}
    )
    assert {role: depth for (role, _), depth in found.items()} == {"freelancer": GENERAL, "client": SPECIFIC}


def test_a_rule_for_a_contract_type_answers_that_type_specifically(depths):
    found = depths({str(END): {"general": VERDICT, "hourly": {"when": {"contract_type": "hourly"}}}})
    assert {kind for (_, kind), depth in found.items() if depth == SPECIFIC} == {"hourly"}


def test_a_rule_for_another_fact_is_general(depths):
    found = depths({str(END): {"general": VERDICT, "if-i-do": {"when": {"actor": "me"}}}})
    assert set(found.values()) == {GENERAL}


def test_a_verdict_that_nobody_knows_better_is_not_known(depths):
    rules = {"general": NOT_KNOWN, "for-clients": {"when": {"role": "client"}}}
    assert set(depths({str(END): rules}).values()) == {UNKNOWN}


def test_a_cell_without_rules_is_empty(depths):
    assert set(depths({str(END): {"general": VERDICT}}, Cell("pause", "feedback")).values()) == {EMPTY}


def test_a_comparison_that_has_only_its_sides_is_answered(depths):
    cells = {str(END): {"ending": VERDICT}, "pause/feedback": {"pausing": VERDICT}}
    assert set(depths(cells, Cell("compare", "feedback")).values()) == {GENERAL}


def test_a_rule_that_no_longer_holds_answers_nothing(depths):
    over = {**VERDICT, "valid_until": "2026-11-21"}
    assert set(
        depths({str(END): {"over": over, "now": {**VERDICT, "valid_from": "2026-11-22"}}}).values()
    ) == {GENERAL}


def test_the_depths_of_an_option_are_those_of_its_cells(knowledge_of):
    knowledge = knowledge_of({str(END): {"general": VERDICT, "for-clients": {"when": {"role": "client"}}}})
    of_a_cell = 2 * 3
    assert depths_by_option(knowledge)["end"] == Counter(
        {SPECIFIC: 3, GENERAL: 3, EMPTY: (len(TOPICS) - 1) * of_a_cell}
    )


def test_every_option_is_counted_in_full():
    knowledge = default_knowledge()
    each = len(TOPICS) * len(knowledge.facts["role"].values) * len(knowledge.facts["contract_type"].values)
    assert {option: sum(counts.values()) for option, counts in depths_by_option(knowledge).items()} == (
        dict.fromkeys(OPTIONS, each)
    )


def test_no_cell_of_the_project_is_empty():
    empty = {str(one.cell) for one in answered_cells(default_knowledge()) if one.depth == EMPTY}
    assert empty == set()
