"""Messages written for the person: which one, in which tone, and what the report says of it."""

from __future__ import annotations

import pytest

from actions.advise import ActionAdvise
from actions.consultation import ActionRecommend, ValidateConsultationForm
from actions.drafts import ActionDraft, ActionTakeChoice
from advisor.loading import default_knowledge
from tests.actions.turns import SHELL, TODAY, Answer, Conversation

DRAFT = "request_draft"
FREELANCER = {"role": "freelancer", "contract_type": "hourly"}
REFUND_AND_HANDOVER = "write my client about the refund and about the handover"
OFFER = "Write the message for me"


@pytest.fixture
def chat() -> Conversation:
    """A conversation about the project's own knowledge, with a freelancer on an hourly contract."""
    conversation = Conversation(default_knowledge().as_of(TODAY))
    conversation.slots |= FREELANCER
    return conversation


def _asks(chat: Conversation, text: str) -> Answer:
    return chat.turn(ActionDraft, text, DRAFT)


def _drafts(answer: Answer) -> list[str]:
    return [draft["id"] for draft in answer.report.get("drafts", [])]


def test_the_message_that_is_asked_for_is_written(chat: Conversation) -> None:
    answer = _asks(chat, "draft a message to my client that I end the contract")

    (draft,) = answer.report["drafts"]
    assert draft["id"] == "draft-ending-to-client"
    assert draft["text"].splitlines()[0] in answer.texts[0]
    assert draft["title"]


def test_the_report_says_which_question_the_message_answers(chat: Conversation) -> None:
    report = _asks(chat, "draft a message to my client that I end the contract").report

    (question,) = report["questions"]
    assert (report["kind"], report["asks"]) == ("advice", None)
    assert (question["option"], question["topic"], question["status"]) == ("end", "notice", "answered")
    assert question["advice"]
    assert report["sources"]


def test_a_message_about_no_option_names_no_advice_of_another_question(chat: Conversation) -> None:
    (question,) = _asks(chat, "write to upwork support for me").report["questions"]

    assert (question["topic"], question["status"], question["advice"]) == ("notice", "answered", [])


def test_the_reason_to_choose_answers_the_question_on_reasons(chat: Conversation) -> None:
    assert _asks(chat, "write the reason for me").cells == ["end/reason"]


def test_a_message_that_ends_a_contract_comes_with_the_warnings(chat: Conversation) -> None:
    chat.slots |= {"contract_type": "fixed_price", "money_state": "held"}

    assert "Careful:" in _asks(chat, "write my client that i quit").texts[0]


def test_the_other_tone_is_offered_and_is_shorter(chat: Conversation) -> None:
    first = _asks(chat, "write my client that i quit")
    (button,) = first.buttons

    second = _asks(chat, button["payload"])

    assert button["title"] == "Shorter, please"
    assert _drafts(second) == _drafts(first)
    assert len(second.report["drafts"][0]["text"]) < len(first.report["drafts"][0]["text"])


def test_a_shorter_one_may_be_asked_for_in_words(chat: Conversation) -> None:
    first = _asks(chat, "write to upwork support for me")

    second = _asks(chat, "make it shorter")

    assert _drafts(second) == _drafts(first)
    assert second.titles == ["More polite, please"]


def test_what_the_person_told_in_the_request_is_in_the_message(chat: Conversation) -> None:
    answer = _asks(chat, "The work is finished. Write my client that I end it.")

    assert "The work we agreed is done." in answer.report["drafts"][0]["text"]


def test_without_the_role_it_is_asked_for_and_the_question_is_answered_all_the_same() -> None:
    chat = Conversation(default_knowledge().as_of(TODAY))
    answer = _asks(chat, "write a short text for cancelling")

    assert answer.cells == ["end/notice"]
    assert answer.report["asks"] == "role"
    assert answer.titles == ["I am the freelancer", "I am the client"]

    chosen = _asks(chat, answer.buttons[1]["payload"])

    assert _drafts(chosen) == ["draft-ending-to-freelancer"]
    assert chat.slots["role"] == "client"


def test_of_several_that_are_meant_one_is_chosen_by_a_button(chat: Conversation) -> None:
    answer = _asks(chat, REFUND_AND_HANDOVER)

    assert answer.report["kind"] == "did_you_mean"
    assert answer.titles == ["About handing over", "Settling a dispute"]
    assert _drafts(_asks(chat, answer.buttons[0]["payload"])) == ["draft-handover-to-client"]


