"""The SQL store of the conversations, as one that nobody but its own callers has to wait for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import aliased

WAIT_SECONDS = 10
# So that looking for what is old does not read all that is stored.
INDEX = "CREATE INDEX IF NOT EXISTS clean_exit_timestamp ON events (timestamp)"

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

    async def erase(self, conversation: str, unless_after: float | None = None) -> bool:
        """Remove every row of a conversation and tell whether; not if something was said after that time."""
        return await self._beside(self._erase(conversation, unless_after))

    async def last_said_before(self, moment: float, most: int) -> list[str]:
        """Return so many conversations at most in which nothing was said since that time."""
        return await self._beside(self._last_said_before(moment, most))

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        return await self._beside(super()._retrieve(sender_id, fetch_events_from_all_sessions))

    async def _erase(self, conversation: str, unless_after: float | None) -> bool:
        event = self.SQLEvent
        with self.session_scope() as session:
            rows = session.query(event).filter_by(sender_id=conversation)
            if unless_after is not None and rows.filter(event.timestamp >= unless_after).first():
                return False
            if self._is_sqlite():
                # Otherwise the words stay readable in the file until their place is used again.
                session.connection().exec_driver_sql("PRAGMA secure_delete = ON")
            rows.delete()
            session.commit()
            if self._is_sqlite():
                # And in the file beside it, into which SQLite may write first.
                session.connection().exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return True

    async def _last_said_before(self, moment: float, most: int) -> list[str]:
        old, later = self.SQLEvent, aliased(self.SQLEvent)
        with self.session_scope() as session:
            session.connection().exec_driver_sql(INDEX)
            session.commit()
            newer = session.query(later.id).filter(
                later.sender_id == old.sender_id, later.timestamp >= moment
            )
            found = session.query(old.sender_id).filter(old.timestamp < moment, ~newer.exists())
            return [sender for (sender,) in found.distinct().limit(most)]

    def _is_sqlite(self) -> bool:
        return bool(self.engine.dialect.name == "sqlite")

    async def _beside(self, work: Coroutine[Any, Any, Result]) -> Result:
        loop = asyncio.get_running_loop()
        return await asyncio.wait_for(loop.run_in_executor(self._thread, asyncio.run, work), WAIT_SECONDS)
