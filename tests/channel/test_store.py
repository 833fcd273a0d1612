"""The store of the conversations does its work beside the loop, in order, and not for ever."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels import store
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
