"""The SQL store of the conversations, as one that nobody but its own callers has to wait for."""

from __future__ import annotations

import json
from collections.abc import Coroutine
from typing import Any, NamedTuple, TypeVar

from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Query, Session, sessionmaker

from channels.sqlite import overwrite_journal, tuned
from runtime.threads import Threads

WAIT_SECONDS = 10

Result = TypeVar("Result")


class Row(NamedTuple):
    """An event as it is stored, with a number that only grows."""

    number: int
    event: dict[str, Any]


class PatientSQLTrackerStore(SQLTrackerStore):
    """Rasa's SQL store, which reads and writes beside the server's loop and gives up after a while.

    One thread does it all, in order: what comes after a call that was given up sees what that call has done.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        self._thread = Threads(1, "conversations")
        super().__init__(*args, **settings)
        self.engine: Engine = tuned(self.engine)
        self.sessionmaker = sessionmaker(bind=self.engine)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new in a conversation, or raise `TimeoutError`: then it may be stored or not."""
        if self.event_broker is not None:
            # A broker belongs to the loop in which it was made.
            await super().save(tracker)
        else:
            await self._beside(super().save(tracker))

    async def rows_from(self, conversation: str, number: int) -> list[Row]:
        """Return what is stored of a conversation, beginning with the row of this number."""
        return await self._beside(self._rows_from(conversation, number))

    async def erase(self, conversation: str) -> None:
        """Remove every row of a conversation."""
        await self._beside(self._erase(conversation))

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        return await self._beside(super()._retrieve(sender_id, fetch_events_from_all_sessions))

    async def _rows_from(self, conversation: str, number: int) -> list[Row]:
        event = self.SQLEvent
        with self.session_scope() as session:
            stored = session.query(event.id, event.data)
            wanted = stored.filter(event.sender_id == conversation, event.id >= number)
            return [Row(one.id, json.loads(one.data)) for one in wanted.order_by(event.id)]

    async def _erase(self, conversation: str) -> None:
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=conversation).delete()
            session.commit()
        with self.engine.connect() as connection:
            overwrite_journal(connection)

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        """Return the query for a conversation, or for its last session.

        Rasa looks for a session by the clock, and loses what is stored while the clock is set back.
        """
        event = self.SQLEvent
        rows = session.query(event).filter(event.sender_id == sender_id)
        if not fetch_events_from_all_sessions:
            starts = session.query(func.max(event.id)).filter(
                event.sender_id == sender_id, event.type_name == SessionStarted.type_name
            )
            rows = rows.filter(event.id >= func.coalesce(starts.scalar_subquery(), 0))
        return rows.order_by(event.id)

    async def _beside(self, work: Coroutine[Any, Any, Result]) -> Result:
        return await self._thread.finish(work, WAIT_SECONDS)
