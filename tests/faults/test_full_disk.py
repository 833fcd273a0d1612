"""A full disk: whoever writes is told so, nothing is stored by half, and it goes on when there is room."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from rasa.shared.core.domain import Domain
from sqlalchemy.exc import OperationalError

from channels.store import PatientSQLTrackerStore
from tests.channel.browser import Browser, error
from tests.channel.loops import in_a_loop
from tests.channel.servers import Assistant
from tests.faults.disks import Disk, small_disk
from tests.faults.servers import assistant_on
from tests.faults.stores import sqlite_store

QUESTION = "as a client, can I end an hourly contract?"
MEGABYTES = 8
# What the journal holds already is written over before it needs more room.
MOST_TURNS = 100


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Disk]:
    with small_disk(tmp_path_factory.mktemp("disk"), MEGABYTES) as disk:
        yield disk


@pytest.fixture(scope="module")
def assistant(
    disk: Disk, settings: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """An assistant whose conversations are on that disk."""
    store = sqlite_store(disk.folder)
    with assistant_on(store.settings, settings, tmp_path_factory.mktemp("assistant")) as assistant:
        yield assistant


def said(browser: Browser) -> list[str]:
    return [one["text"] for one in browser.history() if one["from"] == "user"]


def talk_until_refused(browser: Browser) -> tuple[list[str], str, str]:
    """Return the texts that were answered, and the first that was not, with its key."""
    answered: list[str] = []
    for number in range(MOST_TURNS):
        text, key = f"hello ({number})", str(uuid4())
        response = browser.send({"text": text}, key)
        if response.status_code != 200:
            assert error(response, 503) == "conversations_unavailable"
            assert "Please send your message again" in response.json()["error"]["message"]
            return answered, text, key
        answered.append(text)
    raise AssertionError(f"the disk was not full after {MOST_TURNS} turns")


def test_what_is_not_kept_is_refused_and_what_was_answered_is_kept(assistant: Assistant, disk: Disk):
    browser = Browser(assistant.address).open()
    with disk.full():
        answered, refused, key = talk_until_refused(browser)
        assert said(browser) == answered
        assert error(browser.send({"text": refused}, key), 503) == "conversations_unavailable"
        assert browser.call("GET", "/live").status_code == 200
        assert said(browser) == answered
    assert browser.send({"text": refused}, key).status_code == 200
    assert browser.send({"text": refused}, key).status_code == 200
    assert said(browser) == [*answered, refused]


def test_nobody_is_told_to_be_erased_who_is_not(assistant: Assistant, disk: Disk):
    browser = Browser(assistant.address).open()
    with disk.full():
        talk_until_refused(browser)
        response = browser.end()
        if response.status_code != 204:
            assert error(response, 503) == "conversations_unavailable"
            assert browser.call("GET", "/webhooks/web/messages").status_code == 200
    assert browser.end().status_code == 204
    assert error(browser.call("GET", "/webhooks/web/messages"), 401) == "session_ended"


def test_a_server_that_is_started_on_a_full_disk_serves_when_there_is_room(assistant: Assistant, disk: Disk):
    browser = Browser(assistant.address).open()
    browser.ask(QUESTION)
    assistant.rasa.stop(signal.SIGKILL)
    # It makes this file anew.
    (disk.folder / "conversations.db-shm").unlink()
    with disk.full():
        assistant.rasa.start()
        assistant.rasa.wait_until_answered(f"{assistant.address}/live")
        assert error(browser.send({"text": "and my score?"}), 503) == "conversations_unavailable"
    assistant.rasa.wait_until_ready()
    assert browser.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"


def test_tables_that_found_no_room_are_made_later(disk: Disk):
    async def use() -> bool:
        with disk.full():
            opened = PatientSQLTrackerStore(Domain.empty(), db=str(disk.folder / "new.db"))
            with pytest.raises(OperationalError):
                await opened.retrieve("somebody")
        return await opened.retrieve("somebody") is None

    assert in_a_loop(use())
