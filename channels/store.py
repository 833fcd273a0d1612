"""The SQL store of the conversations, as one that nobody but its own callers has to wait for."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from zlib import crc32

from rasa.core.tracker_store import SQLTrackerStore, ensure_schema_exists
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from sqlalchemy import func, or_
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Query, Session, aliased, sessionmaker

from channels import postgres
from channels.sqlite import overwrite_journal, tuned
from channels.stored import Row, event_of, reading, row_of
from runtime.threads import Threads
from runtime.version import check_version

WAIT_SECONDS = 10
# An attribute of a tracker: how many of its events were stored when it was read or saved.
STORED = "events_stored"
# So that looking for what is old does not read all that is stored.
INDEX = "CREATE INDEX IF NOT EXISTS clean_exit_timestamp ON events (timestamp)"

Result = TypeVar("Result")


class ChangedMeanwhileError(RasaException):
    """Somebody else has written to the conversation since it was read, so that nothing was stored."""


class PatientSQLTrackerStore(SQLTrackerStore):
    """Rasa's SQL store, which reads and writes beside the server's loop and gives up after a while.

    One thread does all of one conversation, in order: what comes after a call that was given up sees what
    that call has done. With SQLite it is one thread for all conversations.
    """

    engine: Engine

    def __init__(self, *args: Any, **settings: Any) -> None:
        check_version()
        super().__init__(*args, **settings)
        self._tables_made = False
        is_postgres = postgres.is_postgres(self.engine)
        number = postgres.CONNECTIONS if is_postgres else 1
        self.engine = postgres.tuned(self.engine) if is_postgres else tuned(self.engine)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._threads = [Threads(1, f"conversations-{one}") for one in range(number)]

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new in a conversation, or raise: after `TimeoutError`, it may be stored or not."""
        loop = asyncio.get_running_loop()
        await self._beside(tracker.sender_id, self._save(tracker, loop))

    async def stream_events(self, tracker: DialogueStateTracker) -> None:
        """Publish nothing: Rasa would do it before the events are stored."""

    async def rows_from(self, conversation: str, number: int) -> list[Row]:
        """Return what is stored of a conversation, beginning with the row of this number."""
        return await self._beside(conversation, self._rows_from(conversation, number))

    async def erase(self, conversation: str, unless_after: float | None = None) -> bool:
        """Remove every row of a conversation and tell whether; not if something was said after that time.

        Those who listen to the event broker are told.
        """
        erased = await self._beside(conversation, self._erase(conversation, unless_after))
        if erased:
            told = {"sender_id": conversation, "event": "conversation_erased", "timestamp": time.time()}
            self._publish([told])
        return erased

    async def last_said_before(self, moment: float, most: int) -> list[str]:
        """Return so many conversations at most in which nothing was said since that time."""
        return await self._beside("", self._last_said_before(moment, most))

    async def last_row(self) -> int:
        """Return the number of the row that was stored last."""
        return await self._beside("", self._last_row())

    async def restamp(self, after: int, earliest: float, now: float) -> None:
        """Let what was stored after this row be from now, if its time is before `earliest` or after now."""
        await self._beside("", self._restamp(after, earliest, now))

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """Provide a transaction, and the tables if they could not be made when the server was started.

        Rasa would end the process when a row cannot be read.
        """
        if not self._tables_made:
            self._make_tables()
        session = self.sessionmaker()
        try:
            ensure_schema_exists(session)
            yield session
        finally:
            session.close()

    def _make_tables(self) -> None:
        if postgres.is_postgres(self.engine):
            postgres.make_tables(self.engine, self.Base.metadata)
        else:
            self.Base.metadata.create_all(self.engine)
        self._tables_made = True

    async def _retrieve(
        self, sender_id: str, fetch_events_from_all_sessions: bool
    ) -> DialogueStateTracker | None:
        return await self._beside(sender_id, self._tracker(sender_id, fetch_events_from_all_sessions))

    async def _tracker(self, conversation: str, all_sessions: bool) -> DialogueStateTracker | None:
        with self.session_scope() as session:
            wanted = self._event_query(session, conversation, all_sessions)
            rows = self._rows(wanted)
        if not rows:
            return None
        events = [event_of(row) for row in rows]
        with reading("a conversation"):
            tracker = DialogueStateTracker.from_events(conversation, events, self.domain.slots)
        setattr(tracker, STORED, len(rows))
        return tracker

    async def _save(self, tracker: DialogueStateTracker, loop: asyncio.AbstractEventLoop) -> None:
        new = list(itertools.islice(tracker.events, getattr(tracker, STORED, 0), None))
        await super().save(tracker)
        setattr(tracker, STORED, len(tracker.events))
        if self.event_broker is not None:
            bodies = [{"sender_id": tracker.sender_id, **event.as_dict()} for event in new]
            loop.call_soon_threadsafe(self._publish, bodies)

    def _additional_events(self, session: Session, tracker: DialogueStateTracker) -> Iterator[Event]:
        """Return what is not stored yet, unless somebody else has written: a lock can be lost."""
        if postgres.is_postgres(self.engine):
            postgres.take_turns(session, tracker.sender_id)
        stored = self._event_query(session, tracker.sender_id, fetch_events_from_all_sessions=False).count()
        if stored != getattr(tracker, STORED, 0):
            raise ChangedMeanwhileError("The conversation was changed by another server during the turn.")
        return itertools.islice(tracker.events, stored, None)

    def _publish(self, bodies: list[dict[str, Any]]) -> None:
        for body in bodies if self.event_broker is not None else ():
            self.event_broker.publish(body)

    async def _rows_from(self, conversation: str, number: int) -> list[Row]:
        event = self.SQLEvent
        with self.session_scope() as session:
            wanted = session.query(event).filter(event.sender_id == conversation, event.id >= number)
            return self._rows(wanted.order_by(event.id))

    def _rows(self, wanted: Query) -> list[Row]:
        columns = wanted.with_entities(self.SQLEvent.id, self.SQLEvent.data)
        return [row_of(number, data) for number, data in columns]

    async def _erase(self, conversation: str, unless_after: float | None) -> bool:
        event = self.SQLEvent
        with self.session_scope() as session:
            rows = session.query(event).filter_by(sender_id=conversation)
            if unless_after is not None and rows.filter(event.timestamp >= unless_after).first():
                return False
            rows.delete()
            session.commit()
        with self.engine.connect() as connection:
            overwrite_journal(connection)
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

    async def _last_row(self) -> int:
        with self.session_scope() as session:
            return session.query(func.max(self.SQLEvent.id)).scalar() or 0

    async def _restamp(self, after: int, earliest: float, now: float) -> None:
        event = self.SQLEvent
        with self.session_scope() as session:
            false = or_(event.timestamp < earliest, event.timestamp > now)
            rows = session.query(event).filter(event.id > after, false)
            rows.update({event.timestamp: now}, synchronize_session=False)
            session.commit()

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

    async def _beside(self, conversation: str, work: Coroutine[Any, Any, Result]) -> Result:
        thread = self._threads[crc32(conversation.encode()) % len(self._threads)]
        return await thread.finish(work, WAIT_SECONDS)
