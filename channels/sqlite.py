"""How SQLite is used: quick, safe against a power cut, and without leaving erased words behind."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import sqlalchemy
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

# Shorter than the store waits, so that it is SQLite that says what is wrong.
BUSY_MILLISECONDS = 5_000
# How often emptying the journal is tried.
TRIES, PAUSE_SECONDS = 20, 0.05
SETTINGS = (
    # A turn is appended to a journal: one write to the disk instead of several.
    "journal_mode = WAL",
    # That write is waited for. A turn that was answered is there after a power cut, too.
    "synchronous = FULL",
    # What is deleted is overwritten, and does not stay readable until its place is used again.
    "secure_delete = ON",
)


def tuned(engine: Engine) -> Engine:
    """Return an engine for the same database that keeps its connection; unchanged if it is no SQLite file."""
    if engine.dialect.name != "sqlite" or engine.url.database in (None, "", ":memory:"):
        return engine
    url = engine.url
    engine.dispose()
    # The store works in one thread, but opens its first connection in another.
    kept = sqlalchemy.create_engine(
        url, poolclass=QueuePool, pool_size=1, connect_args={"check_same_thread": False}
    )
    sqlalchemy.event.listen(kept, "connect", _set)
    return kept


def overwrite_journal(connection: Any) -> None:
    """Move all of the journal into the database and empty it, so that erased words are in neither."""
    if connection.dialect.name != "sqlite":
        return
    for _ in range(TRIES):
        (busy, *_) = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return
        # Another server that empties it at the same time is not waited for by SQLite itself.
        time.sleep(PAUSE_SECONDS)
    raise OperationalError("PRAGMA wal_checkpoint", None, RuntimeError("the database is being read"))


def _set(connection: Any, _: Any) -> None:
    # Else a text that is none fails in the driver, which quotes it in its error.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    # First, so that the others do not fail at once on a file that somebody has locked.
    for setting in (f"busy_timeout = {BUSY_MILLISECONDS}", *SETTINGS):
        connection.execute(f"PRAGMA {setting}").close()
