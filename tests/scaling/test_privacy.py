"""Erasing, and keeping no longer than was promised, with PostgreSQL and Redis as many servers have them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg2
import pytest
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.utils.endpoints import EndpointConfig

from channels.clocks import TimeOfDay
from channels.conversations import erase
from channels.locks import PatientRedisLockStore
from channels.retention import DAY, Retention
from channels.store import PatientSQLTrackerStore
from scripts.cluster.processes import Process

Settings = dict[str, Any]
DOMAIN = Domain.empty()
# Nobody else of these tests says anything so long before or after.
NOW = 1_500_000_000.0
SECRET = "Mrs Unforgettable"


class Broker(EventBroker):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []

    def publish(self, event: dict[str, Any]) -> None:
        self.told.append(event)


@pytest.fixture
def settings(postgres_server: tuple[Process, Settings]) -> Settings:
    return postgres_server[1]


def server(settings: Settings, locks: EndpointConfig, broker: EventBroker | None = None) -> Any:
    """Return as much of a server as erasing needs."""
    store = PatientSQLTrackerStore(DOMAIN, event_broker=broker, **settings)
    return SimpleNamespace(tracker_store=store, lock_store=PatientRedisLockStore(locks), processor=None)


def run(use: Callable[[], Awaitable[Any]]) -> Any:
    return asyncio.run(use())


async def say(agent: Any, conversation: str, *days_ago: float) -> None:
    said = [UserUttered(f"{SECRET} {days}", timestamp=NOW - days * DAY) for days in days_ago]
    tracker = await agent.tracker_store.get_or_create_tracker(conversation, append_action_listen=False)
    tracker.update_with_events(said, DOMAIN, override_timestamp=False)
    await agent.tracker_store.save(tracker)


def rows(settings: Settings, *conversations: str) -> list[int]:
    connection = psycopg2.connect(
        host=settings["host"],
        port=settings["port"],
        dbname=settings["db"],
        user=settings["username"],
        password=settings["password"],
    )
    words = "select count(*) from events where sender_id = %s"
    with connection.cursor() as cursor:
        counts = []
        for conversation in conversations:
            cursor.execute(words, (conversation,))
            counts.append(int(cursor.fetchone()[0]))
    connection.close()
    return counts


def keeper() -> Retention:
    return Retention(30, TimeOfDay(lambda: NOW))


@pytest.fixture
def names() -> list[str]:
    return [uuid4().hex for _ in range(3)]


def test_what_is_old_is_erased_and_what_goes_on_stays(
    settings: Settings, lock_settings: EndpointConfig, names: list[str]
):
    async def use() -> None:
        agent = server(settings, lock_settings)
        for name, days in zip(names, [(40, 31), (2,), (50, 1)], strict=True):
            await say(agent, name, *days)
        assert await keeper().run(agent) == 1

    run(use)
    assert rows(settings, *names) == [0, 1, 2]


def test_two_servers_that_erase_at_once_erase_each_conversation_once_and_tell_so(
    settings: Settings, lock_settings: EndpointConfig, names: list[str]
):
    old = [uuid4().hex for _ in range(20)]

    async def use() -> list[dict[str, Any]]:
        broker = Broker()
        servers = [server(settings, lock_settings, broker) for _ in range(2)]
        for name in old:
            await say(servers[0], name, 40)
        await say(servers[0], names[0], 1)
        broker.told.clear()
        await asyncio.gather(*(keeper().run(agent) for agent in servers))
        return broker.told

    told = run(use)
    assert rows(settings, *old, names[0]) == [0] * 20 + [1]
    assert {event["sender_id"] for event in told} == set(old)
    assert {event["event"] for event in told} == {"conversation_erased"}
    assert SECRET not in str(told)


def test_of_who_asks_for_it_no_row_is_left_whatever_stands_in_it(
    settings: Settings, lock_settings: EndpointConfig, names: list[str]
):
    async def use() -> list[dict[str, Any]]:
        broker = Broker()
        agent = server(settings, lock_settings, broker)
        for name in names:
            await say(agent, name, 0)
        with agent.tracker_store.engine.begin() as connection:
            connection.exec_driver_sql(f"update events set data = 'broken' where sender_id = '{names[0]}'")
        broker.told.clear()
        await erase(agent, names[0])
        return broker.told

    told = run(use)
    assert rows(settings, *names) == [0, 1, 1]
    assert [(event["sender_id"], event["event"]) for event in told] == [(names[0], "conversation_erased")]


def test_what_was_stamped_by_a_wrong_clock_goes_as_all_else(
    settings: Settings, lock_settings: EndpointConfig, names: list[str]
):
    async def use() -> None:
        clock = SimpleNamespace(now=NOW, steady=0.0)
        retention = Retention(30, TimeOfDay(lambda: clock.now, lambda: clock.steady))
        agent = server(settings, lock_settings)
        await retention.look(agent)
        await say(agent, names[0], 400)
        await say(agent, names[1], -400)
        for days, left in ((0.1, [1, 1]), (28, [1, 1]), (3, [0, 0])):
            clock.now += days * DAY
            clock.steady += days * DAY
            await retention.look(agent)
            assert rows(settings, *names[:2]) == left

    run(use)
