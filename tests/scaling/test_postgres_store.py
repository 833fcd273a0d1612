"""The store of the conversations in a real PostgreSQL: patient, whole, and never written by two at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import psycopg2
import pytest
import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.lock_store import LockStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from channels.locks import PatientRedisLockStore
from channels.store import ChangedMeanwhileError, PatientSQLTrackerStore
from scripts.cluster.processes import Process

Settings = dict[str, Any]
Use = Callable[[], Awaitable[Any]]
DOMAIN = Domain.empty()


class Broker(EventBroker):
    """Remembers what it was told, and how many rows were stored by then."""

    def __init__(self, rows: Callable[[], int] = lambda: 0) -> None:
        self._rows = rows
        self.told: list[tuple[str, int]] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.told.append((event.get("text") or event["event"], self._rows()))


@pytest.fixture
def settings(postgres_server: tuple[Process, Settings]) -> Settings:
    return postgres_server[1]


@pytest.fixture
def database(postgres_server: tuple[Process, Settings]) -> Process:
    return postgres_server[0]


@pytest.fixture
def somebody() -> str:
    return uuid4().hex


def run(use: Use) -> Any:
    return asyncio.run(use())


def open_store(settings: Settings, **more: Any) -> PatientSQLTrackerStore:
    return PatientSQLTrackerStore(DOMAIN, **settings | more)


def connected(settings: Settings) -> Any:
    return psycopg2.connect(
        host=settings["host"],
        port=settings["port"],
        dbname=settings["db"],
        user=settings["username"],
        password=settings["password"],
    )


def rows(settings: Settings, conversation: str) -> int:
    with connected(settings) as connection, connection.cursor() as cursor:
        cursor.execute("select count(*) from events where sender_id = %s", (conversation,))
        return int(cursor.fetchone()[0])


async def say(store: PatientSQLTrackerStore, conversation: str, text: str) -> None:
    tracker = await store.get_or_create_tracker(conversation, append_action_listen=False)
    tracker.update(UserUttered(text))
    await store.save(tracker)


async def said(store: PatientSQLTrackerStore, conversation: str) -> list[str]:
    tracker = await store.retrieve_full_tracker(conversation)
    return [event.text for event in tracker.events] if tracker else []


async def write_too_late(one: PatientSQLTrackerStore, other: PatientSQLTrackerStore, somebody: str) -> None:
    """Save a conversation in which the other server has written since it was read, and be refused."""
    await say(one, somebody, "hello")
    late = await one.retrieve(somebody)
    await say(other, somebody, "in between")
    late.update(UserUttered("too late"))
    with pytest.raises(ChangedMeanwhileError):
        await one.save(late)


def test_what_was_saved_is_found_by_another_server_and_what_was_erased_is_not(
    settings: Settings, somebody: str
):
    async def use() -> None:
        one, other = open_store(settings), open_store(settings)
        await say(one, somebody, "hello")
        await say(other, somebody, "again")
        assert await said(one, somebody) == ["hello", "again"]
        await other.erase(somebody)
        assert await said(one, somebody) == []

    run(use)
    assert rows(settings, somebody) == 0


def test_every_call_of_the_store_has_limits_in_the_database_itself(settings: Settings):
    with open_store(settings).session_scope() as session:
        limits = {
            name: session.execute(sa.text(f"show {name}")).scalar()
            for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")
        }
    assert limits == {
        "statement_timeout": "5s",
        "lock_timeout": "3s",
        "idle_in_transaction_session_timeout": "10s",
    }


def test_a_server_holds_few_connections(settings: Settings):
    async def use() -> None:
        store = open_store(settings)
        await asyncio.gather(*(say(store, uuid4().hex, "hello") for _ in range(40)))
        assert store.engine.pool.checkedin() <= 4

    run(use)


def test_a_second_writer_is_refused_and_nothing_of_it_is_stored(settings: Settings, somebody: str):
    async def use() -> list[str]:
        one, other = open_store(settings), open_store(settings)
        await write_too_late(one, other, somebody)
        return await said(one, somebody)

    assert run(use) == ["hello", "in between"]


def test_of_two_who_write_at_the_same_moment_one_is_refused(settings: Settings, somebody: str):
    async def use() -> tuple[int, int]:
        one, other = open_store(settings), open_store(settings)
        await say(one, somebody, "hello")
        refused = 0
        for number in range(25):
            trackers = [await store.retrieve(somebody) for store in (one, other)]
            for tracker in trackers:
                tracker.update(UserUttered(f"round {number}"))
            results = await asyncio.gather(
                one.save(trackers[0]), other.save(trackers[1]), return_exceptions=True
            )
            refused += sum(isinstance(result, ChangedMeanwhileError) for result in results)
        return refused, len(await said(one, somebody))

    assert run(use) == (25, 26)


def test_an_erased_conversation_is_not_written_back_by_a_late_turn(settings: Settings, somebody: str):
    async def use() -> None:
        one, other = open_store(settings), open_store(settings)
        await say(one, somebody, "hello")
        late = await one.retrieve(somebody)
        await other.erase(somebody)
        late.update(UserUttered("too late"))
        with pytest.raises(ChangedMeanwhileError):
            await one.save(late)

    run(use)
    assert rows(settings, somebody) == 0


def conflicts(settings: Settings, locks: Callable[[], LockStore], conversations: int) -> tuple[int, int]:
    """Let two servers write to each conversation at once; return how many were refused, and how many lost."""

    async def write(store: PatientSQLTrackerStore, lock: LockStore, conversation: str) -> bool:
        async with lock.lock(conversation, wait_time_in_seconds=0.05):
            try:
                await say(store, conversation, "hello")
            except ChangedMeanwhileError:
                return False
        return True

    async def use() -> tuple[int, int]:
        servers = [(open_store(settings), locks()) for _ in range(2)]
        kept = stored = 0
        for _ in range(conversations):
            conversation = uuid4().hex
            done = await asyncio.gather(*(write(*server, conversation) for server in servers))
            kept += sum(done)
            stored += len(await said(servers[0][0], conversation))
        return 2 * conversations - kept, kept - stored

    refused, lost = run(use)
    return refused, lost


def test_with_the_lock_two_servers_lose_and_refuse_no_turn(settings: Settings, lock_settings: EndpointConfig):
    assert conflicts(settings, lambda: PatientRedisLockStore(lock_settings), 60) == (0, 0)


def test_after_a_restart_of_the_database_the_next_call_succeeds(
    settings: Settings, database: Process, somebody: str
):
    async def use() -> list[str]:
        store = open_store(settings)
        await say(store, somebody, "hello")
        database.kill()
        with pytest.raises((sa.exc.OperationalError, asyncio.TimeoutError)):
            await say(store, somebody, "nobody hears this")
        database.start()
        database.wait_until_it_answers()
        await say(store, somebody, "back again")
        return await said(store, somebody)

    assert run(use) == ["hello", "back again"]


def test_a_server_that_started_before_its_database_makes_the_tables_later(
    settings: Settings, database: Process, somebody: str
):
    with connected(settings) as connection, connection.cursor() as cursor:
        cursor.execute("drop table if exists events")
    connection.close()
    database.kill()
    store = open_store(settings)
    database.start()
    database.wait_until_it_answers()

    async def use() -> list[str]:
        other = open_store(settings)
        await asyncio.gather(say(store, somebody, "hello"), say(other, uuid4().hex, "hello"))
        return await said(store, somebody)

    assert run(use) == ["hello"]


def test_a_locked_table_is_given_up_in_seconds_while_the_loop_goes_on(settings: Settings, somebody: str):
    async def use() -> tuple[float, int]:
        store, beats = open_store(settings), 0
        await say(store, somebody, "hello")
        blocker = connected(settings)
        blocker.cursor().execute("lock table events in access exclusive mode")
        began = time.monotonic()
        saying = asyncio.get_running_loop().create_task(say(store, somebody, "is anybody there"))
        while not saying.done():
            await asyncio.sleep(0.05)
            beats += 1
        blocker.close()
        with pytest.raises(sa.exc.OperationalError):
            await saying
        return time.monotonic() - began, beats

    seconds, beats = run(use)
    assert seconds < 8
    assert beats > 0.3 * seconds / 0.05


def test_events_are_published_after_they_are_stored(settings: Settings, somebody: str):
    async def use() -> list[tuple[str, int]]:
        broker = Broker(lambda: rows(settings, somebody))
        store = open_store(settings, event_broker=broker)
        await say(store, somebody, "hello")
        await store.erase(somebody)
        return broker.told

    assert run(use) == [("hello", 1), ("conversation_erased", 0)]


def test_of_a_turn_that_was_refused_nothing_is_published(settings: Settings, somebody: str):
    async def use() -> list[tuple[str, int]]:
        broker = Broker()
        one, other = open_store(settings, event_broker=broker), open_store(settings)
        await write_too_late(one, other, somebody)
        return broker.told

    assert [text for text, _ in run(use)] == ["hello"]


def test_a_tracker_may_be_saved_twice(settings: Settings, somebody: str):
    async def use() -> list[str]:
        store = open_store(settings)
        tracker = DialogueStateTracker.from_events(somebody, [UserUttered("hello")], DOMAIN.slots)
        await store.save(tracker)
        tracker.update(UserUttered("again"))
        await store.save(tracker)
        return await said(store, somebody)

    assert run(use) == ["hello", "again"]
