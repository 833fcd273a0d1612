"""When something behind the channel fails, the person is told, nothing is lost, and nothing happens twice."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
import requests

from tests.channel.browser import Browser, buttons, error
from tests.channel.servers import Assistant, Gate

QUESTION = "as a client, can I end an hourly contract?"


def said(browser: Browser) -> list[str]:
    return [one["text"] for one in browser.history() if one["from"] == "user"]


class InBackground:
    """A call that goes on by itself; calling it waits for the response."""

    def __init__(self, call: Callable[[], requests.Response]) -> None:
        self._responses: list[requests.Response] = []
        self._thread = threading.Thread(target=lambda: self._responses.append(call()))
        self._thread.start()

    @property
    def done(self) -> bool:
        return not self._thread.is_alive()

    def __call__(self) -> requests.Response:
        self._thread.join()
        return self._responses[0]


def test_with_the_action_server_down_the_message_can_be_sent_again(browser: Browser, assistant: Assistant):
    key = str(uuid4())
    assistant.actions.stop()
    try:
        response = browser.send({"text": QUESTION}, key)
        assert error(response, 503) == "no_answer"
        assert int(response.headers["Retry-After"]) > 0
        assert said(browser) == []
    finally:
        assistant.actions.start()
        assistant.actions.wait_until_ready()
    again = browser.send({"text": QUESTION}, key).json()
    first_time = Browser(assistant.address).open().ask(QUESTION)
    assert again["report"] == first_time["report"]
    assert said(browser) == [QUESTION]


def test_a_failed_turn_changes_nothing_in_the_conversation(browser: Browser, assistant: Assistant):
    offered = buttons(browser.ask("Can I end my contract?"))
    before = browser.history()
    assistant.gate.fails = True
    try:
        assert error(browser.send({"text": QUESTION}), 503) == "no_answer"
        assert error(browser.send({"choice": offered["I am the client"]}), 503) == "no_answer"
    finally:
        assistant.gate.fails = False
    assert browser.history() == before
    assert "contract_type" not in browser.ask("and my feedback?")["report"]["situation"]


def test_an_action_that_breaks_puts_no_words_into_the_log(browser: Browser, assistant: Assistant):
    assistant.gate.fails = True
    try:
        browser.send({"text": "my client Mrs Broken asks, can i end it?"})
    finally:
        assistant.gate.fails = False
    assert "Mrs Broken" not in assistant.log.read_text()


def test_a_slow_answer_is_given_up_and_can_be_asked_for_again(caller: Browser, strict: Assistant):
    caller.open()
    strict.gate.shut()
    try:
        assert error(caller.send({"text": QUESTION}), 503) == "too_slow"
    finally:
        strict.gate.open()
    assert said(caller) == []
    assert caller.ask(QUESTION)["report"]["situation"]["role"] == "client"


def test_with_the_store_down_nobody_is_forgotten_in_silence(browser: Browser, assistant: Assistant):
    browser.ask(QUESTION)
    rename(assistant, "events", "away")
    try:
        assert error(browser.send({"text": "and my score?"}), 503) == "conversations_unavailable"
        assert error(browser.call("GET", "/webhooks/web/messages"), 503) == "conversations_unavailable"
        assert error(browser.call("POST", "/webhooks/web/sessions"), 503) == "conversations_unavailable"
        assert error(browser.end(), 503) == "conversations_unavailable"
        health = browser.call("GET", "/health")
        assert health.status_code == 503
        assert health.json()["checks"]["conversations"] != "ok"
    finally:
        rename(assistant, "away", "events")
    assert browser.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"


def test_a_locked_store_holds_up_its_own_callers_only(browser: Browser, assistant: Assistant):
    browser.ask(QUESTION)
    database = sqlite3.connect(assistant.folder / "conversations.db", isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    try:
        waiting = InBackground(lambda: browser.send({"text": "and my score?"}))
        time.sleep(0.5)
        assert browser.call("GET", "/").status_code == 200
        assert not waiting.done
    finally:
        database.execute("ROLLBACK")
        database.close()
    assert waiting().status_code == 200
    assert said(browser) == [QUESTION, "and my score?"]


def test_the_same_key_brings_the_same_answer_and_no_second_turn(browser: Browser):
    key = str(uuid4())
    first = browser.send({"text": QUESTION}, key)
    second = browser.send({"text": QUESTION}, key)
    assert first.status_code == second.status_code == 200
    assert second.json() == first.json()
    assert said(browser) == [QUESTION]


def test_the_first_answer_comes_back_even_after_other_turns(browser: Browser):
    key = str(uuid4())
    first = browser.send({"text": QUESTION}, key).json()
    browser.ask("and my score?")
    assert browser.send({"text": QUESTION}, key).json() == first


def test_a_choice_can_be_sent_again_too(browser: Browser):
    key = str(uuid4())
    choice = buttons(browser.ask("Can I end my contract?"))["I am the client"]
    first = browser.send({"choice": choice}, key).json()
    assert browser.send({"choice": choice}, key).json() == first
    assert len(said(browser)) == 2


def test_without_a_key_the_same_words_are_two_messages(browser: Browser):
    browser.ask("hello")
    browser.ask("hello")
    assert said(browser) == ["hello", "hello"]


def test_a_key_is_good_for_one_message_only(browser: Browser):
    key = str(uuid4())
    browser.send({"text": QUESTION}, key)
    assert error(browser.send({"text": "and my score?"}, key), 400) == "idempotency_key_reused"
    assert said(browser) == [QUESTION]


def test_a_key_means_nothing_in_another_conversation(browser: Browser, assistant: Assistant):
    key = str(uuid4())
    browser.send({"text": QUESTION}, key)
    other = Browser(assistant.address).open()
    assert other.send({"text": "hello"}, key).json()["report"]["kind"] == "smalltalk"


@pytest.fixture
def gate(assistant: Assistant) -> Iterator[Gate]:
    """The way to the actions, shut: a turn that has come there waits until it is opened."""
    assistant.gate.shut()
    yield assistant.gate
    assistant.gate.open()


def in_a_turn(gate: Gate, call: Callable[[], requests.Response]) -> InBackground:
    """Return a call whose turn waits at the gate."""
    calls = gate.calls
    going_on = InBackground(call)
    gate.wait_for_calls(calls + 1)
    return going_on


def test_a_second_message_during_a_turn_is_turned_away(browser: Browser, gate: Gate):
    first = in_a_turn(gate, lambda: browser.send({"text": QUESTION}))
    assert error(browser.send({"text": "hello"}), 409) == "turn_in_progress"
    gate.open()
    assert first().status_code == 200
    assert said(browser) == [QUESTION]


def test_a_retry_during_the_turn_waits_for_its_answer(browser: Browser, gate: Gate):
    key = str(uuid4())
    first = in_a_turn(gate, lambda: browser.send({"text": QUESTION}, key))
    calls = gate.calls
    second = InBackground(lambda: browser.send({"text": QUESTION}, key))
    time.sleep(0.3)
    assert not second.done
    gate.open()
    assert second().json() == first().json()
    assert gate.calls == calls


def test_a_turn_is_finished_although_the_browser_has_gone(browser: Browser, gate: Gate):
    key = str(uuid4())
    calls = gate.calls
    with pytest.raises(requests.Timeout):
        requests.post(
            f"{browser.address}/webhooks/web/messages",
            json={"text": QUESTION},
            headers={"Authorization": f"Bearer {browser.token}", "Idempotency-Key": key},
            timeout=2,
        )
    gate.wait_for_calls(calls + 1)
    gate.open()
    assert browser.send({"text": QUESTION}, key).json()["report"]["kind"] == "advice"
    assert gate.calls == calls + 1
    assert said(browser) == [QUESTION]


def test_one_slow_conversation_does_not_hold_up_another(browser: Browser, gate: Gate):
    first = in_a_turn(gate, lambda: browser.send({"text": QUESTION}))
    assert browser.call("GET", "/webhooks/web/messages").status_code == 200
    assert not first.done
    gate.open()
    assert first().status_code == 200


def test_a_long_message_does_not_hold_up_short_ones(assistant: Assistant):
    long, short = Browser(assistant.address).open(), Browser(assistant.address).open()
    short.ask("hello")
    story = "My client paused the contract and does not answer, should I end it? " * 58
    first = InBackground(lambda: long.send({"text": story}))
    time.sleep(0.1)
    short.ask("hello")
    assert not first.done
    assert first().status_code == 200


def test_deleting_waits_for_the_turn_and_erases_that_too(browser: Browser, gate: Gate):
    first = in_a_turn(gate, lambda: browser.send({"text": QUESTION}))
    ended = InBackground(browser.end)
    time.sleep(0.3)
    assert not ended.done
    gate.open()
    assert ended().status_code == 204
    assert first().status_code == 200
    assert error(browser.call("GET", "/webhooks/web/messages"), 401) == "session_ended"


def rename(assistant: Assistant, old: str, new: str) -> None:
    database = sqlite3.connect(assistant.folder / "conversations.db", timeout=10)
    database.execute(f"alter table {old} rename to {new}")
    database.close()
