"""Actions in the assistant's own process: what breaks or hangs there is told, and harms nobody else."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from channels.rolling import TURNS_OF_A_SESSION
from runtime.action_endpoints import THREADS
from tests.channel.browser import Browser, buttons, error
from tests.channel.servers import STORE, Assistant
from tests.channel.troubled_actions import BREAK, HANG, HANG_SECONDS, REPEAT, REVEAL

MANY = 1_000_000
QUESTION = "as a client, can I end an hourly contract?"


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant that is one process."""
    folder = tmp_path_factory.mktemp("alone")
    assistant = Assistant(
        folder,
        {
            "messages_per_minute": MANY,
            "messages_per_minute_per_address": MANY,
            "sessions_per_hour_per_address": MANY,
            "turn_seconds": 8,
            "secret_file": str(folder / "secret"),
        },
        {"type": STORE, "dialect": "sqlite", "db": str(folder / "conversations.db")},
        actions_module="tests.channel.troubled_actions",
    )
    assistant.start()
    assistant.rasa.wait_until_ready()
    yield assistant
    assistant.stop()


@pytest.fixture
def person(alone: Assistant) -> Browser:
    return Browser(alone.address).open()


def said(browser: Browser) -> list[str]:
    return [one["text"] for one in browser.history() if one["from"] == "user"]


def test_no_action_server_is_needed(person: Browser, alone: Assistant):
    assert person.ask(QUESTION)["report"]["kind"] == "advice"
    assert alone.gate.calls == 0
    assert person.call("GET", "/health").json()["checks"]["actions"] == "ok"


def test_an_action_that_breaks_leaves_no_trace_and_the_message_can_be_sent_again(person: Browser):
    person.ask(QUESTION)
    before = person.history()
    assert error(person.send({"text": f"can i end it, {BREAK}"}), 503) == "no_answer"
    assert person.history() == before
    assert person.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"


def test_an_action_that_breaks_puts_no_words_into_the_log_but_the_place(person: Browser, alone: Assistant):
    person.send({"text": f"can i end it, {BREAK}"})
    log = alone.log.read_text()
    assert REVEAL not in log
    assert BREAK not in log
    assert "ValueError" in log
    assert "troubled_actions.py" in log


def test_actions_that_follow_one_another_for_ever_are_cut_off_and_the_next_message_is_answered(
    person: Browser,
):
    person.ask(f"can i end it, {REPEAT}")

    assert person.ask(QUESTION)["report"]["kind"] == "advice"


def test_an_action_that_hangs_is_given_up_and_holds_up_nobody_else(person: Browser, alone: Assistant):
    other = Browser(alone.address).open()
    other.ask("hello")
    with ThreadPoolExecutor(1) as threads:
        hanging = threads.submit(person.send, {"text": f"can i end it, {HANG}"})
        time.sleep(1)
        assert other.ask(QUESTION)["report"]["kind"] == "advice"
        assert not hanging.done()
        assert error(hanging.result(), 503) == "too_slow"
    assert said(person) == []
    assert person.ask(QUESTION)["report"]["kind"] == "advice"


def test_health_tells_when_too_many_actions_hang(alone: Assistant):
    people = [Browser(alone.address).open() for _ in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as threads:
        hanging = [threads.submit(one.send, {"text": f"can i end it, {HANG}"}) for one in people]
        assert "hang" in wait_for_health(alone, 503)["actions"]
        assert {error(one.result(), 503) for one in hanging} == {"too_slow"}
    wait_for_health(alone, 200)
    assert people[0].ask(QUESTION)["report"]["kind"] == "advice"


def wait_for_health(alone: Assistant, status: int) -> dict[str, str]:
    """Return the checks as soon as health has this status."""
    deadline = time.monotonic() + 2 * HANG_SECONDS
    while time.monotonic() < deadline:
        health = Browser(alone.address).call("GET", "/health")
        if health.status_code == status:
            return dict(health.json()["checks"])
        time.sleep(0.2)
    raise AssertionError(f"health did not get {status}: {health.text}")


def test_in_a_long_conversation_nothing_of_its_beginning_is_lost(person: Browser, alone: Assistant):
    key = str(uuid4())
    first = person.send({"text": "Can I end my contract?"}, key).json()
    person.choose(buttons(first)["I am the client"])
    for _ in range(2 * TURNS_OF_A_SESSION):
        last = person.ask("hello")
    with sqlite3.connect(alone.folder / "conversations.db") as database:
        [(sessions,)] = database.execute(
            "select max(sessions) from (select count(*) as sessions from events"
            " where type_name = 'session_started' group by sender_id)"
        )
    database.close()
    assert sessions >= 3
    assert last["report"]["situation"]["role"] == "client"
    assert len(said(person)) == 2 * TURNS_OF_A_SESSION + 2
    assert person.send({"text": "Can I end my contract?"}, key).json() == first
    assert person.choose(buttons(first)["I am the freelancer"])["report"]["situation"]["role"] == "freelancer"


def test_a_consultation_is_not_cut_in_two(person: Browser):
    for _ in range(TURNS_OF_A_SESSION - 1):
        person.ask("hello")
    person.ask("make a plan for my contract")
    for answer in ("freelancer", "fixed price", "it is going badly", "he doesnt answer my messages anymore"):
        person.ask(answer)
    for answer in ("half of it is done", "for good", "not sure"):
        report = person.ask(answer)["report"]
        if report["kind"] == "plan":
            break
    assert report["kind"] == "plan"
    assert report["situation"]["contract_type"] == "fixed_price"
