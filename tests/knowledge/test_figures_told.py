"""The rules that carry a figure or a condition of a finding say it."""

from __future__ import annotations

import pytest

from advisor.advise import advise
from advisor.consultation.comparing import compare
from advisor.situation import Situation
from advisor.vocabulary import Cell
from tests.knowledge.consulted import KNOWLEDGE

SAID = [
    ("end-payment-hourly-protection", "verified ID", "PF-026"),
    ("end-payment-hourly-protection", "account in order", "PF-026"),
    ("end-advice-not-paid-owed", "5 USD", "PF-037"),
    ("end-payment-bonus", "after five days", "PF-046"),
    ("pause-feedback-mid-contract", "after 30 days", "PF-069"),
    ("end-payment-client-refund-arrives", "original payment source", "PF-034"),
    ("end-dispute-refund-after-end", "through support for 365", "PF-042"),
    ("end-dispute-direct", "three days to answer", "PF-146"),
    ("end-dispute-seven-days", "of the request", "PF-034"),
    ("end-dispute-client-answers", "If it is your refund request", "PF-034"),
    ("end-dispute-fixed-freelancer-open", "within seven days", "PF-034"),
    ("end-payment-fixed-freelancer-submitted", "If they are over", "PF-032"),
    ("end-procedure-client-fixed-price", "Manage work > Your contracts", "PF-005"),
    ("compare-job-success-score-neither-alone", "about 2016", "PF-086"),
    ("end-dispute-hourly-freelancer", "The ending itself", "PF-122"),
    ("end-consequences-no-way-back", "Settle hours, work and money first", "PF-014"),
]


@pytest.mark.parametrize(
    ("name", "words", "finding"), SAID, ids=[f"{name}-{words}" for name, words, _ in SAID]
)
def test_a_rule_says_what_its_finding_says(name: str, words: str, finding: str) -> None:
    rule = KNOWLEDGE.rules[name]

    assert words in rule.statement
    assert finding in rule.findings


def test_somebody_who_is_sick_is_not_told_to_confirm_that_the_work_is_finished() -> None:
    told = advise(
        KNOWLEDGE, Situation({"role": "freelancer", "motive": "break_needed"}), Cell("end", "notice")
    )

    assert not any("work is finished" in line.rule.statement for line in told.lines)


@pytest.mark.parametrize("topic", ["job_success_score", "messages", "account"])
def test_what_an_article_says_of_an_ending_is_not_told_of_a_pause(topic: str) -> None:
    claims = {"job_success_score": "S1-14", "messages": "S0-2", "account": "S0-10"}
    corrected = advise(KNOWLEDGE, Situation(), Cell("pause", topic), [claims[topic]]).correction

    assert corrected is not None
    assert "pause" in corrected or "pausing" in corrected


@pytest.mark.parametrize("kind", ["fixed_price", "direct", "project_catalog"])
@pytest.mark.parametrize("role", ["freelancer", "client"])
def test_a_pause_of_which_nothing_is_known_is_not_denied(kind: str, role: str) -> None:
    texts = [cell.text for cell in compare(KNOWLEDGE, Situation({"role": role, "contract_type": kind})).cells]

    assert not any(
        "has no pause" in text or "No pause on" in text or "No pause for" in text for text in texts
    )


@pytest.mark.parametrize("role", ["freelancer", "client"])
def test_hours_do_not_go_on_while_they_are_disputed(role: str) -> None:
    facts = {"role": role, "contract_type": "hourly", "dispute_state": "open"}
    open_money = compare(KNOWLEDGE, Situation(facts)).rows[0].cells[-1]

    assert open_money.id == "money-open-hourly-dispute"


def test_closing_an_account_is_told_to_both_sides() -> None:
    pointer = KNOWLEDGE.near_misses["account_closing"].pointer

    assert "proposals" in pointer
    assert "owner" in pointer
