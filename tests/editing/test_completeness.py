"""What a sound knowledge base may still lack, each with its place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from advisor.loading import default_knowledge, load_knowledge
from editing.completeness import completeness_faults
from tests.knowledge_folders import TODAY

END = "advice/end/feedback.yml"
OLD = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}
UNCARRIED = "needs either an advice rule that cites it or the reason why it is left out"


def words(number):
    return " ".join(["word"] * number)


@pytest.fixture
def faults_of(write_knowledge):
    """A function that gives the faults of a small knowledge folder on the day of its check."""

    def find(documents):
        knowledge = load_knowledge(write_knowledge(documents)).as_of(TODAY)
        return [str(fault) for fault in completeness_faults(knowledge)]

    return find


def test_knowledge_that_lacks_nothing_has_no_faults(complete, faults_of):
    assert faults_of(complete) == []


def test_the_knowledge_of_the_project_lacks_nothing():
    assert list(completeness_faults(default_knowledge())) == []


def test_a_finding_that_no_rule_carries_is_reported(complete, faults_of):
    del complete["findings.yml"]["findings"][1]["left_out"]
    assert faults_of(complete) == [f"findings.yml: PF-002: {UNCARRIED}"]


def test_a_finding_that_is_left_out_although_a_rule_carries_it_is_reported(complete, faults_of):
    complete["findings.yml"]["findings"][0]["left_out"] = "Nobody asks that."
    assert faults_of(complete) == [f"findings.yml: PF-001: {UNCARRIED}"]


def test_a_finding_that_only_a_retired_rule_carries_is_reported(complete, faults_of):
    del complete["findings.yml"]["findings"][1]["left_out"]
    complete[END]["advice"][1] |= {**OLD, "findings": ["PF-002"]}
    assert faults_of(complete) == [f"findings.yml: PF-002: {UNCARRIED}"]


def test_a_cell_of_the_comparison_that_is_too_long_is_reported(complete, faults_of, minimal):
    file = "consultation/comparisons.yml"
    minimal[file]["comparisons"][0]["text"] = words(13)
    assert faults_of({**complete, file: minimal[file]}) == [
        f"{file}: money-end-held: text has 13 words; 12 is the most that a cell of the table holds"
    ]


def test_a_gap_that_no_rule_tells_is_reported(complete, faults_of):
    complete[END]["advice"].pop()
    assert faults_of(complete) == ["gaps.yml: G-01: no advice rule says that this is not known"]


def test_a_gap_that_only_a_retired_rule_tells_is_reported(complete, faults_of):
    complete[END]["advice"][-1] |= OLD
    assert faults_of(complete) == ["gaps.yml: G-01: no advice rule says that this is not known"]


def test_a_rule_that_does_not_know_needs_the_step_that_is_safe(complete, faults_of):
    del complete[END]["advice"][-1]["next_step"]
    assert faults_of(complete) == [
        f"{END}: not-known: says that something is unknown, so it needs the next_step that is safe"
    ]


@pytest.mark.parametrize(("part", "limit"), [("verdict", 30), ("point", 28), ("warning", 34)])
def test_a_statement_has_as_many_words_as_its_part_allows(complete, faults_of, part, limit):
    name = "general" if part == "verdict" else "detail"
    (rule,) = (rule for rule in complete[END]["advice"] if rule["id"] == name)
    rule |= {"part": part, "statement": words(limit)}
    assert faults_of(complete) == []
    rule["statement"] = words(limit + 1)
    assert faults_of(complete) == [
        f"{END}: {name}: statement has {limit + 1} words; {limit} is the most a reader bears"
    ]


def test_a_next_step_has_22_words_at_most(complete, faults_of):
    complete[END]["advice"][0]["next_step"] = words(22)
    assert faults_of(complete) == []
    complete[END]["advice"][0]["next_step"] = words(23)
    assert faults_of(complete) == [f"{END}: general: next_step has 23 words; 22 is the most a reader bears"]


@pytest.mark.parametrize("past", [OLD, {"valid_until": str(TODAY - timedelta(days=1))}])
def test_what_is_not_told_any_more_may_be_as_long_as_it_was(complete, faults_of, past):
    complete[END]["advice"][1] |= {**past, "statement": words(40)}
    assert faults_of(complete) == []


def test_a_rule_of_another_cell_is_reported_with_its_own_file(complete, faults_of):
    account = {**complete[END], "topic": "account"}
    account["advice"] = [{**complete[END]["advice"][0], "id": "account", "statement": words(31)}]
    (fault,) = faults_of({**complete, "advice/end/account.yml": account})
    assert fault.startswith("advice/end/account.yml: account: statement has 31 words")
