"""A question may be put either way round, so a yes or no has to fit the words it answers."""

from __future__ import annotations

import pytest

from advisor import wording
from advisor.advise import advise
from advisor.loading import default_knowledge
from advisor.situation import Situation
from advisor.vocabulary import Cell


def first_words(cell: Cell, asked: str, **facts: str) -> str:
    knowledge = default_knowledge()
    return wording.answer(knowledge, advise(knowledge, Situation(facts), cell), asked)[0]


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        (Cell("end", "feedback"), "if i end it am i safe from a bad review?"),
        (Cell("end", "permission"), "can the client stop me from ending it"),
        (Cell("end", "reopening"), "is ending permanent?"),
        (Cell("end", "account"), "will my account stay open if i end it"),
        (Cell("end", "messages"), "does ending a contract delete our messages?"),
        (Cell("end", "job_success_score"), "will my score stay the same if i end it?"),
        (Cell("pause", "messages"), "does a pause stop us from messaging?"),
    ],
)
def test_a_question_put_the_other_way_round_gets_no_yes_or_no(cell: Cell, asked: str):
    assert not first_words(cell, asked).startswith(("Yes", "No,", "No."))


@pytest.mark.parametrize(
    ("cell", "asked", "opening"),
    [
        (Cell("end", "feedback"), "can they leave feedback after i end it", "Yes."),
        (Cell("end", "permission"), "can i end my contract", "Yes."),
        (Cell("end", "account"), "will ending it close my account", "No."),
        (Cell("end", "job_success_score"), "will it hurt my jss", "No, not by itself."),
    ],
)
def test_a_plain_question_is_answered_with_yes_or_no(cell: Cell, asked: str, opening: str):
    assert first_words(cell, asked).startswith(opening)


@pytest.mark.parametrize("role", ["freelancer", "client"])
def test_nobody_hears_yes_when_asking_to_get_around_paying_logged_hours(role: str):
    asked = "can i avoid paying the logged hours by ending now?"
    said = first_words(Cell("end", "payment"), asked, role=role, contract_type="hourly")
    assert not said.startswith("Yes")
