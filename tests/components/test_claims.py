"""Which claims of the articles real sentences bring up, and which sentences bring up none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Clauses = Callable[[str], list[dict[str, Any]]]

HEARSAY = [
    "is it true that i need a reason to end it",
    "Is this correct?",
    "is that a myth",
    "i read that i have to wait a week",
    "I've heard that ending costs money",
    "i read somewhere that the client has to agree",
    "someone told me a pause is not possible",
    "people say you cannot end it early",
    "my friend says ending is free",
    "an article says i need a reason",
    "according to a blog, the client has to agree",
    "reddit says the client has to agree",
    "chatgpt told me to wait a week",
]
BROUGHT_UP = {
    "S0-1": [
        "does the client lose access to my account",
        "do we still have access to each other's accounts",
    ],
    "S0-2": [
        "can i still message the client after ending",
        "can the client still contact me",
        "will we be able to chat after the contract ends",
        "i can't message them anymore once it is closed, right?",
        "is it still possible to talk to him afterwards",
    ],
    "S0-5": [
        "can the client leave a review after i end it",
        "can he rate me after i close it",
        "will they still be able to leave feedback",
        "so the client cannot leave feedback any more?",
    ],
    "S0-10": [
        "i read that my account gets closed",
        "does upwork close my account when i end a contract",
        "will my account get banned",
        "do i lose access to my profile if i end",
        "will i lose access to upwork",
        "my profile will be deleted if i end it?",
    ],
    "S0-28": [
        "can i unpause the contract myself",
        "can i resume the contract",
        "my friend said i can unpause it myself",
        "can the client resume the contract",
        "could i reactivate it alone",
    ],
    "S0-32": [
        "do i have to pay outstanding invoices",
        "does the client still have to pay me",
        "is money owed lost",
    ],
    "S1-14": [
        "will my score drop if i end it",
        "does ending hurt my jss",
        "will my jss go down if i end the contract",
        "is ending bad for my job success score",
        "I heard that ending a contract hurts your JSS",
        "will it hrut my jss or lower my score",
    ],
    "S1-19": [
        "can the client refuse to end the contract",
        "can my client reject my ending request",
        "can they contest the closing",
    ],
}
CASES = [(claim, text) for claim, texts in BROUGHT_UP.items() for text in texts]
BRINGS_UP_NONE = [
    "can i end my contract",
    "can i close the contract without losing money",
    "how do i end a contract",
    "how long can i pause",
    "what happens to my milestone if i pause",
    "can i get paid for my hours if i end it",
    "should i message the client before ending",
    "what do i write to the client when i end it",
    "how can i contact upwork support",
    "how do i leave feedback for the client",
    "can i remove a bad review",
    "can i lower my hourly rate",
    "can i end a contract for blog articles",
    "i am building a website for them, can i end the contract",
    "the client told me to stop, can i end it",
    "they said they do not need me anymore, can i end it",
    "is it right to end it",
    "i want to read about ending",
]


def _claims(clauses: list[dict[str, Any]]) -> set[str]:
    return {claim for clause in clauses for claim in clause["claims"]}


@pytest.mark.parametrize("text", HEARSAY)
def test_hearsay_brings_up_whatever_an_article_says(clauses: Clauses, text: str) -> None:
    assert "any" in _claims(clauses(text))


@pytest.mark.parametrize(("claim", "text"), CASES, ids=[text for _, text in CASES])
def test_a_sentence_brings_up_the_claim_that_it_is_about(clauses: Clauses, claim: str, text: str) -> None:
    assert claim in _claims(clauses(text))


@pytest.mark.parametrize("text", BRINGS_UP_NONE)
def test_a_plain_question_brings_up_no_claim(clauses: Clauses, text: str) -> None:
    assert _claims(clauses(text)) == set()


def test_a_claim_is_brought_up_by_the_clause_that_is_about_it(clauses: Clauses) -> None:
    first, second = clauses("how do i end it and will my account get closed")

    assert (first["claims"], second["claims"]) == ([], ["S0-10"])


def test_a_claim_is_named_once_however_often_it_is_brought_up(clauses: Clauses) -> None:
    (clause,) = clauses("will my account get closed, my account banned")

    assert clause["claims"] == ["S0-10"]


@pytest.mark.parametrize("text", ["i read that he cannot rate me", "can he not leave me a review?"])
def test_a_claim_that_is_denied_is_brought_up_all_the_same(clauses: Clauses, text: str) -> None:
    assert "S0-5" in _claims(clauses(text))


def test_a_claim_does_not_hide_another_one_in_the_same_words(clauses: Clauses) -> None:
    assert {"S0-2", "S0-28"} <= _claims(clauses("can he resume or message me"))


def test_a_claim_is_no_fact_of_the_situation(facts: Callable[[str], dict[str, str]]) -> None:
    assert facts("is it true that upwork can delete a profile") == {}
