"""No advice says what the claims ledger calls contradicted."""

from __future__ import annotations

import re

import pytest

from advisor.loading import default_knowledge

# What advice would say if it repeated the claim, one pattern for all claims that say the same. A sentence in
# which the matter is denied, or in which it is said to depend on something else, does not repeat it.
SAID_AS_TRUE = {
    ("S0-1", "S0-8", "S0-16"): r"(cuts|ends|loses?|lost|no longer) [^.]*access to [^.]*(account|each other)",
    ("S0-2", "S0-3", "S0-9"): r"(cannot|can't|no longer|unable to) [^.]{0,20}(message|write|contact|reach)",
    (
        "S0-5",
        "S0-12",
        "S0-18",
    ): r"(cannot|can't|no longer|unable to) [^.]{0,20}(leave|give)[^.]{0,12} (feedback|review)",
    (
        "S0-10",
        "S0-11",
    ): r"(ending|closing|it) [^.]{0,30}(closes|blocks|ends) your account|no longer use upwork",
    ("S0-28",): r"freelancers? (can|may) (unpause|restart|resume|reactivate)|(can|may) restart it yourself",
    ("S0-32",): r"(owes?|owed) nothing|no longer (owes?|has to pay)",
    ("S1-14",): r"(ending|closing)( it| a contract)? (always |will )?(lowers?|hurts?|drops?) [^.]{0,20}score",
    ("S1-19",): r"client (can|may) (dispute|contest|refuse|reject) (the|your) (ending|request|closing)",
}
DENIAL = re.compile(r"\b(not|neither|never|nothing|no page)\b", re.IGNORECASE)
# In these cases feedback really is out of the question: an early cancellation.
EARLY_CANCELLATIONS = {"project_catalog", "consultation"}


def sentences_told(rule):
    text = " ".join(filter(None, [rule.statement, rule.older, rule.next_step]))
    return re.split(r"(?<=[.!?:;])\s+", text)


def early_cancellations_only(rule):
    return set(rule.applies_when.get("contract_type", ["any"])) <= EARLY_CANCELLATIONS


def test_each_contradicted_claim_has_a_pattern():
    contradicted = {
        claim.id for claim in default_knowledge().claims.values() if claim.verdict == "contradicted"
    }
    assert {claim for claims in SAID_AS_TRUE for claim in claims} == contradicted


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        (("S0-1", "S0-8", "S0-16"), "Ending cuts off your access to the client's account."),
        (("S0-2", "S0-3", "S0-9"), "After that you cannot message the client."),
        (("S0-5", "S0-12", "S0-18"), "The client can no longer leave feedback."),
        (("S0-10", "S0-11"), "Ending a contract closes your account."),
        (("S0-28",), "The freelancer can unpause it and go on."),
        (("S0-32",), "The client owes nothing on open invoices."),
        (("S1-14",), "Ending a contract lowers your Job Success Score."),
        (("S1-19",), "The client can dispute your request."),
    ],
)
def test_the_pattern_finds_the_claim(claims, sentence):
    assert re.search(SAID_AS_TRUE[claims], sentence, re.IGNORECASE)


@pytest.mark.parametrize("claims", SAID_AS_TRUE, ids="/".join)
def test_no_advice_tells_a_contradicted_claim_as_true(claims):
    pattern = re.compile(SAID_AS_TRUE[claims], re.IGNORECASE)
    wrong = {
        rule.id: sentence
        for rule in default_knowledge().rules.values()
        for sentence in sentences_told(rule)
        if pattern.search(sentence) and not DENIAL.search(pattern.sub("", sentence))
        if not (claims[0] == "S0-5" and (early_cancellations_only(rule) or "24 hours" in sentence))
    }
    assert wrong == {}
