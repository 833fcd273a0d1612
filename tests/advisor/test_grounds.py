"""Why an answer is what it is."""

from __future__ import annotations

import pytest

from advisor.advise import advise, advise_all
from advisor.grounds import MAX_GROUNDS, grounds_told
from advisor.loading import default_knowledge
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import Cell

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
HELP_PAGE = "- Title of help-page (kind official_help, age newest): https://example.org/help-page"
FORUM_POST = "- Title of forum-post (kind community_member, year 2019): https://example.org/forum-post"
REAL = [
    Cell("end", "permission"),
    Cell("end", "feedback"),
    Cell("end", "payment"),
    Cell("end", "job_success_score"),
    Cell("pause", "duration"),
]


def told(knowledge_of, rules, situation=None, **keys):
    knowledge, situation = knowledge_of({str(END): rules}), situation or Situation()
    return grounds_told(knowledge, situation, [advise(knowledge, situation, END)], **keys).split("\n\n")


def test_the_findings_are_the_reasons_and_only_their_sources_follow(knowledge_of):
    reasons, sources = told(knowledge_of, {"general": {**VERDICT, "findings": ["PF-001"]}})

    assert reasons == "(grounds)\n- Statement of PF-001."
    assert sources == f"(all_sources)\n{HELP_PAGE}"


def test_who_asks_for_the_source_gets_it_before_the_reasons(knowledge_of):
    sources, reasons = told(knowledge_of, {"general": VERDICT}, sources_first=True)

    assert sources.startswith("(all_sources)")
    assert reasons.startswith("(grounds)")


def test_each_reason_is_told_once(knowledge_of):
    reasons, _ = told(knowledge_of, {"general": VERDICT, "point": {}, "another": {}})

    assert reasons.count("Statement of PF-001.") == 1


def test_the_facts_that_decided_the_verdict_come_first(knowledge_of):
    rules = {"general": VERDICT, "hourly": {**VERDICT, "applies_when": {"contract_type": "hourly"}}}

    facts, *_ = told(knowledge_of, rules, Situation({"contract_type": "hourly"}))

    assert facts == "(because it is hourly)"


def test_what_no_page_answers_is_said_to_be_open(knowledge_of):
    rules = {"general": {**VERDICT, "findings": [], "gaps": ["G-01"], "confidence": "unknown"}}

    assert told(knowledge_of, rules) == ["(grounds)\n- (open Who knows?)", "(no_source)"]


@pytest.mark.parametrize("cell", REAL, ids=str)
def test_real_answers_have_one_to_four_reasons_and_no_more_sources_than_that(cell):
    knowledge, situation = default_knowledge(), Situation({"role": "freelancer", "contract_type": "hourly"})

    text = grounds_told(knowledge, situation, [advise(knowledge, situation, cell)])

    reasons, sources = text.split("\n\n")[-2:]
    assert 1 <= reasons.count("\n- ") <= MAX_GROUNDS
    assert sources.count("\n- ") <= MAX_GROUNDS


def test_of_several_answers_each_has_a_reason(knowledge_of):
    knowledge = default_knowledge()
    questions = [Question("", cell, 1.0) for cell in REAL[:4]]
    advice = advise_all(knowledge, Situation(), questions)

    text = grounds_told(knowledge, Situation(), advice)

    assert [one for one in advice if knowledge.findings[one.verdict.findings[0]].statement not in text] == []
