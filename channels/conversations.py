"""The store of the conversations, as one that says so when it fails."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from rasa.core.agent import Agent
from rasa.core.lock_store import LockError
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, TrackerStore
from rasa.shared.core.events import Event

from channels.errors import ChannelError, NotSignedInError, UnavailableError, still_answering
from channels.locks import LocksDownError
from channels.metrics import metrics
from channels.store import PatientSQLTrackerStore
from channels.stored import Row, UnreadableError, reading

logger = logging.getLogger(__name__)


def store_of(agent: Agent) -> TrackerStore:
    """Return the tracker store of the agent, and let the agent use it without Rasa's safety net.

    The net answers every failure with an empty conversation, so that a person is forgotten and told nothing.
    """
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        store = store._tracker_store
        agent.tracker_store = store
        if agent.processor is not None:
            agent.processor.tracker_store = store
    return store


@contextmanager
def store_failures() -> Iterator[None]:
    """Turn every failure of the store into a sentence; Rasa's SQL store ends the process on some of them."""
    try:
        with metrics().store_seconds.time():
            yield
    except UnreadableError as error:
        raise _damaged(error) from None
    except (Exception, SystemExit) as error:
        # The driver's own words only: SQLAlchemy adds what was to be stored.
        logger.error(
            "the store of conversations failed: %s %s", type(error).__name__, getattr(error, "orig", "")
        )
        raise unavailable() from error


def unavailable() -> UnavailableError:
    """Return the error for a message that cannot be answered because nothing could be kept of it."""
    return UnavailableError(
        "conversations_unavailable",
        "Conversations cannot be read or stored right now. Please send your message again in a moment.",
    )


@contextmanager
def readable() -> Iterator[None]:
    """Turn it into a sentence if what was stored makes no sense to who reads it meanwhile."""
    try:
        with reading("what was said"):
            yield
    except UnreadableError as error:
        raise _damaged(error) from None


def _damaged(error: UnreadableError) -> ChannelError:
    """Return the error for a conversation that is damaged; to send the message again does not help."""
    logger.error("a conversation is damaged: %s", error)
    return ChannelError(
        "conversation_unreadable",
        "This conversation is damaged and cannot go on. Please erase it and start a new one.",
    )


@asynccontextmanager
async def locked(agent: Agent, conversation: str) -> AsyncIterator[None]:
    """Keep every other server that shares the lock store from this conversation."""
    began = time.perf_counter()
    try:
        async with agent.lock_store.lock(conversation):
            metrics().lock_seconds.observe(time.perf_counter() - began)
            yield
    except LocksDownError as error:
        logger.error("%s", error)
        raise unavailable() from error
    except LockError as error:
        raise still_answering() from error


async def start(agent: Agent, conversation: str) -> None:
    """Store the beginning of a conversation. Until it is erased, this is what makes its token valid."""
    store = store_of(agent)
    with store_failures():
        tracker = await agent.processor.fetch_tracker_with_initial_session(conversation)
        await store.save(tracker)


async def events_of(agent: Agent, conversation: str) -> list[Event] | None:
    """Return all events since the last restart, or None if there is no such conversation (any more)."""
    with store_failures():
        tracker = await store_of(agent).retrieve_full_tracker(conversation)
    return None if tracker is None else list(tracker.events_after_latest_restart())


async def rows_from(agent: Agent, conversation: str, number: int) -> list[Row]:
    """Return the events of a conversation as they are stored, from the row with this number on."""
    store = store_of(agent)
    with store_failures():
        if isinstance(store, PatientSQLTrackerStore):
            return await store.rows_from(conversation, number)
        tracker = await store.retrieve_full_tracker(conversation)
    events = [] if tracker is None else tracker.events
    return [Row(count, event.as_dict()) for count, event in enumerate(events, 1) if count >= number]


def session_ended() -> NotSignedInError:
    """Return the error for a token whose conversation is not there."""
    return NotSignedInError("session_ended", "This conversation has ended. Please open a new session.")


def can_erase(store: TrackerStore) -> bool:
    """Tell whether conversations can be erased from this kind of store."""
    return isinstance(store, PatientSQLTrackerStore | InMemoryTrackerStore)


async def erase(agent: Agent, conversation: str) -> None:
    """Remove all that is stored of a conversation."""
    async with locked(agent, conversation):
        await remove(agent, conversation)


async def remove(agent: Agent, conversation: str) -> None:
    """Remove all that is stored of a conversation whose lock the caller holds."""
    store = store_of(agent)
    with store_failures():
        if isinstance(store, PatientSQLTrackerStore):
            await store.erase(conversation)
        elif isinstance(store, InMemoryTrackerStore):
            store.store.pop(conversation, None)
        else:
            raise NotImplementedError(f"nothing is known about erasing from {type(store).__name__}")
    metrics().erased.labels("asked").inc()
