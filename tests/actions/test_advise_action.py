"""Answers to questions about a contract, and what is remembered of them."""

from __future__ import annotations

import pytest

from actions.advise import ActionAdvise
from advisor.knowledge import KnowledgeBase
from tests.actions.turns import Answer, Conversation

MAY_I_END = ("Is it allowed to end a contract?", "ask_end_permission")
FEEDBACK = ("What about feedback after the end?", "ask_end_feedback")
PAUSE = ("Is it allowed to pause a contract?", "ask_pause_permission")
UNREADABLE = {
    "empty": " \u200b ",
    "too_long": "can i end it " * 1600,
    "without_words": "😭",
    "not_english": "как завершить контракт",
}


def _payloads(answer: Answer) -> list[str]:
    return [button["payload"] for button in answer.buttons]


def test_a_question_is_answered_with_its_advice(chat: Conversation) -> None:
    (text,) = chat.turn(ActionAdvise, *FEEDBACK).texts

    assert text.startswith("Statement of feedback.")


def test_an_answer_in_the_chat_window_has_exactly_one_report(chat: Conversation) -> None:
    answer = chat.turn(ActionAdvise, *FEEDBACK)

    assert (len(answer.reports), answer.cells) == (1, ["end/feedback"])


def test_an_answer_in_the_shell_has_no_report(shell: Conversation) -> None:
    assert shell.turn(ActionAdvise, *FEEDBACK).reports == []


def test_an_answer_in_the_shell_lists_its_choices_by_number(
    shell: Conversation, knowledge: KnowledgeBase
) -> None:
    titles = [value.title for value in knowledge.facts["role"].values]

    assert shell.turn(ActionAdvise, *MAY_I_END).texts[-1] == f"1. {titles[0]}\n2. {titles[1]}\n3. Not sure"


def test_several_questions_are_answered_in_their_order(chat: Conversation) -> None:
    answer = chat.turn(
        ActionAdvise,
        "can he rate me and is it allowed to end it?",
        "ask_end_feedback",
        {"ask_end_feedback": 0.9},
        {"ask_end_feedback": 0.9},
        {"ask_end_permission": 0.9},
    )

    assert answer.cells == ["end/feedback", "end/permission"]


def test_the_fact_that_would_change_the_answer_is_asked_for(
    chat: Conversation, knowledge: KnowledgeBase
) -> None:
    answer = chat.turn(ActionAdvise, *MAY_I_END)

    assert answer.report["asks"] == "role"
    assert answer.texts[0].endswith(knowledge.facts["role"].question)


@pytest.mark.parametrize("picked", ["2", "2.", "I am the client", "i am the client"])
def test_a_choice_of_the_shell_is_picked_by_number_or_title(shell: Conversation, picked: str) -> None:
    shell.turn(ActionAdvise, *MAY_I_END)

    answer = shell.turn(ActionAdvise, picked, "pick_choice")

    assert answer.texts[0].startswith("Statement of permission-client.")


def test_a_question_picked_by_its_number_is_answered(chat: Conversation) -> None:
    first = chat.turn(ActionAdvise, *PAUSE)

    answer = chat.turn(ActionAdvise, "1", "pick_choice")

    assert f"/ask_{answer.cells[0].replace('/', '_')}" == _payloads(first)[0]


@pytest.mark.parametrize(("problem", "text"), UNREADABLE.items(), ids=UNREADABLE)
def test_an_unreadable_message_gets_the_reply_of_its_problem(
    chat: Conversation, problem: str, text: str
) -> None:
    answer = chat.turn(ActionAdvise, text, "nlu_fallback")

    assert (answer.responses, answer.report["kind"]) == ([f"utter_{problem}"], "fallback")


def test_an_unreadable_message_leaves_the_last_questions_as_they_were(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)
    chat.turn(ActionAdvise, "😭", "nlu_fallback")

    assert chat.turn(ActionAdvise, "im the client", "inform").cells == ["end/permission"]


def test_a_follow_up_is_about_the_option_spoken_of_before(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *PAUSE)

    assert chat.turn(ActionAdvise, "and feedback?", "follow_up").cells == ["pause/feedback"]
