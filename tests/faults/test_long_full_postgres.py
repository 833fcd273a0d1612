"""A PostgreSQL whose disk is full: whoever writes is told so, and all that was answered is there later."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from scripts.cluster.processes import Process
from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant
from tests.faults.disks import Disk, small_disk
from tests.faults.servers import assistant_on
from tests.faults.stores import Store, postgres_store
from tests.services import folder_for_all, postgres_in

MEGABYTES = 120
MOST_TURNS = 100


@pytest.fixture(scope="module")
def disk() -> Iterator[Disk]:
    with folder_for_all() as folder, small_disk(folder, MEGABYTES) as disk:
        yield disk


@pytest.fixture(scope="module")
def database(disk: Disk) -> Iterator[tuple[Process, dict[str, Any]]]:
    with postgres_in(disk.folder) as running:
        yield running


@pytest.fixture(scope="module")
def store(database: tuple[Process, dict[str, Any]]) -> Store:
    return postgres_store(database[1])


@pytest.fixture(scope="module")
def assistant(store: Store, settings: dict[str, Any], tmp_path_factory: Any) -> Iterator[Assistant]:
    with assistant_on(store.settings, settings, tmp_path_factory.mktemp("assistant")) as assistant:
        yield assistant


def begin_a_file(store: Store) -> None:
    """Let the database write its journal into a new file, for which there is no room."""
    with contextlib.suppress(sa.exc.OperationalError), store.engine.connect() as connection:
        connection.execute("select pg_switch_wal()")


def test_what_is_not_kept_is_refused_and_what_was_answered_is_kept(
    assistant: Assistant, disk: Disk, store: Store, database: tuple[Process, dict[str, Any]]
):
    browser, answered = Browser(assistant.address).open(), []
    refused, key = "", ""
    with disk.full():
        begin_a_file(store)
        for number in range(MOST_TURNS):
            refused, key = f"hello ({number})", str(uuid4())
            response = browser.send({"text": refused}, key)
            if response.status_code != 200:
                assert error(response, 503) in ("conversations_unavailable", "too_slow")
                break
            answered.append(refused)
        assert browser.call("GET", "/live").status_code == 200
    process = database[0]
    print(f"\nfull after {len(answered)} turns; PostgreSQL {'goes on' if process.alive else 'has stopped'}")
    if not process.alive:
        process.start()
    process.wait_until_it_answers()
    assistant.rasa.wait_until_ready()
    assert browser.send({"text": refused}, key).status_code == 200
    said = [one["text"] for one in browser.history() if one["from"] == "user"]
    assert said == [*answered, refused]
