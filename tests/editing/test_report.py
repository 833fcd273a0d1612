"""The report: how much of the evidence is carried, what is due for review, and which claims are displaced."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from advisor.loading import default_knowledge
from editing.ledger import sentence_digest
from editing.report import ledger_lines, main, review_lines
from tests.knowledge_folders import TODAY

END = "advice/end/feedback.yml"
VERDICT = {"part": "verdict"}
OLD = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}
ARTICLE = "Ending closes it. No feedback can be left. It is final."


def run(capsys, *arguments):
    """Return exit code, lines of output and error output of the command."""
    code = main([str(argument) for argument in (*arguments, "--today", TODAY)])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


@pytest.fixture
def report_on(complete, write_knowledge, tmp_path, capsys):
    """A function that reports on one claim about a sentence, with this article in the folder of documents."""

    def report(number, sentence, article=ARTICLE):
        complete["claims.yml"]["claims"][0] |= {"sentence": number, "sha256": sentence_digest(sentence)}
        documents = tmp_path / "documents"
        documents.mkdir()
        if article is not None:
            (documents / "old-article.txt").write_text(article, "utf-8")
        return run(capsys, write_knowledge(complete), "--documents", documents)

    return report


def test_a_small_knowledge_folder_is_reported_in_full(complete, write_knowledge, capsys):
    code, lines, err = run(capsys, write_knowledge(complete))
    assert (code, err) == (0, "")
    assert lines == [
        "advice rules in force: 3, 0 of them disputed",
        "findings: 1 of 3 carried by a rule, 2 left out",
        "claims: 1 of 1 carried, the others left out; 1 contradicted",
        "gaps: 1 of 1 told",
        "conflicts between copies of official pages: 1 of 1 told",
        "",
        "answers by option, for every topic, role and contract type:",
        "  end: 0 for this role or contract type, 6 in general only, 0 not known, 96 empty",
        "  pause: 0 for this role or contract type, 0 in general only, 0 not known, 102 empty",
        "  resume: 0 for this role or contract type, 0 in general only, 0 not known, 102 empty",
        "  compare: 0 for this role or contract type, 6 in general only, 0 not known, 96 empty",
        lines[11],
        "",
        "first answers in every cell, by role, contract type and actor (median, ninth decile, greatest):",
        lines[14],
        lines[15],
        "",
        "rules due for review on 2026-11-22: 0",
    ]


def test_the_cells_without_any_answer_are_named(complete, write_knowledge, capsys):
    (named,) = [
        line
        for line in run(capsys, write_knowledge(complete))[1]
        if line.startswith("cells without any answer")
    ]
    assert named.endswith("(of 68)")
    assert named.count("/") == 66
    assert "pause/feedback" in named
    assert "end/feedback" not in named


def test_rules_that_are_not_in_force_carry_nothing(knowledge_of):
    rules = {"general": VERDICT, "old": {**OLD, "findings": ["PF-002"], "gaps": ["G-01"]}}
    lines = list(ledger_lines(knowledge_of({"end/feedback": rules})))
    assert lines[0] == "advice rules in force: 1, 0 of them disputed"
    assert lines[1].startswith("findings: 1 of 3 carried")
    assert lines[3] == "gaps: 0 of 1 told"


def test_a_conflict_that_only_a_retired_rule_tells_of_is_not_counted_as_told(knowledge_of):
    conflict = {"id": "C-01", "subject": "A day", "newer": "14.", "older": "7.", "findings": ["PF-001"]}
    files = {"conflicts.yml": {"conflicts": [{**conflict, "advice": ["day"]}]}}
    told, retired = {"older": "It was 7."}, {**OLD, "older": "It was 7."}
    for day, counted in ((told, "1 of 1"), (retired, "0 of 1")):
        lines = list(ledger_lines(knowledge_of({"end/feedback": {"general": VERDICT, "day": day}}, files)))
        assert lines[4] == f"conflicts between copies of official pages: {counted} told"


def test_disputed_rules_are_counted(knowledge_of):
    rules = {
        "general": {**VERDICT, "standing": "disputed", "disputes": ["other"]},
        "other": {"standing": "disputed", "disputes": ["general"]},
    }
    first, *_ = ledger_lines(knowledge_of({"end/feedback": rules}))
    assert first == "advice rules in force: 2, 2 of them disputed"


@pytest.fixture
def due(knowledge_of):
    """A function that gives the lines on what is due for review, so many days after the last check."""

    def find(days, **rules):
        knowledge = knowledge_of({"end/feedback": {"general": VERDICT, **rules}})
        return list(review_lines(knowledge.as_of(TODAY + timedelta(days=days))))

    return find


def test_a_rule_is_not_due_on_the_last_day_of_its_time(due):
    assert due(100) == ["rules due for review on 2027-03-02: 0"]


def test_a_rule_is_due_with_the_days_since_its_check(due):
    assert due(101) == ["rules due for review on 2027-03-03: 1", "  general: checked 101 days ago"]


def test_the_rules_longest_unchecked_are_due_first(due):
    lines = due(101, older={"checked_on": "2026-10-22"}, newer={"checked_on": "2026-11-20"})
    assert [line.split(":")[0].strip() for line in lines[1:]] == ["older", "newer", "general"]


def test_a_rule_that_was_checked_again_is_not_due(due):
    assert due(101, detail={"checked_on": "2027-03-01"})[0].endswith(": 1")


@pytest.mark.parametrize("past", [OLD, {"valid_until": "2026-12-31"}], ids=["superseded", "over"])
def test_a_rule_that_is_not_told_any_more_is_not_due(due, past):
    assert due(101, old=past)[0].endswith(": 1")


def test_a_claim_that_stands_where_the_ledger_says_is_confirmed(report_on):
    code, lines, _ = report_on(2, "No feedback can be left.")
    assert (code, lines[-1]) == (0, "every claim stands where the ledger says")


@pytest.mark.parametrize(
    ("number", "sentence", "problem"),
    [
        (1, "No feedback can be left.", "sentence 1 of old-article is sentence 2 now"),
        (2, "No feedback could be left.", "sentence 2 of old-article changed"),
        (4, "That is all.", "sentence 4 of old-article vanished"),
    ],
    ids=["moved", "changed", "vanished"],
)
def test_a_claim_that_is_displaced_is_reported_and_fails(report_on, number, sentence, problem):
    code, lines, _ = report_on(number, sentence)
    assert (code, lines[-1]) == (1, f"S0-1: {problem}")


def test_a_missing_article_is_named_and_fails(report_on):
    code, lines, err = report_on(1, "It is final.", article=None)
    assert (code, lines) == (1, [])
    assert "old-article.txt" in err


def test_without_documents_nothing_is_said_of_the_articles(complete, write_knowledge, capsys):
    assert not [line for line in run(capsys, write_knowledge(complete))[1] if "ledger says" in line]


def test_knowledge_that_cannot_be_used_is_not_reported_on(write_knowledge, capsys):
    code, lines, err = run(capsys, write_knowledge({"gaps.yml": None}))
    assert (code, lines) == (1, [])
    assert "gaps.yml: the file is missing" in err


def test_the_readme_shows_the_report_of_today():
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    assert "\n".join(f"    {line}" for line in ledger_lines(default_knowledge())) in readme
