"""Asking often costs no more than asking once."""

from __future__ import annotations

import asyncio

from channels.sharing import Shared
from tests.channel.loops import in_a_loop


class Work:
    """Counts how often it was done, and takes a moment."""

    def __init__(self) -> None:
        self.done = 0

    async def __call__(self) -> int:
        self.done += 1
        await asyncio.sleep(0.01)
        return self.done


def test_all_who_ask_meanwhile_get_the_same_result():
    async def ask() -> list[int]:
        shared, work = Shared[int](), Work()
        return list(await asyncio.gather(*(shared.get(work) for _ in range(50))))

    assert in_a_loop(ask()) == [1] * 50


def test_who_asks_later_gets_a_new_result():
    async def ask() -> list[int]:
        shared, work = Shared[int](), Work()
        return [await shared.get(work), await shared.get(work)]

    assert in_a_loop(ask()) == [1, 2]


def test_who_goes_away_takes_nothing_from_the_others():
    async def ask() -> int:
        shared, work = Shared[int](), Work()
        hasty = asyncio.get_running_loop().create_task(shared.get(work))
        patient = asyncio.get_running_loop().create_task(shared.get(work))
        await asyncio.sleep(0)
        hasty.cancel()
        return await patient

    assert in_a_loop(ask()) == 1
