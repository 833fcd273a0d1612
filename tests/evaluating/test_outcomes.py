"""Asking a whole set."""

from __future__ import annotations

import logging

import pytest

from evaluation.errors import AssistantError, EvaluationError
from evaluation.messages import Context, MessageSet
from evaluation.outcomes import Report, outcomes_of
from tests.evaluating.labelled import message, report

MESSAGES = (
    message("end/who", text="fine"),
    message("end/who", text="secret words", known={"role": "client"}),
)


def ask(text: str, context: Context) -> Report:
    """Break off at the second message."""
    logging.getLogger("anything").error("asked %s", text)
    if text.startswith("secret"):
        raise AssistantError(text, "broke off")
    return report("end/who")


def test_each_message_is_asked_in_its_context():
    seen = []

    def remember(text: str, context: Context) -> Report:
        seen.append((text, context.facts))
        return report("end/who")

    outcomes = outcomes_of(MessageSet("some", MESSAGES), remember)
    assert seen == [("fine", {}), ("secret words", {"role": "client"})]
    assert [outcome.message for outcome in outcomes] == list(MESSAGES)


def test_a_failure_tells_the_message():
    with pytest.raises(AssistantError, match="broke off: 'secret words'"):
        outcomes_of(MessageSet("some", MESSAGES), ask)


def test_a_failure_with_a_blind_set_tells_its_number_only(caplog: pytest.LogCaptureFixture):
    with pytest.raises(EvaluationError) as caught:
        outcomes_of(MessageSet("some", MESSAGES, blind=True), ask)
    assert str(caught.value) == "some, message 2: broke off"
    assert caught.value.__suppress_context__
    assert caplog.text == ""


def test_logs_are_back_after_a_blind_set(caplog: pytest.LogCaptureFixture):
    outcomes_of(MessageSet("some", MESSAGES[:1], blind=True), ask)
    outcomes_of(MessageSet("some", MESSAGES[:1]), ask)
    assert caplog.messages == ["asked fine"]
