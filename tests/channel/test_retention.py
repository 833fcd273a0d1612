"""Old conversations are erased for good, young ones stay, and servers that do it at once do no harm."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from channels import retention
from channels.clocks import TimeOfDay
from channels.retention import DAY, Retention
from channels.store import PatientSQLTrackerStore
from tests.channel.loops import in_a_loop

DOMAIN = Domain.empty()
NOW = 1_800_000_000.0
SECRET = "Mrs Unforgettable"


class Assistant:
    """As much of an agent as looking after its store needs."""

    def __init__(self, store: Any) -> None:
        self.tracker_store = store
        self.lock_store = InMemoryLockStore()
        self.processor = None


def open_store(folder: Path, **more: Any) -> PatientSQLTrackerStore:
    return PatientSQLTrackerStore(DOMAIN, db=str(folder / "conversations.db"), **more)


async def say(store: Any, conversation: str, *days_ago: float) -> None:
    said = [UserUttered(f"{SECRET} {days}", timestamp=NOW - days * DAY) for days in days_ago]
    tracker = await store.get_or_create_tracker(conversation)
    tracker.update_with_events(said, DOMAIN, override_timestamp=False)
    await store.save(tracker)


async def there(store: Any, *conversations: str) -> list[str]:
    return [one for one in conversations if await store.retrieve_full_tracker(one) is not None]


def keeper() -> Retention:
    return Retention(30, TimeOfDay(lambda: NOW))


class Clocks:
    """A time of day that can be set, beside a clock that only goes on."""

    def __init__(self) -> None:
        self.wall, self.steady = NOW, 1000.0

    def wait(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds

    def time_of_day(self) -> TimeOfDay:
        return TimeOfDay(lambda: self.wall, lambda: self.steady)


def test_what_is_old_is_erased_and_what_is_young_stays(tmp_path: Path):
    async def use() -> tuple[int, list[str]]:
        store = open_store(tmp_path)
        await say(store, "old", 40, 31)
        await say(store, "young", 2)
        await say(store, "going-on", 50, 1)
        erased = await keeper().run(Assistant(store))  # type: ignore[arg-type]
        return erased, await there(store, "old", "young", "going-on")

    assert in_a_loop(use()) == (1, ["young", "going-on"])


def test_nothing_of_an_old_conversation_is_left_in_any_file(tmp_path: Path):
    async def use() -> None:
        store = open_store(tmp_path)
        store.engine.execute("PRAGMA journal_mode = WAL")
        await say(store, "old", 40)
        assert any(SECRET.encode() in path.read_bytes() for path in tmp_path.iterdir())
        await keeper().run(Assistant(store))  # type: ignore[arg-type]

    in_a_loop(use())
    assert [path.name for path in tmp_path.iterdir() if SECRET.encode() in path.read_bytes()] == []


def test_one_run_erases_no_more_than_a_batch(tmp_path: Path, monkeypatch: Any):
    monkeypatch.setattr(retention, "BATCH", 3)

    async def use() -> list[int]:
        store = open_store(tmp_path)
        for number in range(7):
            await say(store, f"old{number}", 40, 39)
        assistant: Any = Assistant(store)
        return [await keeper().run(assistant) for _ in range(4)]

    assert in_a_loop(use()) == [3, 3, 1, 0]


def test_who_writes_again_meanwhile_keeps_the_conversation(tmp_path: Path):
    async def use() -> list[str]:
        store = open_store(tmp_path)
        await say(store, "waking", 40)
        [found] = await store.last_said_before(NOW - 30 * DAY, 10)
        await say(store, "waking", 0)
        assert not await store.erase(found, unless_after=NOW - 30 * DAY)
        return await there(store, "waking")

    assert in_a_loop(use()) == ["waking"]


def test_two_servers_may_do_it_at_once(tmp_path: Path):
    async def use() -> list[str]:
        stores = [open_store(tmp_path), open_store(tmp_path)]
        for number in range(20):
            await say(stores[0], f"old{number}", 40)
        await say(stores[0], "young", 1)
        await asyncio.gather(*(keeper().run(Assistant(store)) for store in stores))  # type: ignore[arg-type]
        return await there(stores[1], "young", *(f"old{number}" for number in range(20)))

    assert in_a_loop(use()) == ["young"]


def test_a_store_that_fails_is_tried_again_later(tmp_path: Path):
    async def use() -> tuple[bool, list[str]]:
        store = open_store(tmp_path)
        await say(store, "old", 40)
        store.engine.execute("ALTER TABLE events RENAME TO away")
        assistant: Any = Assistant(store)
        erased = await keeper()._attempt(keeper().run(assistant))
        store.engine.execute("ALTER TABLE away RENAME TO events")
        await keeper()._attempt(keeper().run(assistant))
        return erased, await there(store, "old")

    assert in_a_loop(use()) == (0, [])


def after(days_wrong: float, days_later: float, folder: Path) -> list[str]:
    """Say something while the clock is so wrong, put it right, and return what is kept so much later."""

    async def use() -> list[str]:
        clocks, store = Clocks(), open_store(folder)
        assistant: Any = Assistant(store)
        retention = Retention(30, clocks.time_of_day())
        await say(store, "before", 1)
        await retention._begin(assistant)
        await say(store, "meanwhile", -days_wrong)
        clocks.wait(3600)
        await retention.run(assistant)
        clocks.wait(days_later * DAY)
        await retention.run(assistant)
        return await there(store, "before", "meanwhile")

    return in_a_loop(use())


@pytest.mark.parametrize("days_wrong", [-20_000, -400, 0, 400, 20_000])
def test_what_was_said_by_a_wrong_clock_is_kept_as_long_as_all_else(days_wrong: float, tmp_path: Path):
    assert after(days_wrong, 28, tmp_path) == ["before", "meanwhile"]


@pytest.mark.parametrize("days_wrong", [-20_000, -400, 0, 400, 20_000])
def test_what_was_said_by_a_wrong_clock_is_kept_no_longer(days_wrong: float, tmp_path: Path):
    assert after(days_wrong, 31, tmp_path) == []


@pytest.mark.parametrize("days", [-400, -1, 1, 400])
def test_a_clock_that_was_just_set_erases_nothing(days: float, tmp_path: Path):
    async def use() -> list[list[str]]:
        clocks, store = Clocks(), open_store(tmp_path)
        assistant: Any = Assistant(store)
        retention = Retention(30, clocks.time_of_day())
        await say(store, "young", 1)
        kept = []
        for step in (0, days, -days, 0):
            clocks.wall += step * DAY
            clocks.wait(await retention.look(assistant))
            kept.append(await there(store, "young"))
        return kept

    assert in_a_loop(use()) == [["young"]] * 4


def test_old_conversations_are_looked_for_a_minute_after_the_start_and_every_hour(tmp_path: Path):
    async def use() -> tuple[list[float], list[str]]:
        clocks, store = Clocks(), open_store(tmp_path)
        assistant: Any = Assistant(store)
        retention = Retention(30, clocks.time_of_day())
        await say(store, "old", 40)
        pauses = []
        for _ in range(3):
            pauses.append(await retention.look(assistant))
            clocks.wait(pauses[-1])
        return pauses, await there(store, "old")

    assert in_a_loop(use()) == ([60, 3600, 3600], [])


def test_conversations_in_memory_end_with_the_process():
    assistant: Any = Assistant(InMemoryTrackerStore(DOMAIN))
    assert in_a_loop(keeper().run(assistant)) == 0
