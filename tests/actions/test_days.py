"""An action answers as of the day on which it is asked, however long its server has been running."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from actions.advise import ActionAdvise, ActionShowMore
from actions.base import TurnAction
from actions.conversation import ActionDecline, ActionTalk
from advisor.knowledge import KnowledgeBase
from tests.actions.turns import TODAY, Conversation

FEEDBACK = ("What about feedback after the end?", "ask_end_feedback")
TOMORROW = TODAY + timedelta(days=1)

Changed = Callable[..., Conversation]


@pytest.fixture
def chat_with(knowledge: KnowledgeBase) -> Changed:
    """A function that begins a conversation in which the rule on feedback has other keys."""

    def begin(**keys: Any) -> Conversation:
        rule = knowledge.rules["feedback"].copy(update=keys)
        return Conversation(replace(knowledge, rules={**knowledge.rules, rule.id: rule}))

    return begin


def test_advice_is_told_on_its_last_day(chat_with: Changed) -> None:
    chat = chat_with(valid_until=TODAY)

    assert chat.turn(ActionAdvise, *FEEDBACK).texts[0].startswith("Statement of feedback.")


def test_advice_is_not_told_after_its_last_day(chat_with: Changed) -> None:
    chat = chat_with(valid_until=TODAY)
    chat.today = TOMORROW

    assert "Statement of feedback." not in chat.turn(ActionAdvise, *FEEDBACK).texts[0]


def test_advice_that_begins_tomorrow_is_told_tomorrow(chat_with: Changed) -> None:
    chat = chat_with(valid_from=TOMORROW)
    assert "Statement of feedback." not in chat.turn(ActionAdvise, *FEEDBACK).texts[0]

    chat.today = TOMORROW

    assert "Statement of feedback." in chat.turn(ActionAdvise, *FEEDBACK).texts[0]


def test_advice_that_was_not_checked_for_long_is_doubted(
    chat: Conversation, knowledge: KnowledgeBase
) -> None:
    doubt = knowledge.phrases.doubted.format(month=f"{TODAY:%B %Y}")
    chat.today = TODAY + timedelta(days=knowledge.review.doubted_after_days)
    assert doubt not in chat.turn(ActionAdvise, *FEEDBACK).texts[0]

    chat.today += timedelta(days=1)

    assert doubt in chat.turn(ActionAdvise, *FEEDBACK).texts[0]


@pytest.mark.parametrize("action", [ActionTalk, ActionDecline, ActionShowMore])
def test_whichever_action_takes_up_a_choice_the_day_is_the_same(
    chat_with: Changed, action: type[TurnAction]
) -> None:
    """The day is neither that of the machine nor that on which the knowledge was loaded."""
    day = date(1999, 12, 31)
    chat = chat_with(valid_from=day, valid_until=day)
    chat.today = day
    chat.slots["offered_choices"] = [{"title": "Feedback", "payload": "/ask_end_feedback"}]

    assert chat.turn(action, "Feedback", "affirm").texts[0].startswith("Statement of feedback.")


def test_more_that_is_asked_in_so_many_words_is_told_as_of_the_same_day(chat_with: Changed) -> None:
    day = date(1999, 12, 31)
    chat = chat_with(valid_from=day, valid_until=day)
    chat.today = day
    chat.turn(ActionAdvise, *FEEDBACK)

    assert chat.turn(ActionAdvise, "more", "ask_more").texts == ["- Statement of feedback-left-out."]


def test_without_a_day_an_action_answers_as_of_today(knowledge: KnowledgeBase) -> None:
    before = date.today()

    assert before <= ActionAdvise(knowledge).knowledge.today <= date.today()
