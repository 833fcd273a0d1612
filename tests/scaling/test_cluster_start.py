"""Starting the cluster: what is missing is named, and what listens already is not taken for one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.cluster import services
from scripts.cluster.processes import ClusterError, Process
from scripts.cluster.topology import Cluster
from tests.conversations.assistant import free_port


def test_a_program_that_is_missing_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(services, "FOLDERS", [])
    with pytest.raises(ClusterError, match="apt-get install nginx"):
        services.tool("nginx")
    assert "redis-server" in services.missing()


def test_a_process_that_ends_at_once_is_told_with_its_log(tmp_path: Path):
    process = Process("something", ["false"], tmp_path / "log", lambda: False)
    process.start()
    with pytest.raises(ClusterError, match=r"something stopped; its log is .*log"):
        process.wait_until_it_answers()


def test_a_cluster_does_not_start_where_something_answers_already(folder: Path):
    if services.missing():
        pytest.skip(f"not installed: {services.missing()}")
    port = free_port()
    taken = services.redis(folder, port + 3, "a-password")
    taken.start()
    taken.wait_until_it_answers()
    try:
        with pytest.raises(ClusterError, match="something answers where redis is to be"):
            Cluster(folder / "cluster", port).start()
    finally:
        taken.kill()
