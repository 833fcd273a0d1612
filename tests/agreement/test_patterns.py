"""The patterns that find options, topics and facts in a text agree with the knowledge base."""

from __future__ import annotations

import pytest

from advisor.knowledge import ANY_CLAIM
from advisor.vocabulary import OPTIONS, TOPICS
from advisor.yaml_files import parse_yaml
from components.language import RULER, contract_language
from components.phrase_patterns import PATTERNS_FILE
from components.situation_facts import facts_in


@pytest.fixture(scope="module")
def patterns():
    return parse_yaml(PATTERNS_FILE)["patterns"]


def repeated(titles):
    titles = [title.casefold() for title in titles]
    return {title for title in titles if titles.count(title) > 1}


def test_every_pattern_is_about_something_that_is_known(patterns, knowledge):
    known = {"option": OPTIONS, "topic": TOPICS}
    known |= {"claim": {ANY_CLAIM, *knowledge.claims}, "lasted": {"already"}, "not_ended": {"yet"}}
    known |= {fact.id: {value.id for value in fact.values} for fact in knowledge.facts.values()}
    unknown = [
        (entry["about"], entry["value"])
        for entry in patterns
        if entry["value"] not in known.get(entry["about"], ())
    ]
    assert unknown == []


def test_no_subject_has_its_patterns_in_two_places(patterns):
    subjects = [(entry["about"], entry["value"]) for entry in patterns]
    assert [subject for subject in subjects if subjects.count(subject) > 1] == []


def test_every_fact_can_be_told_in_words(patterns, knowledge):
    assert knowledge.facts.keys() - {entry["about"] for entry in patterns} == set()


def test_every_claim_that_can_be_brought_up_is_set_right(patterns, knowledge):
    """Claims that say the same are brought up by the same words, so not every one has its own."""
    named = [
        entry["value"] for entry in patterns if entry["about"] == "claim" and entry["value"] != ANY_CLAIM
    ]
    assert named
    assert [name for name in named if knowledge.claims[name].verdict != "contradicted"] == []


def test_what_every_contradicted_claim_is_set_right_by_can_be_brought_up_in_words(patterns, knowledge):
    named = {entry["value"] for entry in patterns if entry["about"] == "claim"}
    carried = {rule for claim in knowledge.claims.values() if claim.id in named for rule in claim.advice}
    contradicted = [claim for claim in knowledge.claims.values() if claim.verdict == "contradicted"]
    assert [claim.id for claim in contradicted if not carried & set(claim.advice)] == []


def test_no_title_of_a_question_brings_up_hearsay(knowledge):
    docs = [contract_language()(question.title) for question in knowledge.questions.values()]
    hearsay = [doc.text for doc in docs if ANY_CLAIM in {span.id_ for span in doc.spans[RULER]}]
    assert hearsay == []


def test_the_title_of_a_button_tells_its_fact_when_it_is_typed(knowledge):
    untold = {}
    for fact in knowledge.facts.values():
        for value in fact.values:
            told = {span.label_: span.id_ for span in facts_in(contract_language()(value.title))}
            if told.get(fact.id) != value.id:
                untold[f"{fact.id}: {value.title}"] = told
    assert untold == {}


def test_the_titles_of_questions_options_and_topics_are_unique(knowledge):
    titles = [*knowledge.questions.values(), *knowledge.options.values(), *knowledge.topics.values()]
    assert repeated(one.title for one in titles) == set()


def test_the_titles_of_the_values_of_all_facts_are_unique(knowledge):
    values = [value for fact in knowledge.facts.values() for value in fact.values]
    assert repeated(value.title for value in values) == set()