def test_a_message_that_does_not_fit_the_contract_is_named(chat: Conversation) -> None:
    answer = _asks(chat, "ask him to release the money")

    assert "Asking for the money to be released" in answer.texts[0]
    assert _drafts(answer) == []
    assert answer.titles


def test_after_an_answer_on_notice_the_message_is_offered(chat: Conversation) -> None:
    answer = chat.turn(ActionAdvise, "How do I tell him that I end it?", "ask_end_notice")
    assert OFFER in answer.titles

    assert _drafts(_asks(chat, "/request_draft")) == ["draft-ending-to-client"]


def test_it_is_offered_also_where_a_fact_is_asked_for(chat: Conversation) -> None:
    chat.slots["contract_type"] = None
    answer = chat.turn(ActionAdvise, "How do I tell him that I end it?", "ask_end_notice")

    assert answer.report["asks"] == "contract_type"
    assert answer.titles == ["Hourly", "Fixed price", "Not sure", OFFER]


def test_after_a_plan_its_messages_are_in_the_report_and_not_in_the_text(chat: Conversation) -> None:
    chat.slots |= {"motive": "break_needed"}
    plan = chat.turn(ActionRecommend, "not sure", "not_sure")

    assert _drafts(plan) == ["draft-pause-to-client"]
    assert plan.report["drafts"][0]["text"].splitlines()[0] not in plan.texts[0]
    assert "draft" in plan.texts[0].splitlines()[-1]
    assert plan.titles[0] == OFFER
    assert _drafts(_asks(chat, "draft")) == ["draft-pause-to-client"]


def test_in_the_shell_a_draft_is_chosen_by_its_number() -> None:
    shell = Conversation(default_knowledge().as_of(TODAY), SHELL)
    shell.slots |= FREELANCER
    _asks(shell, REFUND_AND_HANDOVER)

    answer = shell.turn(ActionTakeChoice, "1", "pick_choice")

    assert answer.reports == []
    assert "hand over the work" in answer.texts[0]


def test_another_choice_that_is_made_by_its_number_is_answered(chat: Conversation) -> None:
    offered = chat.turn(ActionAdvise, "Can I end it?", "ask_end_permission")
    number = offered.titles.index("What happens when a contract ends?") + 1

    assert chat.turn(ActionTakeChoice, str(number), "pick_choice").cells == ["end/consequences"]


def test_a_plan_that_is_chosen_by_its_number_begins_the_consultation(chat: Conversation) -> None:
    offered = chat.turn(ActionAdvise, "Can I end it?", "ask_end_consequences")
    number = offered.titles.index("Make a plan for my contract") + 1

    (event,) = chat.turn(ActionTakeChoice, str(number), "pick_choice").events

    assert (event["event"], event["name"]) == ("followup", "consultation_form")


def test_a_message_that_also_asks_something_else_is_answered_in_full(chat: Conversation) -> None:
    text = "Does it hurt my score if I end it? How do I tell my client?"
    answer = chat.turn(
        ActionDraft,
        text,
        DRAFT,
        {DRAFT: 0.9},
        {"ask_end_job_success_score": 0.9},
        {DRAFT: 0.7, "ask_end_notice": 0.2},
    )

    assert answer.cells == ["end/job_success_score", "end/notice"]
    assert _drafts(answer) == ["draft-ending-to-client"]
    assert answer.texts[0].index("The Job Success Score:") < answer.texts[0].index("Hello [name]")


def test_wanting_a_draft_counts_for_the_question_what_to_write(chat: Conversation) -> None:
    ranking = {"ask_end_notice": 0.3, DRAFT: 0.5, "out_of_scope": 0.2}
    answer = chat.turn(ActionAdvise, "some words to end it?", "ask_end_notice", ranking)

    assert answer.cells == ["end/notice"]
    assert answer.report["questions"][0]["confidence"] == pytest.approx(0.8, abs=0.02)


def test_in_a_consultation_a_draft_is_left_to_the_rules_and_offers_nothing(chat: Conversation) -> None:
    chat.consulting = True

    assert chat.turn(ValidateConsultationForm, "write my client that i quit", DRAFT).events == []
    answer = _asks(chat, "write my client that i quit")
    assert _drafts(answer) == ["draft-ending-to-client"]
    assert answer.buttons == []


