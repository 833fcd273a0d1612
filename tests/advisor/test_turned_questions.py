"""A question may be put either way round, so a yes or no has to fit the words it answers."""

from __future__ import annotations

import pytest

from advisor import wording
from advisor.advise import advise
from advisor.loading import default_knowledge
from advisor.situation import Situation
from advisor.vocabulary import Cell

PERMISSION = Cell("end", "permission")


def first_words(cell: Cell, asked: str, **facts: str) -> str:
    knowledge = default_knowledge()
    return wording.answer(knowledge, advise(knowledge, Situation(facts), cell, asked=asked))[0]


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
        (Cell("end", "permission"), "do i need the client's approval to end?"),
        (Cell("end", "permission"), "can the client reject my request to end it"),
        (Cell("end", "messages"), "is it true that i can't message the client after ending"),
        (Cell("end", "messages"), "is there no way to message them after it ended"),
        (Cell("end", "feedback"), "so the feedback is lost after i end it?"),
        (Cell("end", "unfinished_work"), "must i finish all the work before i can end it"),
        (Cell("end", "job_success_score"), "short contracts only, is my jss punished?"),
        (Cell("end", "account"), "i never did the work, can i get banned"),
        (Cell("end", "account"), "can i close my account"),
    ],
)
def test_a_question_put_the_other_way_round_gets_no_yes_or_no(cell: Cell, asked: str):
    assert not first_words(cell, asked).startswith(("Yes", "No,", "No."))


@pytest.mark.parametrize(
    ("cell", "asked", "opening"),
    [
        (Cell("end", "feedback"), "can they leave feedback after i end it", "Yes."),
        (Cell("end", "permission"), "can i end my contract", "Yes."),
        (Cell("end", "account"), "will upwork close my account if i end the contract??", "No."),
        (Cell("end", "messages"), "can we still message each other after i end it", "Yes."),
        (Cell("end", "reopening"), "can i reopen a closed contract", "No."),
        (Cell("end", "permission"), "", "Yes."),
        (Cell("end", "job_success_score"), "will it hurt my jss", "No, not by itself."),
    ],
)
def test_a_plain_question_is_answered_with_yes_or_no(cell: Cell, asked: str, opening: str):
    assert first_words(cell, asked).startswith(opening)


def test_no_branch_of_an_answer_says_yes_to_a_question_put_the_other_way_round():
    knowledge = default_knowledge()
    asked = "is ending it without agreement a violation?"

    told = "\n".join(wording.answer(knowledge, advise(knowledge, Situation(), PERMISSION, asked=asked)))

    assert "if you are the freelancer:" in told.lower()
    assert "Yes" not in told


@pytest.mark.parametrize("role", ["freelancer", "client"])
def test_nobody_hears_yes_when_asking_to_get_around_paying_logged_hours(role: str):
    asked = "can i avoid paying the logged hours by ending now?"
    said = first_words(Cell("end", "payment"), asked, role=role, contract_type="hourly")
    assert not said.startswith("Yes")
