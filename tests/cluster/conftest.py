"""A whole cluster on loopback. `make test-cluster` runs these tests; `make test` leaves them out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.cluster.topology import ROOT, Cluster

VARIABLE = "CLEAN_EXIT_TEST_CLUSTER"
FOLDER = ROOT / "build" / "test-cluster"
CREDENTIALS = """
channels.web.WebChannel:
  trusted_proxies: 1
  messages_per_minute: 100000
  messages_per_minute_per_address: 100000
  sessions_per_hour_per_address: 100000
"""

collect_ignore_glob = [] if os.environ.get(VARIABLE) else ["test_*.py"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The cluster of `make cluster`, with limits that a single caller does not reach."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    credentials = FOLDER / "credentials.yml"
    credentials.write_text(CREDENTIALS)
    port = int(os.environ.get("CLUSTER_PORT", "5600"))
    running = Cluster(FOLDER, port, credentials=credentials, rate="10000r/s")
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def acknowledged(tmp_path: Path) -> Path:
    """The file in which the load writes down every turn that was answered."""
    return tmp_path / "acknowledged.jsonl"
