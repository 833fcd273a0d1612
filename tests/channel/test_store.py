"""The store of the conversations does its work beside the loop, in order, and not for ever."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.exc import OperationalError

from channels import sqlite, store
from channels.store import PatientSQLTrackerStore
from tests.channel.loops import in_a_loop

DOMAIN = Domain.empty()


class Broker(EventBroker):
    """Remembers the loop in which it was told something."""

    def __init__(self) -> None:
        self.loops: list[asyncio.AbstractEventLoop] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.loops.append(asyncio.get_running_loop())


def open_store(folder: Path, **more: Any) -> PatientSQLTrackerStore:
    return PatientSQLTrackerStore(DOMAIN, db=str(folder / "conversations.db"), **more)


def tracker(*texts: str) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("somebody", [UserUttered(text) for text in texts], DOMAIN.slots)


def slowed(act: Callable[..., Any], seconds: float) -> Callable[..., Any]:
    def late(*arguments: Any) -> Any:
        time.sleep(seconds)
        return act(*arguments)

    return late


def test_what_was_saved_is_found_and_what_was_erased_is_not(tmp_path: Path):
    async def use() -> list[Any]:
        opened = open_store(tmp_path)
        await opened.save(tracker("hello"))
        found = await opened.retrieve_full_tracker("somebody")
        await opened.erase("somebody")
        return [found.events[0].text, await opened.retrieve_full_tracker("somebody")]

    assert in_a_loop(use()) == ["hello", None]


def test_a_call_that_hangs_is_given_up_and_its_work_is_seen_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async def use() -> list[str]:
        opened = open_store(tmp_path)
        monkeypatch.setattr(opened, "sessionmaker", slowed(opened.sessionmaker, 0.5))
        monkeypatch.setattr(store, "WAIT_SECONDS", 0.2)
        with pytest.raises(asyncio.TimeoutError):
            await opened.save(tracker("late"))
        monkeypatch.setattr(store, "WAIT_SECONDS", 10)
        return [event.text for event in (await opened.retrieve_full_tracker("somebody")).events]

    assert in_a_loop(use()) == ["late"]


def test_an_event_broker_is_told_in_its_own_loop(tmp_path: Path):
    async def use() -> bool:
        broker = Broker()
        await open_store(tmp_path, event_broker=broker).save(tracker("hello"))
        return broker.loops == [asyncio.get_running_loop()]

    assert in_a_loop(use())


def test_rows_are_read_from_a_number_on(tmp_path: Path):
    async def use() -> list[list[str]]:
        opened = open_store(tmp_path)
        await opened.save(tracker("one", "two", "three"))
        every = await opened.rows_from("somebody", 0)
        later = await opened.rows_from("somebody", every[1].number)
        return [[row.event["text"] for row in rows] for rows in (every, later)]

    assert in_a_loop(use()) == [["one", "two", "three"], ["two", "three"]]


def test_a_session_is_found_although_the_clock_was_set_back(tmp_path: Path):
    async def use() -> list[str]:
        opened = open_store(tmp_path)
        now = time.time()
        events = [
            SessionStarted(timestamp=now),
            UserUttered("old", timestamp=now + 1),
            SessionStarted(timestamp=now - 3600),
            UserUttered("new", timestamp=now - 3599),
        ]
        await opened.save(DialogueStateTracker.from_events("somebody", events, DOMAIN.slots))
        session = await opened.retrieve("somebody")
        session.update(UserUttered("newer", timestamp=now - 3598))
        await opened.save(session)
        found = await opened.retrieve("somebody")
        return [event.text for event in found.events if isinstance(event, UserUttered)]

    assert in_a_loop(use()) == ["new", "newer"]


def test_what_is_stored_is_waited_for_until_it_is_on_the_disk(tmp_path: Path):
    async def use() -> list[Any]:
        with open_store(tmp_path).engine.connect() as connection:
            asked = ("journal_mode", "synchronous", "busy_timeout", "secure_delete")
            return [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in asked]

    assert in_a_loop(use()) == ["wal", 2, 5000, 1]


def test_erased_words_are_in_no_file_any_more(tmp_path: Path):
    async def use(erase: bool) -> bytes:
        folder = tmp_path / str(erase)
        folder.mkdir()
        opened = open_store(folder)
        await opened.save(tracker(*["words that nobody else has ever said"] * 50))
        if erase:
            await opened.erase("somebody")
        return b"".join(path.read_bytes() for path in folder.iterdir())

    assert b"nobody else" in in_a_loop(use(erase=False))
    assert b"nobody else" not in in_a_loop(use(erase=True))


def test_erasing_is_not_done_as_long_as_somebody_else_reads_the_words(tmp_path: Path, monkeypatch: Any):
    async def use() -> None:
        monkeypatch.setattr(sqlite, "BUSY_MILLISECONDS", 100)
        opened = open_store(tmp_path)
        await opened.save(tracker("words"))
        reader = sqlite3.connect(tmp_path / "conversations.db")
        reader.execute("begin")
        reader.execute("select * from events").fetchone()
        with pytest.raises(OperationalError):
            await opened.erase("somebody")
        reader.close()
        await opened.erase("somebody")

    in_a_loop(use())