@pytest.mark.parametrize("text", [REFUND_AND_HANDOVER, "write the message for me", "draft"])
def test_in_a_consultation_one_message_is_written_and_nothing_asked(chat: Conversation, text: str) -> None:
    chat.consulting = True

    answer = _asks(chat, text)

    assert len(_drafts(answer)) == 1
    assert answer.buttons == []
    assert "Which message" not in answer.texts[0]


def test_in_a_consultation_without_the_side_the_message_is_promised_for_later(chat: Conversation) -> None:
    chat.consulting = True
    chat.slots |= {"role": None}

    answer = _asks(chat, "write the message for me")

    phrases = default_knowledge().consultation.phrases.drafts
    assert answer.texts == [phrases.not_yet]
    assert answer.buttons == []


FULL_TIME = "write a message that I end it on friday because I found a full time job"
SAID_IN_ASKING = {
    FULL_TIME: ["end our contract on Friday 27 November", "The reason is: I found a full time job."],
    "draft a note to my client, i quit on 30 november": ["end our contract on Monday 30 November"],
    "write him that i close it next week, cause i moved to another country pls": [
        "end our contract on [last day]",
        "The reason is: I moved to another country.",
    ],
    "write my client that i end the contract tomorrow because i am sick": ["on Monday 23 November"],
    "write to my client that i need a pause from 1 december": ["from Tuesday 1 December to [last day]"],
}


@pytest.mark.parametrize("text", SAID_IN_ASKING)
def test_what_is_said_in_asking_for_a_message_fills_it(chat: Conversation, text: str) -> None:
    (draft,) = _asks(chat, text).report["drafts"]

    assert [words for words in SAID_IN_ASKING[text] if words not in " ".join(draft["text"].split())] == []


@pytest.mark.parametrize(
    "text",
    [
        "write that i end it because he is rude",
        "write that i end it because my client never pays",
        "write that i end it, not because of the money",
        "write that i end it",
    ],
)
def test_no_reason_is_put_in_that_cannot_be_said_like_that(chat: Conversation, text: str) -> None:
    (draft,) = _asks(chat, text).report["drafts"]

    assert "The reason is: " not in draft["text"].replace("The reason is: [your reason, or leave", "")


def test_the_shorter_version_keeps_what_was_said(chat: Conversation) -> None:
    _asks(chat, "write my client that i end it on friday because i found a full time job")

    (draft,) = _asks(chat, "Shorter, please").report["drafts"]

    assert "on Friday 27 November" in draft["text"]


def test_a_message_about_something_else_keeps_nothing_of_the_one_before(chat: Conversation) -> None:
    _asks(chat, "write my client that i end it on friday")

    (draft,) = _asks(chat, "write to my client that i need a pause").report["drafts"]

    assert "Friday" not in draft["text"]


def test_the_day_of_the_submission_is_filled_in_from_what_was_told_before(chat: Conversation) -> None:
    chat.slots |= {"submission_day": "2026-11-18", "work_state": "submitted"}

    (draft,) = _asks(chat, "write my client that i end the contract").report["drafts"]

    assert "on Wednesday 18 November" in draft["text"]


def test_the_fact_that_was_asked_for_in_a_consultation_stays_asked_for(chat: Conversation) -> None:
    chat.consulting = True
    chat.slots["asked_fact"] = "motive"

    _asks(chat, "write my client that i quit")

    assert chat.slots["asked_fact"] == "motive"


@pytest.mark.parametrize(
    "text",
    [
        FULL_TIME,
        "im freelancer. write a message that I end it on friday",
        "ok, please draft a note to my client that we stop",
        "could you write a short text for me, i quit",
        "write my client that i end it",
    ],
)
def test_who_plainly_wants_a_message_gets_it_whatever_it_was_taken_for(chat: Conversation, text: str) -> None:
    chat.slots["role"] = "freelancer"

    answer = chat.turn(ActionAdvise, text, "ask_end_notice")

    assert "drafts" in answer.report or answer.report["kind"] == "did_you_mean"
    assert "followup" not in {event["event"] for event in answer.events}


@pytest.mark.parametrize(
    "text",
    ["what should i write to my client", "can you write a message after the end", "how do i write the note"],
)
def test_a_question_about_writing_stays_one(chat: Conversation, text: str) -> None:
    assert chat.turn(ActionAdvise, text, "ask_end_notice").cells == ["end/notice"]
