"""Real servers and stores to break: the fast part in `make test`, on SQLite; all by `make test-faults`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.cluster.processes import Process
from tests.channel.servers import Assistant
from tests.faults.dying_store import VARIABLE as MOMENT
from tests.faults.servers import assistant_on, unlimited
from tests.faults.stores import Store, postgres_store, sqlite_store
from tests.services import folder_for_all, postgres_in

VARIABLE = "CLEAN_EXIT_TEST_FAULTS"
LONG = bool(os.environ.get(VARIABLE))
KINDS = ("sqlite", "postgres") if LONG else ("sqlite",)

collect_ignore_glob = [] if LONG else ["test_long_*.py"]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[tuple[Process, dict[str, Any]]]:
    """A running database, and the settings of a tracker store in it."""
    with folder_for_all() as folder, postgres_in(folder) as running:
        yield running


@pytest.fixture(scope="session", params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """An empty store of conversations, of each kind in turn."""
    if request.param == "sqlite":
        return sqlite_store(tmp_path_factory.mktemp("store"))
    return postgres_store(request.getfixturevalue("postgres_server")[1])


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Settings of the web channel whose limits nobody reaches, with a secret that stays."""
    return unlimited(tmp_path_factory.mktemp("secret"))


@pytest.fixture(scope="session")
def moment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file in which the moment of a kill stands."""
    return tmp_path_factory.mktemp("moment") / "moment"


@pytest.fixture(scope="session")
def assistant(
    store: Store, settings: dict[str, Any], moment: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """An assistant that is one process, on such a store, and can be killed at a certain moment."""
    mortal = {"type": "tests.faults.dying_store.DyingSQLTrackerStore"}
    folder = tmp_path_factory.mktemp("assistant")
    with assistant_on(store.settings | mortal, settings, folder, {MOMENT: str(moment)}) as assistant:
        yield assistant
