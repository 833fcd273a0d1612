"""An article is contradicted only towards somebody who brings up what it claims."""

from __future__ import annotations

import pytest

from actions.advise import ActionAdvise
from tests.actions.conftest import CORRECTION
from tests.actions.turns import Conversation

REASON = "ask_end_reason"


@pytest.mark.parametrize(
    "text",
    [
        "Is it true that I need a reason to end it?",
        "I read that I need a reason to end it.",
        "they say i need a reason to end it",
        "is it a myth that i need a reason to end it",
    ],
)
def test_hearsay_about_the_subject_of_the_answer_is_set_right(chat: Conversation, text: str) -> None:
    assert CORRECTION in chat.turn(ActionAdvise, text, REASON).texts[0]


def test_a_claim_that_is_asked_about_is_set_right_in_any_answer(chat: Conversation) -> None:
    text = "Can the client still leave a review after I end it?"

    assert CORRECTION in chat.turn(ActionAdvise, text, "ask_end_feedback").texts[0]


@pytest.mark.parametrize("text", ["Do I need a reason to end it?", "/ask_end_reason"])
def test_nobody_is_told_of_an_article_they_did_not_mention(chat: Conversation, text: str) -> None:
    assert CORRECTION not in chat.turn(ActionAdvise, text, REASON).texts[0]


def test_only_the_answer_to_the_question_with_the_claim_is_corrected(chat: Conversation) -> None:
    (text,) = chat.turn(
        ActionAdvise,
        "Can I pause it? And is it true that I need a reason to end it?",
        "ask_pause_permission",
        {"ask_pause_permission": 0.9},
        {"ask_pause_permission": 0.9},
        {REASON: 0.9},
    ).texts

    assert text.count(CORRECTION) == 1
    assert text.index(CORRECTION) > text.index("Statement of reason.")


def test_a_question_put_again_without_the_claim_is_answered_without_the_correction(
    chat: Conversation,
) -> None:
    chat.turn(ActionAdvise, "Is it true that I need a reason to end it?", REASON)

    assert CORRECTION not in chat.turn(ActionAdvise, "Do I need a reason to end it?", REASON).texts[0]


@pytest.mark.parametrize(
    "text",
    [
        "An article says I need a reason, do I?",
        "I read somewhere that I need a reason. Do I need one to end it?",
        "do i need a reason to end it, is that a myth?",
        "do i really need a reason to end it or is that a myth",
    ],
)
def test_hearsay_that_stands_beside_the_question_is_set_right(chat: Conversation, text: str) -> None:
    assert CORRECTION in chat.turn(ActionAdvise, text, REASON).texts[0]
