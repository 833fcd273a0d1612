"""What is kept of a conversation, and that it can be erased."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant

SECRET = "Mrs Unforgettable"


def rows(assistant: Assistant) -> int:
    database = sqlite3.connect(assistant.folder / "conversations.db")
    [(number,)] = database.execute("select count(*) from events")
    database.close()
    return int(number)


def on_disk(folder: Path) -> bool:
    return any(SECRET.encode() in path.read_bytes() for path in folder.glob("conversations.db*"))


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


def test_the_secret_is_readable_for_its_owner_only(assistant: Assistant):
    assert (assistant.folder / "secret").stat().st_mode & 0o777 == 0o600
