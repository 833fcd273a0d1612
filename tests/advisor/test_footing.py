"""What is said in brackets after a statement: whose word it is, how old its page is, what is our reading."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from advisor import wording
from advisor.advise import advise
from advisor.footing import footing, lead_source
from advisor.situation import Situation
from advisor.vocabulary import Cell
from tests.knowledge_folders import MINIMAL

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
GAP = {"gaps": ["G-01"], "confidence": "unknown"}


@pytest.fixture
def footing_of(knowledge_of):
    """A function that gives the footing of a rule with these keys, its first source changed by `source`."""

    def find(source=None, year=2026, **keys):
        sources = deepcopy(MINIMAL["sources.yml"])
        sources["sources"][0] |= source or {}
        knowledge = knowledge_of({str(END): {"general": {**VERDICT, **keys}}}, {"sources.yml": sources})
        return footing(knowledge.as_of(date(year, 11, 22)), knowledge.rules["general"])

    return find


@pytest.fixture
def said(knowledge_of):
    """A function that words the answer to one question, in paragraphs, from these rules."""

    def say(rules, **facts):
        knowledge = knowledge_of({str(END): rules})
        return wording.answer(knowledge, advise(knowledge, Situation(facts), END))

    return say


def test_a_new_official_page_needs_no_mark(footing_of):
    assert footing_of() is None


@pytest.mark.parametrize("kind", ["official_help", "legal_terms"])
def test_an_older_copy_of_an_official_page_is_marked(footing_of, kind):
    assert footing_of({"kind": kind, "age": "oldest"}) == "old page"


def test_an_age_without_words_is_not_marked(footing_of):
    assert footing_of({"age": "middle"}) is None


def test_a_dated_page_is_marked_with_its_year(footing_of):
    assert footing_of({"age": "dated", "year": 2019}) == "page of 2019"


@pytest.mark.parametrize(("year", "expected"), [(2024, None), (2023, "page of 2023")])
def test_a_dated_page_is_recent_for_two_years(footing_of, year, expected):
    assert footing_of({"age": "dated", "year": year}) == expected


def test_a_page_gets_older_as_time_goes_by(footing_of):
    dated = {"age": "dated", "year": 2026}
    assert [footing_of(dated, year=year) for year in (2026, 2028, 2029)] == [None, None, "page of 2026"]


def test_somebody_elses_word_is_marked_as_theirs(footing_of):
    assert footing_of(findings=["PF-002"]) == "member"


def test_somebody_elses_word_is_marked_however_new_it_is(footing_of):
    assert footing_of({"kind": "article", "age": "newest"}) == "article"


def test_a_kind_of_source_without_words_is_not_marked(footing_of):
    assert footing_of({"kind": "blog"}) is None


def test_what_we_inferred_is_marked_as_such(footing_of):
    assert footing_of(confidence="inferred") == "(inferred)"


def test_what_was_reported_is_marked_by_its_source_alone(footing_of):
    assert footing_of(confidence="reported", findings=["PF-002"]) == "member"


def test_what_we_inferred_from_somebody_elses_word_is_marked_as_both(footing_of):
    assert footing_of(confidence="inferred", findings=["PF-002"]) == "member, (inferred)"


def test_what_nobody_knows_rests_on_nobodys_word(footing_of):
    assert footing_of(**GAP, findings=["PF-002"]) is None


def test_a_rule_that_rests_on_a_gap_alone_is_not_marked(footing_of):
    assert footing_of(**GAP, findings=[]) is None


def test_only_the_first_finding_counts(footing_of):
    assert footing_of(findings=["PF-001", "PF-002"]) is None
    assert footing_of(findings=["PF-002", "PF-001"]) == "member"


def test_the_first_source_of_the_first_finding_carries_a_rule(knowledge_of):
    rules = {"general": {**VERDICT, "findings": ["PF-002", "PF-001"]}}
    knowledge = knowledge_of({str(END): rules})
    assert lead_source(knowledge, knowledge.rules["general"]).id == "forum-post"


def test_the_mark_follows_the_statement_as_a_sentence_in_brackets(said):
    assert said({"general": {**VERDICT, "findings": ["PF-002"]}}) == ["Statement of general. (Member.)"]


def test_a_statement_without_a_mark_has_no_brackets(said):
    assert said({"general": VERDICT}) == ["Statement of general."]


def test_older_copies_and_the_next_step_follow_the_mark(said):
    rules = {
        "general": {**VERDICT, "findings": ["PF-002"], "older": "It was different.", "next_step": "Do it."}
    }
    assert said(rules) == ["Statement of general. (Member.) It was different. Do it."]


@pytest.mark.parametrize("part", ["point", "warning"])
def test_every_part_of_an_answer_is_marked(said, part):
    paragraphs = said({"general": VERDICT, "weak": {"part": part, "findings": ["PF-003"]}})
    assert paragraphs[1].endswith("Statement of weak. (Article.)")


def test_a_branch_is_marked(said):
    branch = {**VERDICT, "when": {"role": "client"}, "findings": ["PF-002"]}
    assert (
        said({"general": VERDICT, "branch": branch})[1] == "- If it is client: Statement of branch. (Member.)"
    )
