"""The trained assistant, asked in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.assistant import Assistant
from evaluation.errors import AssistantError, EvaluationError
from evaluation.messages import Context


def test_a_question_is_answered_with_the_facts_it_tells(assistant: Assistant):
    report = assistant.report("I am a freelancer. Will ending my hourly contract hurt my job success score?")
    assert report["kind"] == "advice"
    assert [(one["option"], one["topic"]) for one in report["questions"]] == [("end", "job_success_score")]
    assert report["situation"]["contract_type"] == "hourly"


def test_a_follow_up_is_read_in_its_context(assistant: Assistant):
    context = Context(option="pause", topic="feedback", facts={"role": "freelancer"})
    report = assistant.report("and my score?", context)
    assert [(one["option"], one["topic"]) for one in report["questions"]] == [("pause", "job_success_score")]
    assert report["situation"]["role"] == "freelancer"


def test_nothing_is_remembered_from_one_message_to_the_next(assistant: Assistant):
    assistant.report("As a client, can I end my fixed price contract?")
    assert assistant.report("hello")["situation"] == {}


@pytest.mark.parametrize(("text", "kind"), [("hi", "smalltalk"), ("/restart", "smalltalk"), ("", "fallback")])
def test_what_is_no_question_has_a_report_too(text: str, kind: str, assistant: Assistant):
    assert assistant.report(text)["kind"] == kind


def test_a_failure_is_told_with_the_message(assistant: Assistant, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("actions.base.read_turn", lambda tracker, knowledge: 1 / 0)
    with pytest.raises(AssistantError, match="apology: 'hello there'"):
        assistant.report("hello there")


def test_a_missing_model_is_told(tmp_path: Path):
    with pytest.raises(EvaluationError, match="run `make train` first"):
        Assistant(tmp_path / "none.tar.gz")
