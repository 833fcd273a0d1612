"""Erases conversations in which nothing was said for so many days."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from rasa.core.agent import Agent

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


class Retention:
    """The age that a conversation may reach after its last message, and the errand that sees to it.

    Several servers may do it at once: each conversation is erased under its lock, if it is still old then.
    """

    def __init__(self, keep_days: int, clock: Callable[[], float] = time.time) -> None:
        self._seconds = keep_days * DAY
        self._clock = clock

    async def keep_on(self, agent: Callable[[], Agent | None]) -> None:
        """Do it now and every hour, as long as the server runs."""
        while True:
            current = agent()
            ready = current is not None and current.is_ready()
            done = ready and not await self._attempt(current)
            await asyncio.sleep(PAUSE_SECONDS if done else BREATH_SECONDS)

    async def run(self, agent: Agent) -> int:
        """Erase one batch and return how many there were; conversations in memory end with the process."""
        store = store_of(agent)
        if not isinstance(store, PatientSQLTrackerStore):
            return 0
        limit = self._clock() - self._seconds
        with store_failures():
            old = await store.last_said_before(limit, BATCH)
        for conversation in old:
            async with locked(agent, conversation):
                with store_failures():
                    if await store.erase(conversation, unless_after=limit):
                        metrics().erased.labels("age").inc()
        return len(old)

    async def _attempt(self, agent: Agent) -> bool:
        """Tell whether there may be more; a failure is logged, and it is tried again in the next hour."""
        try:
            erased = await self.run(agent)
        except ChannelError as error:
            logger.error("old conversations could not be erased: %s", error.code)
            return False
        metrics().retention_run.set(self._clock())
        return erased == BATCH
