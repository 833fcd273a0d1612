"""Erases conversations in which nothing was said for so many days."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from rasa.core.agent import Agent

from channels.clocks import SLACK_SECONDS, TimeOfDay
from channels.conversations import locked, store_failures, store_of
from channels.errors import ChannelError
from channels.metrics import metrics
from channels.store import PatientSQLTrackerStore

logger = logging.getLogger(__name__)

DAY = 86_400
PAUSE_SECONDS = 3_600
# So few at a time that people who write meanwhile do not notice.
BATCH = 50
BREATH_SECONDS = 1
# A computer without a clock of its own has asked the network for the time by then.
FIRST_PAUSE_SECONDS = 60


class Retention:
    """The age that a conversation may reach after its last message, and the errand that sees to it.

    Several servers may do it at once: each conversation is erased under its lock, if it is still old then.
    """

    def __init__(self, keep_days: float, time_of_day: TimeOfDay | None = None) -> None:
        self._seconds = keep_days * DAY
        self._time = time_of_day or TimeOfDay()
        self._first_row: int | None = None

    async def keep_on(self, agent: Callable[[], Agent | None]) -> None:
        """Do it soon and then every hour, as long as the server runs."""
        while True:
            current = agent()
            ready = current is not None and current.is_ready()
            await asyncio.sleep(await self.look(current) if ready else BREATH_SECONDS)

    async def look(self, agent: Agent) -> float:
        """Do what is due, and return how many seconds to wait until the next time."""
        if self._first_row is None:
            await self._attempt(self._begin(agent))
            return FIRST_PAUSE_SECONDS
        more = not self._clock_was_set() and await self._attempt(self.run(agent)) == BATCH
        return BREATH_SECONDS if more else PAUSE_SECONDS

    async def run(self, agent: Agent) -> int:
        """Erase one batch and return how many there were; conversations in memory end with the process."""
        store = store_of(agent)
        erased = await self._erase_old(agent, store) if isinstance(store, PatientSQLTrackerStore) else 0
        metrics().retention_run.set(self._time.now())
        return erased

    async def _erase_old(self, agent: Agent, store: PatientSQLTrackerStore) -> int:
        limit = self._time.now() - self._seconds
        with store_failures():
            await self._put_right(store)
            old = await store.last_said_before(limit, BATCH)
        for conversation in old:
            async with locked(agent, conversation):
                with store_failures():
                    if await store.erase(conversation, unless_after=limit):
                        metrics().erased.labels("age").inc()
        return len(old)

    async def _begin(self, agent: Agent) -> int:
        """Take note of what was there when the server was started."""
        store = store_of(agent)
        with store_failures():
            self._first_row = await store.last_row() if isinstance(store, PatientSQLTrackerStore) else 0
        return self._first_row

    async def _put_right(self, store: PatientSQLTrackerStore) -> None:
        """What was stored since the start cannot be older than the start, nor younger than now."""
        if self._first_row is not None:
            await store.restamp(self._first_row, self._time.began() - SLACK_SECONDS, self._time.now())

    def _clock_was_set(self) -> bool:
        """Tell so: it may be set again, and what is erased by a wrong clock does not come back."""
        was_set = self._time.was_set()
        if was_set:
            logger.warning("the clock was set, so old conversations are looked for in an hour only")
        return was_set

    async def _attempt(self, work: Coroutine[Any, Any, int]) -> int:
        """Return what comes of it; a failure is logged, and it is tried again in the next hour."""
        try:
            return await work
        except ChannelError as error:
            logger.error("old conversations could not be erased: %s", error.code)
            return 0
