"""What actions name in their code, responses and the intents of buttons, is in the domain."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from actions.advise import TAKES_UP_LAST_QUESTIONS
from components.legibility import Problem

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "utter_"
# Names that actions put together, as they are written in the code.
BY_INTENT = "f'utter_{turn.intent}'"
BY_PROBLEM = "f'utter_{turn.unreadable}'"


@pytest.fixture(scope="module")
def nodes():
    files = sorted((ROOT / "actions").glob("*.py"))
    return [node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))]


@pytest.fixture(scope="module")
def put_together(nodes):
    strings = [ast.unparse(node) for node in nodes if isinstance(node, ast.JoinedStr)]
    return {string for string in strings if PREFIX in string}


@pytest.fixture(scope="module")
def written(nodes):
    strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {string for string in strings if string.startswith(PREFIX) and string != PREFIX}


@pytest.fixture(scope="module")
def by_intent(rasa_rules):
    """The intents whose response has their name: small talk, and what takes up a question nobody asked."""
    talk = {intent for _, intents, run in rasa_rules if run == ["action_talk"] for intent in intents}
    return talk | TAKES_UP_LAST_QUESTIONS


def test_no_other_names_of_responses_are_put_together(put_together):
    assert put_together == {BY_INTENT, BY_PROBLEM}


def test_every_response_written_out_in_an_action_exists(domain, written):
    assert written
    assert written - domain["responses"].keys() == set()


def test_every_intent_that_is_talked_about_has_a_response(domain, by_intent):
    assert by_intent
    assert {f"{PREFIX}{intent}" for intent in by_intent} - domain["responses"].keys() == set()


def test_every_problem_with_a_text_has_a_response(domain):
    problems = get_args(Problem)
    assert problems
    assert {f"{PREFIX}{problem}" for problem in problems} - domain["responses"].keys() == set()


def test_the_domain_has_no_response_that_no_action_gives(domain, written, by_intent):
    named = written | {f"{PREFIX}{name}" for name in {*by_intent, *get_args(Problem)}}
    assert domain["responses"].keys() - named == set()


def test_every_response_says_something_and_waits_for_no_value(domain):
    texts = {name: [one.get("text", "") for one in given] for name, given in domain["responses"].items()}
    assert [name for name, said in texts.items() if not said or not all(said)] == []
    assert [name for name, said in texts.items() if any("{" in text for text in said)] == []


def test_every_button_sends_an_intent_of_the_domain(domain, nodes):
    strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    sent = {found.group(1) for string in strings if (found := re.fullmatch(r"/(\w+)", string))}
    assert sent
    assert sent - set(domain["intents"]) == set()
