"""What is asked about a plan that was given: why a line stands there, its sources, and files to keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.advise import ActionAdvise, ActionCiteSources, ActionShowMore
from actions.consultation import ActionRecommend
from actions.export_files import FOLDER_VARIABLE
from actions.plan import ActionExportPlan
from advisor.knowledge import KnowledgeBase
from tests.actions.turns import Answer, Conversation

ENDED = {"role": "freelancer", "contract_type": "hourly", "motive": "finished"}


@pytest.fixture
def planned(chat: Conversation) -> Conversation:
    """A conversation in which a plan was just given."""
    return _planned(chat)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder into which plans are exported."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def _planned(chat: Conversation) -> Conversation:
    chat.slots |= ENDED
    chat.turn(ActionRecommend, "help me decide", "request_plan")
    return chat


def _asked(chat: Conversation, text: str, intent: str = "ask_why") -> Answer:
    return chat.turn(ActionCiteSources, text, intent)


def _step_ids(chat: Conversation) -> list[str]:
    return list(chat.slots["plan_steps"])


def test_a_plan_ends_with_what_can_be_asked(chat: Conversation, knowledge: KnowledgeBase) -> None:
    chat.slots |= ENDED
    (text,) = chat.turn(ActionRecommend, "help me decide", "request_plan").texts

    assert knowledge.consultation.phrases.closing in text.split("\n\n")[-1]


def test_why_with_a_number_explains_that_line(planned: Conversation, knowledge: KnowledgeBase) -> None:
    answer = _asked(planned, "why step 2?")

    step = knowledge.consultation.steps[_step_ids(planned)[1]]
    (text,) = answer.texts
    assert text.startswith(f"2. {step.text}")
    assert step.why in text
    assert answer.report["kind"] == "advice"
    assert answer.report["sources"] == [source.id for source in knowledge.all_sources_of([step])]


def test_says_who_with_a_number_gives_the_sources_first(
    planned: Conversation, knowledge: KnowledgeBase
) -> None:
    (text,) = _asked(planned, "says who for the second one", "ask_source").texts

    step = knowledge.consultation.steps[_step_ids(planned)[1]]
    assert text.index(knowledge.phrases.all_sources) < text.index(step.why)


def test_the_last_line_can_be_asked_for_by_that_word(planned: Conversation, knowledge: KnowledgeBase) -> None:
    (text,) = _asked(planned, "why the last one").texts

    assert knowledge.consultation.steps[_step_ids(planned)[-1]].why in text


def test_a_line_that_is_not_there_brings_how_many_there_are(planned: Conversation) -> None:
    answer = _asked(planned, "why 99")

    assert f"from 1 to {len(_step_ids(planned))}" in answer.texts[0]
    assert answer.report["sources"] == []


def test_why_alone_after_a_plan_explains_the_recommendation(
    planned: Conversation, knowledge: KnowledgeBase
) -> None:
    (text,) = _asked(planned, "why?").texts

    assert text.startswith("My advice: ")
    assert "I say so because " in text
    assert knowledge.phrases.all_sources in text


def test_why_alone_still_explains_the_recommendation_after_a_line_was_explained(
    planned: Conversation,
) -> None:
    _asked(planned, "why 1")

    assert _asked(planned, "why?").texts[0].startswith("My advice: ")


def test_says_who_alone_after_a_plan_lists_the_sources_of_all_of_it(
    planned: Conversation, knowledge: KnowledgeBase
) -> None:
    answer = _asked(planned, "says who?", "ask_source")

    assert answer.texts[0].startswith(knowledge.phrases.all_sources)


def test_after_another_answer_why_is_about_that_answer(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "May I end it?", "ask_end_permission")

    assert _asked(planned, "why?").report["questions"] != []


def test_after_another_answer_a_number_is_still_a_line_of_the_plan(planned: Conversation) -> None:
    planned.turn(ActionAdvise, "May I end it?", "ask_end_permission")

    assert _asked(planned, "why step 1?").texts[0].startswith("1. ")


def test_without_a_plan_a_number_is_no_line(chat: Conversation) -> None:
    assert _asked(chat, "why 3").responses == ["utter_nothing_to_repeat"]


def test_a_line_is_explained_even_if_the_question_was_taken_for_something_else(
    planned: Conversation,
) -> None:
    answer = planned.turn(ActionAdvise, "why 2", "follow_up")

    assert answer.texts[0].startswith("2. ")


def test_a_line_is_explained_even_if_the_question_was_taken_for_one_for_more(planned: Conversation) -> None:
    answer = planned.turn(ActionShowMore, "explain the last one", "ask_more")

    assert answer.texts[0].startswith(f"{len(_step_ids(planned))}. ")


def test_a_number_alone_is_a_choice_of_what_was_offered(planned: Conversation) -> None:
    offered = planned.turn(ActionAdvise, "May I end it?", "ask_end_permission").buttons
    assert offered

    answer = planned.turn(ActionCiteSources, "1", "ask_why")

    assert not answer.texts[0].startswith("1. ")


def test_lines_keep_the_numbers_of_the_plan_that_was_told(
    planned: Conversation, knowledge: KnowledgeBase
) -> None:
    second = _step_ids(planned)[1]
    planned.slots["contract_type"] = "fixed_price"

    assert knowledge.consultation.steps[second].why in _asked(planned, "why 2").texts[0]


def test_an_export_carries_the_plan_in_its_report(planned: Conversation) -> None:
    answer = planned.turn(ActionExportPlan, "export", "request_export")

    plan = answer.report["plan"]
    assert answer.report["kind"] == "plan"
    assert plan["markdown"].startswith("My advice: ")
    assert plan["html"].startswith("<!DOCTYPE html>")
    assert plan["calendar"].startswith("BEGIN:VCALENDAR\r\n")


def test_an_export_without_a_day_says_so(planned: Conversation, knowledge: KnowledgeBase) -> None:
    planned.slots |= {"time_since_end": "after_14_days", "actor": "me"}

    answer = planned.turn(ActionExportPlan, "calendar please", "request_export")

    assert answer.report["plan"]["calendar"] is None
    assert knowledge.consultation.phrases.no_days in answer.texts[0]


def test_an_export_is_of_the_situation_as_it_is_now(planned: Conversation) -> None:
    before = planned.turn(ActionExportPlan, "export", "request_export").report["plan"]["outcome"]
    planned.slots["dispute_state"] = "open"

    after = planned.turn(ActionExportPlan, "export again", "request_export").report["plan"]["outcome"]

    assert before != after == "settle_dispute_first"


def test_an_export_without_a_plan_offers_to_make_one(chat: Conversation, knowledge: KnowledgeBase) -> None:
    answer = chat.turn(ActionExportPlan, "export", "request_export")

    assert answer.texts == [knowledge.consultation.phrases.no_plan]
    assert answer.titles == [knowledge.consultation.phrases.offer]
    assert answer.report["kind"] == "smalltalk"


def test_in_a_consultation_an_export_offers_nothing_since_the_plan_comes(chat: Conversation) -> None:
    chat.consulting = True

    assert chat.turn(ActionExportPlan, "export", "request_export").buttons == []


def test_outside_of_the_shell_nothing_is_written(planned: Conversation, folder: Path) -> None:
    planned.turn(ActionExportPlan, "export", "request_export")

    assert not folder.exists()


def test_in_the_shell_the_plan_is_written_and_its_place_is_told(shell: Conversation, folder: Path) -> None:
    answer = _planned(shell).turn(ActionExportPlan, "export", "request_export")

    written = folder / "2026-11-22"
    assert str(written) in answer.texts[0]
    assert sorted(file.name for file in written.iterdir()) == ["plan.html", "plan.ics", "plan.md"]
    assert (written / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_nothing_is_overwritten(shell: Conversation, folder: Path) -> None:
    for _ in range(3):
        _planned(shell).turn(ActionExportPlan, "export", "request_export")

    assert sorted(one.name for one in folder.iterdir()) == ["2026-11-22", "2026-11-22-2", "2026-11-22-3"]


def test_a_disk_that_cannot_be_written_is_told_with_what_to_do(shell: Conversation, folder: Path) -> None:
    folder.write_text("in the way")

    answer = _planned(shell).turn(ActionExportPlan, "export", "request_export")

    assert str(folder) in answer.texts[0]
    assert FOLDER_VARIABLE in answer.texts[0]
    assert folder.read_text() == "in the way"


def test_a_plan_without_a_day_is_written_without_a_calendar(shell: Conversation, folder: Path) -> None:
    _planned(shell).slots |= {"time_since_end": "after_14_days", "actor": "me"}

    shell.turn(ActionExportPlan, "export", "request_export")

    assert not (folder / "2026-11-22" / "plan.ics").exists()
