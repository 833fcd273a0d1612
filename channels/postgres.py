"""What a server asks of PostgreSQL: connections that are few, short of patience, and tried before use."""

from __future__ import annotations

import os
from zlib import crc32

import sqlalchemy as sa
from rasa.core.constants import POSTGRESQL_SCHEMA
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session
from sqlalchemy.schema import MetaData

CONNECTIONS = 4
CONNECT_SECONDS = 3
TABLES = crc32(b"clean-exit tables")
LIMITS = {
    "statement_timeout": "5s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "10s",
}


def is_postgres(engine: Engine) -> bool:
    """Tell whether this is a PostgreSQL database."""
    return str(engine.dialect.name) == "postgresql"


def tuned(engine: Engine) -> Engine:
    """Return an engine for the same database whose calls end in seconds, and which gets over its restart."""
    engine.dispose()
    return sa.create_engine(
        engine.url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=CONNECT_SECONDS,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "tcp_user_timeout": 5000,
            "keepalives_idle": 5,
            "application_name": "clean-exit",
            "options": _options(),
        },
    )


def make_tables(engine: Engine, tables: MetaData) -> None:
    """Make the tables that are missing; of several servers that start at once, one after the other."""
    with engine.begin() as connection:
        connection.execute(sa.select([sa.func.pg_advisory_xact_lock(TABLES)]))
        tables.create_all(connection)


def take_turns(session: Session, conversation: str) -> None:
    """Let nobody else write to this conversation until the transaction is over."""
    session.execute(sa.select([sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(conversation, 0))]))


def _options() -> str:
    schema = os.environ.get(POSTGRESQL_SCHEMA)
    limits = LIMITS | ({"search_path": schema} if schema else {})
    return " ".join(f"-c {name}={value}" for name, value in limits.items())
