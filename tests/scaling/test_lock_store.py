"""Locks in a real Redis: one holder at a time, whoever asks, and not for longer than somebody lives."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from channels.conversations import locked
from channels.errors import TurnInProgressError, UnavailableError
from channels.locks import LocksDownError, PatientRedisLockStore
from scripts.cluster.processes import Process
from tests.conversations.assistant import free_port

Use = Callable[[], Awaitable[Any]]


def run(use: Use) -> Any:
    return asyncio.run(use())


def store(settings: EndpointConfig, **more: Any) -> PatientRedisLockStore:
    return PatientRedisLockStore(EndpointConfig(settings.url, **settings.kwargs | more))


async def is_kept_out(locks: PatientRedisLockStore) -> None:
    with pytest.raises(LockError):
        async with locks.lock("somebody"):
            pass


def test_the_store_can_be_named_in_the_endpoints(lock_settings: EndpointConfig):
    named = EndpointConfig(
        lock_settings.url, type="channels.locks.PatientRedisLockStore", **lock_settings.kwargs
    )
    assert isinstance(LockStore.create(named), PatientRedisLockStore)


def test_of_many_holders_in_two_servers_no_two_hold_at_once(lock_settings: EndpointConfig):
    async def use() -> int:
        servers, inside, most = [store(lock_settings), store(lock_settings)], 0, 0

        async def hold(number: int) -> None:
            nonlocal inside, most
            async with servers[number % 2].lock("somebody"):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.005)
                inside -= 1

        await asyncio.gather(*(hold(number) for number in range(40)))
        return most

    assert run(use) == 1


def test_two_conversations_do_not_wait_for_each_other(lock_settings: EndpointConfig):
    async def use() -> None:
        locks = store(lock_settings, wait_seconds=0.2)
        async with locks.lock("one"), locks.lock("another"):
            pass

    run(use)


def test_the_next_holder_comes_in_long_before_a_second_is_over(lock_settings: EndpointConfig):
    async def use() -> float:
        locks = store(lock_settings)

        async def hold() -> float:
            async with locks.lock("somebody"):
                await asyncio.sleep(0.5)
                return time.monotonic()

        async def follow() -> float:
            await asyncio.sleep(0.1)
            async with locks.lock("somebody"):
                return time.monotonic()

        left, came = await asyncio.gather(hold(), follow())
        return came - left

    assert 0 <= run(use) < 0.8


def test_a_holder_that_works_longer_than_its_lease_keeps_it(lock_settings: EndpointConfig):
    async def use() -> None:
        async with store(lock_settings, lease_seconds=0.3).lock("somebody"):
            await is_kept_out(store(lock_settings, wait_seconds=1))

    run(use)


def test_a_holder_that_was_killed_keeps_nobody_out_for_longer_than_its_lease(lock_settings: EndpointConfig):
    async def use() -> float:
        dead = store(lock_settings, lease_seconds=0.5)
        await dead._take("clean-exit:lock:somebody", "the token of a dead holder")
        began = time.monotonic()
        async with store(lock_settings).lock("somebody"):
            return time.monotonic() - began

    assert 0.2 < run(use) < 3


def test_who_lost_a_lock_does_not_take_it_from_the_new_holder(lock_settings: EndpointConfig):
    async def use() -> None:
        slow, next_one = store(lock_settings), store(lock_settings)
        late = slow.lock("somebody")
        await late.__aenter__()
        await slow._redis.delete("clean-exit:lock:somebody")
        async with next_one.lock("somebody"):
            await late.__aexit__(None, None, None)
            await is_kept_out(store(lock_settings, wait_seconds=0.1))

    run(use)


def test_an_error_in_a_turn_gives_the_lock_back(lock_settings: EndpointConfig):
    async def use() -> None:
        locks = store(lock_settings, wait_seconds=0.1)
        with pytest.raises(ZeroDivisionError):
            async with locks.lock("somebody"):
                raise ZeroDivisionError
        async with locks.lock("somebody"):
            pass

    run(use)


def test_a_turn_that_nobody_disturbs_costs_two_calls(lock_settings: EndpointConfig):
    async def calls(locks: PatientRedisLockStore) -> int:
        statistics = await locks._redis.info("commandstats")
        return sum(statistics[f"cmdstat_{name}"]["calls"] for name in ("set", "evalsha"))

    async def use() -> int:
        locks = store(lock_settings)
        async with locks.lock("somebody"):
            pass  # Redis knows the script from here on
        before = await calls(locks)
        async with locks.lock("somebody"):
            pass
        return await calls(locks) - before

    assert run(use) == 2


def test_with_nobody_at_the_address_the_channel_says_503(lock_settings: EndpointConfig):
    async def use() -> None:
        agent: Any = SimpleNamespace(lock_store=store(lock_settings, port=free_port()))
        with pytest.raises(UnavailableError, match="Please send your message again"):
            async with locked(agent, "somebody"):
                pass

    run(use)


def test_a_conversation_that_is_not_free_in_time_is_a_turn_in_progress(lock_settings: EndpointConfig):
    async def use() -> None:
        agent: Any = SimpleNamespace(lock_store=store(lock_settings, wait_seconds=0.1))
        async with store(lock_settings).lock("somebody"):
            with pytest.raises(TurnInProgressError):
                async with locked(agent, "somebody"):
                    pass

    run(use)


def test_a_hung_redis_is_given_up_in_seconds_and_freezes_nothing(
    lock_settings: EndpointConfig, redis_server: Process
):
    async def use() -> tuple[float, int]:
        locks, beats, began = store(lock_settings), 0, time.monotonic()

        async def beat() -> None:
            nonlocal beats
            while True:
                await asyncio.sleep(0.05)
                beats += 1

        heart = asyncio.get_running_loop().create_task(beat())
        with pytest.raises(LocksDownError):
            async with locks.lock("somebody"):
                pass
        heart.cancel()
        return time.monotonic() - began, beats

    os.kill(redis_server.pid, signal.SIGSTOP)
    try:
        seconds, beats = run(use)
    finally:
        os.kill(redis_server.pid, signal.SIGCONT)
    assert seconds < 8
    assert beats > 0.3 * seconds / 0.05


def test_a_turn_outlives_the_end_of_redis_and_the_next_one_is_served_when_it_is_back(
    lock_settings: EndpointConfig, redis_server: Process
):
    async def use() -> None:
        locks = store(lock_settings)
        async with locks.lock("somebody"):
            redis_server.kill()
            redis_server.start()
            redis_server.wait_until_it_answers()
        async with locks.lock("somebody"):
            pass

    run(use)
