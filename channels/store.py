"""The SQL store of the conversations, as one that nobody but its own callers has to wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

WAIT_SECONDS = 10

Result = TypeVar("Result")


class PatientSQLTrackerStore(SQLTrackerStore):
    """Rasa's SQL store, which reads and writes beside the server's loop and gives up after a while.

    One thread does it all, in order: what comes after a call that was given up sees what that call has done.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        self._thread = ThreadPoolExecutor(1, "conversations")
        super().__init__(*args, **settings)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new in a conversation, or raise `TimeoutError`: then it may be stored or not."""
        if self.event_broker is not None:
            # A broker belongs to the loop in which it was made.
            await super().save(tracker)
        else:
            await self._beside(super().save(tracker))

    async def erase(self, conversation: str) -> None:
        """Remove every row of a conversation."""
        await self._beside(self._erase(conversation))

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        return await self._beside(super()._retrieve(sender_id, fetch_events_from_all_sessions))

    async def _erase(self, conversation: str) -> None:
        with self.session_scope() as session:
            if self.engine.dialect.name == "sqlite":
                # Otherwise the words stay readable in the file until their place is used again.
                session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
            session.query(self.SQLEvent).filter_by(sender_id=conversation).delete()
            session.commit()

    async def _beside(self, work: Coroutine[Any, Any, Result]) -> Result:
        loop = asyncio.get_running_loop()
        return await asyncio.wait_for(loop.run_in_executor(self._thread, asyncio.run, work), WAIT_SECONDS)
