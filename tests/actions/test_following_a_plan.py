"""What people say after they got a plan: about days, what comes next, what is done, the plan again."""

from __future__ import annotations

import pytest

from actions.advise import ActionAdvise, ActionCiteSources, ActionShowMore
from actions.consultation import (
    ActionAskConsultationFormConsultation,
    ActionRecommend,
    ValidateConsultationForm,
)
from actions.conversation import ActionDecline, ActionTalk
from actions.drafts import ActionDraft
from actions.plan import ActionExportPlan
from advisor.consultation.phrases import RequestPhrases
from advisor.knowledge import KnowledgeBase
from tests.actions.turns import Conversation

HELD = {
    "role": "freelancer",
    "contract_type": "fixed_price",
    "work_state": "in_progress",
    "money_state": "held",
    "other_side": "silent",
    "motive": "bad_experience",
    "intended_length": "for_good",
}
# Whatever Rasa took the message for, it is about the plan.
ROUTES = [
    (ActionAdvise, "ask_end_duration"),
    (ActionAdvise, "nlu_fallback"),
    (ActionCiteSources, "ask_source"),
    (ActionShowMore, "ask_more"),
    (ActionTalk, "help"),
    (ActionTalk, "stop_consultation"),
    (ActionDecline, "out_of_scope"),
    (ActionDraft, "request_draft"),
    (ActionExportPlan, "request_export"),
    (ActionRecommend, "request_plan"),
]


@pytest.fixture
def planned(chat: Conversation) -> Conversation:
    """A conversation in which a plan was just given."""
    chat.knows(**HELD)
    chat.turn(ActionRecommend, "help me decide", "request_plan")
    return chat


@pytest.fixture
def phrases(knowledge: KnowledgeBase) -> RequestPhrases:
    return knowledge.consultation.phrases.requests


@pytest.mark.parametrize(("action", "intent"), ROUTES)
def test_the_days_of_a_plan_are_told_whatever_the_question_was_taken_for(
    planned: Conversation, phrases: RequestPhrases, action: type, intent: str
) -> None:
    answer = planned.turn(action, "which step is by when", intent)

    assert answer.texts[0].startswith(phrases.dated)
    assert answer.report["kind"] == "advice"
    assert answer.report["questions"] == []


def test_the_days_of_a_plan_are_its_lines_with_days(planned: Conversation, phrases: RequestPhrases) -> None:
    (text,) = planned.turn(ActionAdvise, "what are the deadlines?", "ask_end_duration").texts

    assert "5. You: Keep the contract open until the money is released, up to 14 days" in text
    assert "1. " not in text
    assert text.endswith(phrases.without_day)


def test_a_day_that_was_told_is_counted(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "I submitted it on 20 November", "inform")

    (text,) = planned.turn(ActionAdvise, "dates please", "nlu_fallback").texts

    assert "Friday 4 December" in text


def test_a_plan_is_shown_again_as_it_was(planned: Conversation, chat: Conversation) -> None:
    answer = planned.turn(ActionExportPlan, "show me the plan again", "request_export")

    assert answer.report["kind"] == "plan"
    assert answer.texts[0].startswith("My advice: ")


def test_asking_for_the_plan_again_begins_no_new_questions(planned: Conversation) -> None:
    planned.slots |= {"work_state": None, "money_state": None, "other_side": None}

    planned.consulting = True
    planned.turn(ValidateConsultationForm, "plan again", "request_plan")
    asked = planned.goes_on(ActionAskConsultationFormConsultation)

    assert asked.texts == []
    assert planned.goes_on(ActionRecommend).report["kind"] == "plan"


def test_only_the_steps_are_told_in_brief(planned: Conversation) -> None:
    (text,) = planned.turn(ActionTalk, "shorter plan", "stop_consultation").texts

    assert "1. Save the files" in text
    assert "This cannot be undone." in text
    assert "Where:" not in text
    assert "Sources:" not in text


