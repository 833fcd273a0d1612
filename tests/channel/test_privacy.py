"""What is kept of a conversation, and that it can be erased."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from channels.rolling import TURNS_OF_A_SESSION
from tests.channel.browser import Browser, buttons, error
from tests.channel.servers import Assistant

SECRET = "Mrs Unforgettable"
OTHER = "Mr Somebody"


def rows(assistant: Assistant) -> int:
    database = sqlite3.connect(assistant.folder / "conversations.db")
    [(number,)] = database.execute("select count(*) from events")
    database.close()
    return int(number)


def on_disk(folder: Path) -> bool:
    return any(SECRET.encode() in path.read_bytes() for path in folder.glob("conversations.db*"))


def anywhere(folder: Path) -> list[str]:
    """Return all files of the assistant that hold the words: store, logs and settings."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if SECRET.encode() in path.read_bytes()]


def test_deleting_erases_every_row_and_every_trace_in_the_file(assistant: Assistant):
    before = rows(assistant)
    browser = Browser(assistant.address).open()
    browser.ask(f"my client is {SECRET}, can i end my contract?")
    assert on_disk(assistant.folder)
    response = browser.end()
    assert response.status_code == 204
    assert response.content == b""
    assert rows(assistant) == before
    assert not on_disk(assistant.folder)


def test_after_deleting_the_token_opens_nothing(browser: Browser):
    browser.ask("hello")
    browser.end()
    assert error(browser.call("GET", "/webhooks/web/messages"), 401) == "session_ended"
    assert error(browser.send({"text": "hello"}), 401) == "session_ended"


def test_deleting_twice_does_no_harm(browser: Browser):
    assert browser.end().status_code == 204
    assert browser.end().status_code == 204


def test_deleting_one_conversation_leaves_the_others(browser: Browser, assistant: Assistant):
    other = Browser(assistant.address).open()
    other.ask("hello")
    browser.end()
    assert len(other.history()) == 2


def test_deleting_works_with_conversations_in_memory(caller: Browser):
    caller.open()
    caller.ask("hello")
    assert caller.end().status_code == 204
    assert error(caller.call("GET", "/webhooks/web/messages"), 401) == "session_ended"


def test_nothing_that_is_sent_tells_the_id_of_the_conversation(browser: Browser, assistant: Assistant):
    answer = browser.ask("Can I end my contract?")
    database = sqlite3.connect(assistant.folder / "conversations.db")
    ids = {sender for (sender,) in database.execute("select distinct sender_id from events")}
    database.close()
    shown = f"{browser.token} {answer} {browser.history()}"
    assert [one for one in ids if one in shown] == []


def stored(assistant: Assistant, kind: str, conversation: str) -> list[dict[str, Any]]:
    database = sqlite3.connect(assistant.folder / "conversations.db")
    words = "select data from events where type_name = ? and sender_id = ? order by id"
    rows = database.execute(words, (kind, conversation)).fetchall()
    database.close()
    return [json.loads(data) for (data,) in rows]


def newest(assistant: Assistant) -> str:
    database = sqlite3.connect(assistant.folder / "conversations.db")
    [(conversation,)] = database.execute("select sender_id from events order by id desc limit 1")
    database.close()
    return str(conversation)


def test_a_person_can_see_all_that_is_stored_of_what_was_said(browser: Browser, assistant: Assistant):
    Browser(assistant.address).open().ask(f"my client is {OTHER}, can i end my contract?")
    asked = browser.ask("Can I end my contract?")
    browser.choose(buttons(asked)["I am the client"])
    for number in range(TURNS_OF_A_SESSION):
        browser.ask(f"and my feedback? ({number})")
    rating = {"message": 1, "rating": "down", "comment": "too long"}
    assert browser.call("POST", "/webhooks/web/feedback", json=rating).status_code == 204
    shown = browser.call("GET", "/webhooks/web/messages").json()
    mine = newest(assistant)
    for kind in ("user", "bot"):
        said = [one["text"] for one in shown["messages"] if one["from"] == kind]
        kept = [event["text"] for event in stored(assistant, kind, mine) if event["text"]]
        # An action keeps its text in one message by a blank in every empty line.
        assert said == [text.replace("\n \n", "\n\n") for text in kept]
    assert shown["ratings"] == [rating]
    assert shown["messages"][-1]["report"]["situation"]["role"] == "client"
    assert OTHER not in str(shown)


def test_nobody_sees_anything_without_the_token(browser: Browser):
    browser.ask("hello")
    browser.token = f"{browser.token}x"
    assert error(browser.call("GET", "/webhooks/web/messages"), 401) == "invalid_token"


def test_the_secret_is_readable_for_its_owner_only(assistant: Assistant):
    assert (assistant.folder / "secret").stat().st_mode & 0o777 == 0o600


def test_who_asks_to_be_forgotten_and_agrees_is_erased_everywhere(assistant: Assistant):
    before = rows(assistant)
    browser = Browser(assistant.address).open()
    browser.ask(f"I am a freelancer, my client is {SECRET}, can i end my contract?")
    asked = browser.ask("please delete my data")
    assert anywhere(assistant.folder) != []
    answer = browser.choose(buttons(asked)["Erase it"])
    assert (answer["report"]["kind"], answer["report"]["situation"]) == ("erasure", {})
    assert "erased" in answer["messages"][0]["text"]
    assert rows(assistant) == before
    assert anywhere(assistant.folder) == []
    assert error(browser.send({"text": "hello"}), 401) == "session_ended"


def test_who_thinks_better_of_it_keeps_the_conversation(browser: Browser):
    browser.ask("I am a freelancer, can i end my contract?")
    asked = browser.ask("erase this conversation")
    browser.choose(buttons(asked)["Keep it"])
    assert browser.ask("and my score?")["report"]["situation"]["role"] == "freelancer"


def test_if_it_cannot_be_erased_nothing_is_said_to_be(browser: Browser, assistant: Assistant):
    browser.ask("hello")
    choice = buttons(browser.ask("erase this conversation"))["Erase it"]
    database = sqlite3.connect(assistant.folder / "conversations.db", isolation_level=None)
    database.execute("CREATE TRIGGER kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'not now'); END")
    try:
        assert error(browser.send({"choice": choice}), 503) == "conversations_unavailable"
    finally:
        database.execute("DROP TRIGGER kept")
        database.close()
    assert browser.choose(choice)["report"]["kind"] == "erasure"
