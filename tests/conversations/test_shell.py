"""The same errands typed into the real Rasa shell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.yaml_files import parse_yaml
from tests.conversations.terminal import Shell

TURNS = parse_yaml(Path(__file__).with_name("main_job.yml"))["turns"]


@pytest.fixture(scope="module")
def shell() -> Iterator[Shell]:
    with Shell() as running:
        yield running


@pytest.fixture(autouse=True)
def afresh(shell: Shell) -> None:
    assert "afresh" in shell.say("/restart")


@pytest.mark.parametrize("turn", TURNS, ids=[turn["text"] for turn in TURNS])
def test_a_first_question_typed_gets_its_answer(turn: dict[str, object], shell: Shell):
    said = shell.say(str(turn["text"]))
    for expression in list(turn["says"]):  # type: ignore[call-overload]
        assert re.search(expression, said, re.IGNORECASE | re.MULTILINE), f"{expression!r} is not in:\n{said}"
    assert "Sources:" in said


def test_the_shell_shows_text_only_and_no_report(shell: Shell):
    said = shell.say("Can I end my contract?")
    assert "Custom json" not in said
    assert "{" not in said


def test_a_choice_is_picked_by_its_number(shell: Shell):
    said = shell.say("Can I end my contract?")
    assert "1. I am the freelancer" in said
    assert "Yes. You can leave at any time" in shell.say("1")


def test_follow_ups_are_understood(shell: Shell):
    assert "pausing fits better" in shell.say("pause or end? I need a 2 month break")
    assert "score" in shell.say("and my score?")
    assert "score" in shell.say("what if it's hourly")


def test_an_empty_line_is_answered_and_the_shell_goes_on(shell: Shell):
    assert "empty" in shell.say("")
    assert "program, not a person" in shell.say("are you a human?")


def test_what_is_outside_and_what_is_gibberish_are_told_apart(shell: Shell):
    assert "outside what I know" in shell.say("how do I write a proposal")
    assert "did not understand" in shell.say("asdfgh")
