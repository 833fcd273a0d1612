"""Threads that do work beside the server's loop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


class Threads:
    """So many threads, each with a loop of its own that is kept.

    To make a loop for each piece of work, as `asyncio.run` does, takes longer than to read a conversation.
    """

    def __init__(self, number: int, name: str) -> None:
        self._pool = ThreadPoolExecutor(number, name, initializer=_make_loop)

    async def finish(self, work: Coroutine[Any, Any, Result], seconds: float | None = None) -> Result:
        """Return what comes of it, or raise `TimeoutError`; then it goes on until it is done all the same."""
        done = asyncio.get_running_loop().run_in_executor(self._pool, _finish, work)
        return await asyncio.wait_for(done, seconds)


def _make_loop() -> None:
    asyncio.set_event_loop(asyncio.new_event_loop())


def _finish(work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.get_event_loop().run_until_complete(work)
