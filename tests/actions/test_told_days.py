"""Days that a person tells: kept from turn to turn, put right, and counted from in the plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from actions.advise import ActionAdvise
from actions.consultation import ActionRecommend, ValidateConsultationForm
from actions.conversation import ActionRestart, ActionTalk
from tests.actions.turns import Answer, Conversation

TWO_DAYS_AGO = "2026-11-20"


def _tells(chat: Conversation, text: str) -> Answer:
    return chat.turn(ActionAdvise, text, "inform")


def _by(chat: Conversation, step: str) -> Any:
    """Return until when a step of the plan is in time, in words."""
    plan = chat.turn(ActionRecommend, "a plan", "request_plan").report["plan"]
    return next(one["by"] for one in plan["steps"] if one["id"] == step)


@pytest.mark.parametrize(
    ("text", "slot", "day"),
    [
        ("he ended it on 20 November", "end_day", "2026-11-20"),
        ("I submitted it 3 days ago", "submission_day", "2026-11-19"),
        ("the client asked for a refund on Monday", "request_day", "2026-11-16"),
        ("the contract ends on Monday", "end_day", "2026-11-23"),
    ],
)
def test_a_day_is_kept_by_what_happened_on_it(chat: Conversation, text: str, slot: str, day: str) -> None:
    _tells(chat, text)

    assert chat.slots[slot] == day


@pytest.mark.parametrize("text", ["he ended it on 31 November", "can I end it today?", "he ended it"])
def test_what_is_no_day_is_not_kept(chat: Conversation, text: str) -> None:
    _tells(chat, text)

    assert chat.slots.get("end_day") is None


def test_a_day_is_kept_whatever_the_message_was_taken_for(chat: Conversation) -> None:
    chat.turn(ActionTalk, "thanks. he ended it on 20 November", "thanks")

    assert chat.slots["end_day"] == TWO_DAYS_AGO


def test_a_day_told_in_a_consultation_is_kept(chat: Conversation) -> None:
    chat.consulting = True
    chat.turn(ValidateConsultationForm, "he ended it on 20 November", "inform")

    assert (chat.slots["end_day"], chat.slots["time_since_end"]) == (TWO_DAYS_AGO, "within_14_days")


def test_how_long_ago_it_ended_follows_from_the_day(chat: Conversation) -> None:
    answer = _tells(chat, "he ended it on 20 October")

    assert answer.report["situation"]["time_since_end"] == "after_14_days"
    assert chat.slots["time_since_end"] == "after_14_days"


def test_the_day_goes_before_how_long_ago_the_words_say(chat: Conversation) -> None:
    _tells(chat, "it ended more than a month ago")

    _tells(chat, "sorry, it ended on 20 November")

    assert chat.slots["time_since_end"] == "within_14_days"


def test_a_contract_that_ends_later_has_not_ended(chat: Conversation) -> None:
    _tells(chat, "he ended it on 20 November")

    answer = _tells(chat, "sorry, I meant that it ends on 30 November")

    assert chat.slots["time_since_end"] is None
    assert "time_since_end" not in answer.report["situation"]


def test_a_later_message_puts_a_day_right(chat: Conversation) -> None:
    _tells(chat, "he ended it on 20 November")

    _tells(chat, "no, it was the 18th")

    assert chat.slots["end_day"] == "2026-11-18"


def test_a_day_that_does_not_agree_with_what_is_said_later_is_forgotten(chat: Conversation) -> None:
    _tells(chat, "he ended it on 20 November")

    _tells(chat, "it ended more than a month ago")

    assert chat.slots["end_day"] is None
    assert chat.slots["time_since_end"] == "after_14_days"


def test_days_go_by_while_somebody_talks(chat: Conversation) -> None:
    _tells(chat, "he ended it on 20 November")
    chat.today += timedelta(days=20)

    answer = _tells(chat, "I am the freelancer")

    assert answer.report["situation"]["time_since_end"] == "after_14_days"


@pytest.mark.parametrize("value", ["soon", "2026-13-01", "", 7, ["2026-11-20"]])
def test_a_slot_that_holds_no_day_is_left(chat: Conversation, value: Any) -> None:
    chat.slots["end_day"] = value

    assert _tells(chat, "I am the freelancer").report["kind"] == "smalltalk"


def test_starting_afresh_forgets_the_days(chat: Conversation) -> None:
    _tells(chat, "he ended it on 20 November")

    chat.turn(ActionRestart, "/restart", "restart")

    assert "end_day" not in chat.slots


def test_a_plan_counts_from_the_day_that_was_told(chat: Conversation) -> None:
    _tells(chat, "I am the freelancer on a fixed price contract, I submitted it 3 days ago")
    chat.slots |= {
        "motive": "not_paid",
        "money_state": "held",
        "other_side": "silent",
        "work_state": "submitted",
    }
    chat.slots["intended_length"] = "for_good"

    words = _by(chat, "step-wait-for-release-submitted")

    assert words == "14 days from the submission, so Thursday 3 December"


def test_a_day_that_is_over_is_told_as_over(chat: Conversation) -> None:
    _tells(chat, "I am the freelancer, the client ended the contract on 27 October")
    chat.slots["actor"] = "other_side"

    words = _by(chat, "step-feedback-after-their-end")

    assert words == "the 14 days from the end were over on Tuesday 10 November"


def test_the_day_of_a_turn_is_that_of_the_knowledge(chat: Conversation) -> None:
    chat.today = date(2027, 3, 3)

    _tells(chat, "he ended it yesterday")

    assert chat.slots["end_day"] == "2027-03-02"
