"""Stores of conversations as tests see them from outside: which rows there are, and how to put others in."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from tests.channel.servers import STORE


@dataclass
class Store:
    """What endpoints.yml says of a store, and a connection of the test's own."""

    settings: dict[str, Any]
    engine: Any

    @property
    def kind(self) -> str:
        return str(self.engine.dialect.name)

    def rows(self) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute("select count(*) from events").scalar())

    def said(self) -> Counter[str]:
        """Return how often each message of anybody is there."""
        with self.engine.connect() as connection:
            found = connection.execute("select data from events where type_name = 'user'")
            return Counter(json.loads(data)["text"] for (data,) in found)

    def newest(self) -> str:
        """Return the conversation that was written to last."""
        with self.engine.connect() as connection:
            return str(connection.execute("select sender_id from events order by id desc limit 1").scalar())

    def put(self, conversation: str, data: Any) -> None:
        """Add a row to a conversation, whatever it may hold."""
        words = sa.text(
            "insert into events (sender_id, type_name, timestamp, data) values (:sender, 'x', :time, :data)"
        )
        with self.engine.begin() as connection:
            connection.execute(words, sender=conversation, time=time.time(), data=data)

    def locked(self) -> AbstractContextManager[Any]:
        """Keep everybody else from the store until the block is left."""
        return Locked(self.engine, self.kind)


class Locked:
    """A transaction that has all of the store to itself."""

    def __init__(self, engine: Any, kind: str) -> None:
        words = {"sqlite": "begin exclusive", "postgresql": "begin; lock table events"}
        self._connection = engine.raw_connection()
        self._connection.isolation_level = None if kind == "sqlite" else self._connection.isolation_level
        self._words = words[kind]

    def __enter__(self) -> None:
        self._connection.cursor().execute(self._words)

    def __exit__(self, *_: object) -> None:
        self._connection.rollback()
        self._connection.close()


def sqlite_store(folder: Path) -> Store:
    """Return a store in a file of this folder."""
    path = folder / "conversations.db"
    settings = {"type": STORE, "dialect": "sqlite", "db": str(path)}
    return Store(settings, sa.create_engine(f"sqlite:///{path}", poolclass=sa.pool.NullPool))


def postgres_store(server: dict[str, Any]) -> Store:
    """Return a store in a database of its own."""
    name = f"faults_{uuid4().hex}"
    with _engine(server).execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(f"create database {name}")
    own = server | {"db": name}
    return Store(
        {"type": STORE, "url": own["host"], **{key: own[key] for key in own if key != "host"}}, _engine(own)
    )


def _engine(place: dict[str, Any]) -> Any:
    address = "postgresql://{username}:{password}@{host}:{port}/{db}".format(**place)
    return sa.create_engine(address, poolclass=sa.pool.NullPool)
