"""A server that is told to stop finishes the turns it has begun, and the others take the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.cluster.topology import Cluster
from tests.load.load import answered, faults, load, wait_for_turns


@pytest.mark.timeout(600)
def test_servers_are_replaced_one_after_the_other_under_load(cluster: Cluster, acknowledged: Path):
    with load(cluster.address, acknowledged, people=4, pause=0.05):
        for name in ("rasa-1", "rasa-2", "actions-1", "actions-2"):
            process = cluster.processes[name]
            wait_for_turns(acknowledged, 5)
            process.stop()
            process.start()
            process.wait_until_it_answers()
        wait_for_turns(acknowledged, 5)
    assert sum(len(some) for some in answered(acknowledged).values()) >= 25
    assert faults(cluster.address, acknowledged) == []