def test_what_is_done_is_noted_and_the_next_line_comes_first(
    planned: Conversation, phrases: RequestPhrases
) -> None:
    (text,) = planned.turn(ActionAdvise, "done with 1 and 2", "ask_end_duration").texts

    noted, following, others = text.replace("\n \n", "\n\n").split("\n\n")
    assert noted == phrases.noted.format(lines="1, 2")
    assert following.startswith(f"{phrases.next_line}\n3. ")
    assert others.startswith(f"{phrases.after}\n4. ")


def test_what_was_done_is_still_known_later(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "done with 1 and 2", "inform")
    planned.turn(ActionAdvise, "did step 3", "inform")

    (text,) = planned.turn(ActionAdvise, "what next?", "nlu_fallback").texts

    assert "\n4. " in text
    assert "3. " not in text


def test_when_all_is_done_that_is_said(planned: Conversation, phrases: RequestPhrases) -> None:
    count = len(planned.slots["plan_steps"])

    (text,) = planned.turn(ActionAdvise, f"done with 1-{count}", "inform").texts

    assert text.endswith(phrases.all_done)


def test_a_line_that_is_not_there_cannot_be_done(planned: Conversation) -> None:
    (text,) = planned.turn(ActionAdvise, "done with 44", "inform").texts

    assert f"from 1 to {len(planned.slots['plan_steps'])}" in text


@pytest.mark.parametrize("text", ["is this all?", "ok and then?", "what next", "what should i do now"])
def test_what_comes_next_is_the_first_line_that_is_open(
    planned: Conversation, phrases: RequestPhrases, text: str
) -> None:
    (told,) = planned.turn(ActionTalk, text, "help").texts

    assert told.startswith(f"{phrases.next_line}\n1. ")


@pytest.mark.parametrize("text", ["what about line 4", "line 4?", "and 4?", "step 4 please"])
def test_a_line_is_explained_by_its_number_alone(
    planned: Conversation, knowledge: KnowledgeBase, text: str
) -> None:
    (told,) = planned.turn(ActionAdvise, text, "nlu_fallback").texts

    step = knowledge.consultation.steps[planned.slots["plan_steps"][3]]
    assert told.startswith(f"4. {step.text}")
    assert step.why in told
    assert knowledge.phrases.all_sources in told


def test_what_is_asked_about_a_plan_tells_no_fact(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "done with 1 and 2", "inform")
    planned.turn(ActionAdvise, "all done with step 4", "inform")

    assert {fact: planned.slots[fact] for fact in HELD} == HELD


def test_a_fact_told_after_the_next_line_still_makes_the_plan_anew(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "what next", "nlu_fallback")

    assert planned.turn(ActionAdvise, "it's hourly", "inform").report["kind"] == "plan"


def test_without_a_plan_nothing_of_it_is_heard(chat: Conversation) -> None:
    assert chat.turn(ActionAdvise, "dates please", "nlu_fallback").report["kind"] == "fallback"


def test_the_shell_gets_the_lines_too(shell: Conversation, phrases: RequestPhrases) -> None:
    shell.knows(**HELD)
    shell.turn(ActionRecommend, "help me decide", "request_plan")

    answer = shell.turn(ActionAdvise, "did step 1", "inform")

    assert answer.texts[0].startswith(phrases.noted.format(lines="1"))
    assert answer.reports == []


@pytest.mark.parametrize(("action", "intent"), [(ActionAdvise, "ask_end_advice"), (ActionTalk, "help")])
def test_what_to_do_now_begins_a_plan_where_something_is_known(
    chat: Conversation, action: type, intent: str
) -> None:
    chat.knows(role="freelancer", contract_type="hourly")

    (event,) = chat.turn(action, "what should I do now?", intent).events

    assert (event["event"], event["name"]) == ("followup", "consultation_form")


def test_what_to_do_now_is_a_question_where_nothing_is_known(chat: Conversation) -> None:
    chat.turn(ActionAdvise, "what should I do now?", "ask_end_permission")

    assert chat.slots["last_kind"] == "advice"
