"""A row that nobody can read harms its own conversation only, and its person is told what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy as sa

from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant
from tests.faults.stores import Store

QUESTION = "as a client, can I end an hourly contract?"
SECRET = "Mrs Unreadable"
RATING = {"message": 0, "rating": "up"}


def event(kind: str, **more: Any) -> str:
    return json.dumps({"event": kind, "timestamp": 1_800_000_000.0, "text": SECRET} | more)


DAMAGED = {
    "JSON that breaks off": event("user")[:-9],
    "an event of a type that nobody knows": event("strange"),
    "an event of a newer Rasa": event("stack", update=[{"op": "add"}]),
    "an event that Rasa does not know any more": event("topic"),
    "an event without a type": json.dumps({"text": SECRET, "timestamp": 1.0}),
    "an event whose type is a list": event("user", event=["user"]),
    "a message that was understood as a word": event("user", parse_data=SECRET),
    "a message from no time": event("user", timestamp=SECRET),
    "an answer whose data are a text": event("bot", data=SECRET),
    "an answer with a button that has no title": event("bot", data={"buttons": [{"payload": SECRET}]}),
    "a list": json.dumps([SECRET]),
    "null": "null",
    "a number": "42",
    "nothing": None,
    "an empty text": "",
    "brackets without end": "[" * 100_000,
    "other letters": "\x7fELF\x02\x01\x01 \ufffd\ufffd " + SECRET,
}


def harmed(browser: Browser) -> set[str]:
    calls = [
        browser.send({"text": "and my score?"}),
        browser.call("GET", "/webhooks/web/messages"),
        browser.call("POST", "/webhooks/web/feedback", json=RATING),
    ]
    assert all("Retry-After" not in response.headers for response in calls)
    assert all("erase it and start a new one" in response.json()["error"]["message"] for response in calls)
    return {error(response, 503) for response in calls}


def spoil(browser: Browser, store: Store, data: Any) -> None:
    """Let a conversation begin, and put such a row behind it."""
    browser.ask(QUESTION)
    store.put(store.newest(), data)


def sound(browser: Browser, assistant: Assistant) -> None:
    """See that a damaged conversation can be erased, and that nobody else has noticed it."""
    assert Browser(assistant.address).open().ask(QUESTION)["report"]["kind"] == "advice"
    assert browser.call("GET", "/health").status_code == 200
    assert assistant.rasa.alive()
    assert browser.end().status_code == 204
    assert SECRET not in assistant.log.read_text()


@pytest.mark.parametrize("name", DAMAGED)
def test_a_row_of_another_kind_harms_its_own_conversation_only(name: str, assistant: Assistant, store: Store):
    browser = Browser(assistant.address).open()
    spoil(browser, store, DAMAGED[name])
    assert harmed(browser) == {"conversation_unreadable"}
    sound(browser, assistant)


def test_binary_rubbish_harms_its_own_conversation_only(assistant: Assistant, store: Store):
    if store.kind == "postgresql":
        pytest.skip("PostgreSQL takes no bytes for a text")
    for kind in ("blob", "text"):
        browser = Browser(assistant.address).open()
        spoil(browser, store, "{}")
        rubbish = bytes(range(256)) + SECRET.encode()
        words = sa.text(f"update events set data = cast(:data as {kind}) where data = '{{}}'")
        with store.engine.begin() as connection:
            connection.execute(words, data=rubbish)
        assert harmed(browser) == {"conversation_unreadable"}
        sound(browser, assistant)


def test_a_slot_that_this_model_has_not_is_passed_over(assistant: Assistant, store: Store):
    browser = Browser(assistant.address).open()
    spoil(browser, store, event("slot", name="of_another_model", value=1))
    assert browser.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"


def test_after_erasing_a_damaged_conversation_a_new_one_begins(assistant: Assistant, store: Store):
    browser = Browser(assistant.address).open()
    spoil(browser, store, "{")
    browser.end()
    assert error(browser.send({"text": QUESTION}), 401) == "session_ended"
    assert browser.open().ask(QUESTION)["report"]["kind"] == "advice"


def test_a_row_that_was_put_right_lets_the_conversation_go_on(assistant: Assistant, store: Store):
    browser = Browser(assistant.address).open()
    spoil(browser, store, "{")
    assert harmed(browser) == {"conversation_unreadable"}
    with store.engine.begin() as connection:
        connection.execute("delete from events where data = '{'")
    assert browser.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"
