"""A point that a question asks for by name is told first."""

from __future__ import annotations

import pytest

from advisor import wording
from advisor.advise import Advice, advise, advise_all
from advisor.loading import default_knowledge
from advisor.matching import applying
from advisor.records import AdviceRule
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import Cell

KNOWLEDGE = default_knowledge()


def advised(option: str, topic: str, asked: str, **facts: str) -> Advice:
    return advise(KNOWLEDGE, Situation(facts), Cell(option, topic), asked=asked)


@pytest.mark.parametrize(
    ("topic", "asked", "facts", "lead"),
    [
        ("feedback", "can upwork delete it?", {}, "end-feedback-removal"),
        ("feedback", "can i reply to her review", {}, "end-feedback-reply"),
        (
            "feedback",
            "he wants a discount or he gives one star",
            {"role": "freelancer"},
            "end-feedback-no-bargaining",
        ),
        ("payment", "can i still send a bonus", {"role": "client"}, "end-payment-bonus"),
        (
            "permission",
            "it is paused, can i end it",
            {"role": "freelancer"},
            "end-permission-paused-contract",
        ),
        ("reason", "does the client see the reason", {"role": "freelancer"}, "end-reason-who-sees-it"),
    ],
)
def test_what_is_asked_for_by_name_is_told_first(topic: str, asked: str, facts: dict[str, str], lead: str):
    advice = advised("end", topic, asked, **facts)

    assert advice.rules[0].id == lead
    assert KNOWLEDGE.rules[lead].statement in wording.answer(KNOWLEDGE, advice)[0]


def test_a_word_stands_for_its_longer_forms():
    assert advised("end", "feedback", "how to get it removed").lead is not None
    assert advised("end", "payment", "are bonuses possible").lead is not None


def test_a_point_is_told_once():
    advice = advised("end", "payment", "what about a bonus")

    assert [rule.id for rule in advice.rules].count("end-payment-bonus") == 1
    assert "end-payment-bonus" not in {line.rule.id for line in advice.lines}


def test_a_point_that_hinges_on_one_unknown_fact_says_on_which():
    told = wording.answer(KNOWLEDGE, advised("end", "payment", "am i protected", role="freelancer"))

    assert told[0].startswith("If it is hourly: ")


def test_a_point_for_another_situation_is_not_told():
    lead = advised("end", "payment", "am i protected", role="freelancer", contract_type="fixed_price").lead

    assert lead is not None
    assert lead.rule.id == "end-payment-deposit-only"


def test_a_point_of_another_topic_is_found_by_several_words_only():
    assert advised("end", "messages", "what about the bonus").lead is None
    found = advised("end", "messages", "and my other contracts").lead
    assert found is not None
    assert found.rule.id == "end-consequences-other-contracts"


def test_a_verdict_after_such_a_point_neither_says_yes_nor_that_it_depends():
    told = wording.answer(KNOWLEDGE, advised("end", "payment", "what about a bonus"))

    assert not told[1].startswith(("Yes", "No,", "It depends"))


def test_a_question_that_names_nothing_is_answered_as_before():
    assert advised("end", "payment", "what happens to my money").lead is None


def test_several_words_of_another_topic_weigh_more_than_one_of_its_own():
    found = advised("end", "unfinished_work", "who owns the code after the handover").lead

    assert found is not None
    assert found.rule.id == "end-consequences-rights"


def test_a_short_message_around_its_only_question_helps_to_tell_what_is_asked_for():
    question = Question("can i reopen it?", Cell("end", "reopening"), 1.0)
    message = "contract was closed for inactivity, can i reopen it?"
    situation = Situation({"actor": "upwork"})

    (advice,) = advise_all(KNOWLEDGE, situation, [question], message)

    assert advice.rules[0].id == "end-reopening-idle-closed"


def test_a_long_story_around_a_question_does_not():
    question = Question("can i reopen it?", Cell("end", "reopening"), 1.0)
    message = "it was closed for inactivity, " * 10 + "can i reopen it?"

    (advice,) = advise_all(KNOWLEDGE, Situation({"actor": "upwork"}), [question], message)

    assert advice.lead is None


def test_a_disputed_point_of_another_topic_brings_its_other_side():
    advice = advised("end", "new_work", "what about short contracts", role="freelancer")

    told = {rule.id for rule in advice.rules}
    assert {"end-job-success-score-short-harmless", "end-job-success-score-short-listed"} <= told


@pytest.mark.parametrize(
    "rule", [one for one in KNOWLEDGE.rules.values() if one.keywords], ids=lambda one: one.id
)
def test_a_point_leads_only_where_its_own_cell_would_tell_it(rule: AdviceRule):
    cell = KNOWLEDGE.cells[rule.id]

    for ended in ("within_14_days", "after_14_days"):
        facts = {**KNOWLEDGE.presumed, "time_since_end": ended}
        lead = advise(KNOWLEDGE, Situation(facts), cell, asked=" ".join(rule.keywords)).lead
        if lead is not None and lead.condition is None:
            told_by = {cell, KNOWLEDGE.cells[lead.rule.id]}
            assert any(lead.rule in applying(KNOWLEDGE.rules_for(one), facts) for one in told_by)
