"""Services of this machine that some tests need: started for them, or named as missing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scripts.cluster import services
from scripts.cluster.processes import ClusterError, Process
from tests.conversations.assistant import free_port

PASSWORD = "a-password-for-tests-only"


@contextmanager
def folder_for_all() -> Iterator[Path]:
    """Yield a folder that the account of PostgreSQL can reach too."""
    with tempfile.TemporaryDirectory(prefix="clean-exit-") as name:
        os.chmod(name, 0o755)
        yield Path(name)


def served(make: Any, *arguments: Any) -> Process:
    """Return a running service; where its package is not installed, leave the tests of it out, saying so."""
    try:
        process: Process = make(*arguments)
    except ClusterError as error:
        pytest.skip(str(error))
    process.start()
    process.wait_until_it_answers()
    return process


@contextmanager
def postgres_in(folder: Path) -> Iterator[tuple[Process, dict[str, Any]]]:
    """Yield a running database in this folder, and the settings of a tracker store in it."""
    port = free_port()
    process = served(services.postgres, folder, port, PASSWORD)
    place = {"dialect": "postgresql", "host": "127.0.0.1", "port": port, "db": "postgres"}
    try:
        yield process, place | {"username": services.USER, "password": PASSWORD}
    finally:
        if process.alive:
            process.kill()
