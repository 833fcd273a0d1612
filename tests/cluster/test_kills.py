"""Each process of the cluster is killed under load: nothing that was answered is lost or doubled."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from scripts.cluster.processes import Process
from scripts.cluster.topology import Cluster
from tests.channel.browser import Browser
from tests.load.kills import seconds_until_answered
from tests.load.load import answered, faults, load, wait_for_turns

ROUNDS = int(os.environ.get("CLUSTER_ROUNDS", "2"))
BETWEEN = 8
KINDS = {
    "a Rasa server": ["rasa-1", "rasa-2"],
    "an action server": ["actions-1", "actions-2"],
    "Redis": ["redis"],
    "PostgreSQL": ["postgres"],
    "RabbitMQ": ["rabbitmq"],
    "nginx": ["nginx"],
}
# The others go on, so the next message need not wait until it is back.
DOUBLE = ("a Rasa server", "an action server", "RabbitMQ")


def kill_and_revive(process: Process, browser: Browser, at_once: bool) -> float:
    """Return how long the next message waited, from the kill or from when the process was back."""
    since = time.monotonic()
    process.kill()
    waited = seconds_until_answered(browser, since) if at_once else 0.0
    process.start()
    process.wait_until_it_answers()
    return waited if at_once else seconds_until_answered(browser, time.monotonic())


@pytest.mark.timeout(1500)
@pytest.mark.parametrize("kind", KINDS)
def test_killed_under_load_nothing_is_lost_or_doubled(kind: str, cluster: Cluster, acknowledged: Path):
    names, waits = KINDS[kind], []
    browser = Browser(cluster.address).open()
    with load(cluster.address, acknowledged, people=4, pause=0.05):
        for number in range(ROUNDS):
            wait_for_turns(acknowledged, BETWEEN)
            process = cluster.processes[names[number % len(names)]]
            waits.append(kill_and_revive(process, browser, kind in DOUBLE))
        wait_for_turns(acknowledged, BETWEEN)
    turns = sum(len(some) for some in answered(acknowledged).values())
    print(
        f"\n{kind} killed {ROUNDS} times in {turns} turns: the next message waited {max(waits):.1f} s at most"
    )
    assert turns > ROUNDS * BETWEEN
    assert faults(cluster.address, acknowledged) == []
    assert max(waits) < 5
