"""Facts that are told, and what becomes of them from turn to turn."""

from __future__ import annotations

from typing import Any

import pytest

from actions.advise import ActionAdvise
from actions.consultation import ActionRecommend
from actions.conversation import ActionRestart, ActionTalk
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge
from tests.actions.turns import TODAY, Answer, Conversation, parsed

MAY_I_END = ("Is it allowed to end a contract?", "ask_end_permission")
FEEDBACK = ("What about feedback after the end?", "ask_end_feedback")
PAUSE = ("Is it allowed to pause a contract?", "ask_pause_permission")


def _remembered(answer: Answer) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in answer.events}


def test_a_button_answers_the_last_questions_again_with_its_fact(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    answer = chat.turn(ActionAdvise, '/inform{"role": "client"}')

    assert answer.cells == ["end/permission"]
    assert answer.texts[0].startswith("Statement of permission-client.")


def test_a_fact_told_in_words_answers_the_last_questions_again(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    assert (
        chat.turn(ActionAdvise, "im the client", "inform")
        .texts[0]
        .startswith("Statement of permission-client")
    )


def test_a_fact_that_changes_nothing_is_said_to_change_nothing(
    chat: Conversation, knowledge: KnowledgeBase
) -> None:
    chat.turn(ActionAdvise, *FEEDBACK)

    (text,) = chat.turn(ActionAdvise, "it is hourly", "inform").texts

    assert text.startswith(knowledge.phrases.no_difference)


def test_an_unknown_value_from_outside_changes_neither_verdict_nor_situation(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    answer = chat.turn(ActionAdvise, '/inform{"role": "landlord"}')

    assert answer.report["situation"] == {}
    assert answer.texts[0].startswith("Statement of permission.")


def test_what_somebody_is_not_sure_about_is_not_asked_for_again(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    asked = [chat.turn(ActionAdvise, "not sure", "not_sure").report["asks"] for _ in range(3)]

    assert "role" not in asked


def test_what_somebody_is_not_sure_about_is_remembered(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    assert _remembered(chat.turn(ActionAdvise, "/not_sure"))["unsure_facts"] == ["role"]


def test_a_fact_is_still_taken_after_not_being_sure(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)
    chat.turn(ActionAdvise, "/not_sure")

    answer = chat.turn(ActionAdvise, "I am the client after all", "inform")

    assert "role" not in _remembered(answer)["unsure_facts"]
    assert answer.report["situation"] == {"role": "client"}


def test_a_fact_that_somebody_passed_over_is_not_asked_for_again(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)
    chat.turn(ActionAdvise, *FEEDBACK)

    asked = [chat.turn(ActionAdvise, *MAY_I_END).report["asks"] for _ in range(3)]

    assert asked == ["contract_type", None, None]


def test_no_fact_is_asked_for_twice_however_often_a_question_is_put(chat: Conversation) -> None:
    asked = [chat.turn(ActionAdvise, *MAY_I_END).report["asks"] for _ in range(4)]

    assert asked == ["role", "contract_type", None, None]


def test_a_fact_that_somebody_passed_over_is_remembered_as_such(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    assert _remembered(chat.turn(ActionAdvise, *FEEDBACK))["unsure_facts"] == ["role"]


def test_a_fact_that_somebody_passed_over_is_still_taken_later(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)
    chat.turn(ActionAdvise, *FEEDBACK)
    chat.turn(ActionAdvise, "I am the client", "inform")

    answer = chat.turn(ActionAdvise, *MAY_I_END)

    assert answer.report["situation"] == {"role": "client"}
    assert answer.texts[0].startswith("Statement of permission-client.")


def test_small_talk_after_a_question_does_not_bring_it_back(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)
    chat.turn(ActionTalk, "thanks", "thanks")

    assert chat.turn(ActionAdvise, *MAY_I_END).report["asks"] != "role"


def test_a_new_conversation_asks_again(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)
    chat.turn(ActionRestart, "/restart")

    assert chat.turn(ActionAdvise, *MAY_I_END).report["asks"] == "role"


def test_the_actor_is_forgotten_when_the_option_changes(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "my client ended it, is that allowed?", "ask_end_permission")

    answer = chat.turn(ActionAdvise, *PAUSE)

    assert _remembered(answer)["actor"] is None
    assert "actor" not in answer.report["situation"]


def test_the_actor_is_kept_while_the_option_stays(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "my client ended it, is that allowed?", "ask_end_permission")

    assert chat.turn(ActionAdvise, *FEEDBACK).report["situation"]["actor"] == "other_side"


def test_facts_are_kept_from_question_to_question(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "Is it allowed to end an hourly contract?", "ask_end_permission")

    assert chat.turn(ActionAdvise, *PAUSE).report["situation"] == {"contract_type": "hourly"}


def test_a_fact_that_changes_the_answer_is_not_said_to_change_nothing(
    chat: Conversation, knowledge: KnowledgeBase
) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    (text,) = chat.turn(ActionAdvise, "im the client", "inform").texts

    assert knowledge.phrases.no_difference not in text


def test_a_new_question_is_answered_before_the_last_one_is_taken_up(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    answer = chat.turn(
        ActionAdvise,
        "It is hourly. Can he rate me?",
        "inform",
        {"inform": 0.9},
        {"ask_end_feedback": 0.9},
    )

    assert answer.cells == ["end/feedback"]


def test_a_fact_with_an_empty_question_behind_it_takes_up_the_last_one(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    answer = chat.turn(ActionAdvise, "im the client, ok?", "inform", {"inform": 0.9}, {"affirm": 0.9})

    assert answer.cells == ["end/permission"]


@pytest.fixture
def asked_about_the_reason() -> Conversation:
    """A conversation about all that the project knows, in which the reason was just asked for."""
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.turn(ActionAdvise, "should I end my contract?", "ask_end_advice")
    assert chat.slots["asked_fact"] == "motive"
    return chat


@pytest.mark.parametrize("intent", ["nlu_fallback", "ask_end_payment", "inform"])
def test_a_short_reply_answers_what_was_asked_whatever_it_is_taken_for(
    asked_about_the_reason: Conversation, intent: str
) -> None:
    answer = asked_about_the_reason.turn(ActionAdvise, "burnout", intent)

    assert answer.cells == ["end/advice"]
    assert answer.report["situation"]["motive"] == "break_needed"


def test_a_short_reply_is_no_small_talk(asked_about_the_reason: Conversation) -> None:
    answer = asked_about_the_reason.turn(ActionTalk, "done", "affirm")

    assert answer.report["kind"] == "advice"
    assert answer.report["situation"]["motive"] == "finished"


def test_a_question_in_place_of_a_reply_is_answered(asked_about_the_reason: Conversation) -> None:
    answer = asked_about_the_reason.turn(ActionAdvise, "what about my money?", "ask_end_payment")

    assert answer.cells == ["end/payment"]
    assert "motive" not in answer.report["situation"]


def test_what_stands_in_so_many_words_goes_before_a_bare_one(chat: Conversation) -> None:
    chat.turn(ActionAdvise, *MAY_I_END)

    answer = chat.turn(ActionAdvise, "my client", "inform")

    assert answer.report["situation"] == {"role": "freelancer"}


def test_a_guess_does_not_take_the_place_of_a_role_that_was_told(chat: Conversation) -> None:
    chat.knows(role="client")
    chat.turn(ActionAdvise, *MAY_I_END)

    message = parsed("can it be ended at once?", "ask_end_permission")
    guess = {"entity": "role", "value": "freelancer", "start": 0, "end": 24, "extractor": "FactClassifier"}
    message["entities"].append(guess)
    answer = chat.hears(ActionAdvise, message)

    assert answer.report["situation"]["role"] == "client"
    assert chat.slots["role"] == "client"


NOT_ENDED = [
    "but he did not end it yet",
    "he hasn't closed it",
    "nobody ended it",
    "the contract is still open",
]


@pytest.mark.parametrize("text", NOT_ENDED)
def test_who_says_that_it_has_not_ended_takes_the_end_back(text: str) -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.turn(
        ActionAdvise, "he ended it yesterday, what about my money? i am the freelancer", "ask_end_payment"
    )

    situation = chat.turn(ActionAdvise, text, "ask_end_payment").report["situation"]

    assert situation == {"role": "freelancer"}
    assert (chat.slots["actor"], chat.slots["time_since_end"], chat.slots["end_day"]) == (None, None, None)


def test_an_end_taken_back_answers_the_last_question_afresh() -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.turn(ActionAdvise, "my client ended it, what about my money?", "ask_end_payment")

    assert chat.turn(ActionAdvise, "but he did not end it yet", "ask_end_who").cells == ["end/payment"]


def test_an_end_taken_back_makes_the_plan_anew() -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.knows(role="freelancer", contract_type="hourly", motive="finished")
    chat.turn(ActionAdvise, "my client already ended it", "inform")
    before = chat.turn(ActionRecommend, "make a plan", "request_plan").report["plan"]["outcome"]

    after = chat.turn(ActionAdvise, "sorry, he has not ended it yet", "inform").report["plan"]["outcome"]

    assert before == "nothing_needed"
    assert after != before


@pytest.mark.parametrize(
    "text", ["i already closed it", "I have already ended the contract", "it has ended already"]
)
def test_who_has_closed_it_already_is_not_told_how_to_close(text: str) -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.turn(ActionAdvise, "how do i close my contract? i am a freelancer, hourly", "ask_end_procedure")

    (told,) = chat.turn(ActionAdvise, text, "inform").texts

    assert "Your contract has already ended" in told
    assert "End contract" not in told


def test_when_it_ended_is_not_forgotten_by_saying_that_it_has() -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))
    chat.turn(ActionAdvise, "he closed it two days ago, can i rate him?", "ask_end_feedback")

    situation = chat.turn(ActionAdvise, "as i said it has already ended", "inform").report["situation"]

    assert situation["time_since_end"] == "within_14_days"


def test_an_end_that_is_only_supposed_is_none() -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))

    chat.turn(ActionAdvise, "can i rate him if he already ended it?", "ask_end_feedback")
    answer = chat.turn(ActionRecommend, "make a plan", "request_plan")

    assert "time_since_end" not in answer.report["situation"]
