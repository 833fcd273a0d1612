"""A server is killed fifty times while people talk to it: nothing that was answered is lost or doubled."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.channel.browser import Browser
from tests.channel.servers import Assistant
from tests.faults.forking import ForkedServer
from tests.faults.stores import Store
from tests.load.kills import seconds_until_answered
from tests.load.load import answered, doubled, faults, load, under_way, wait_for_turns

KILLS = int(os.environ.get("FAULT_KILLS", "50"))
PEOPLE, BETWEEN = 4, 3
# So much later than an answer, each kill comes at another point of the turns that are under way.
STEP_SECONDS, STEPS = 0.03, 11


@pytest.fixture
def server(store: Store, settings: dict[str, Any], tmp_path: Path) -> Iterator[ForkedServer]:
    """A server that is back soon."""
    assistant = Assistant(tmp_path, settings, store.settings, actions_module="actions")
    forked = ForkedServer.like(assistant.rasa)
    forked.address = assistant.address  # type: ignore[attr-defined]
    forked.start()
    forked.wait_until_ready()
    yield forked
    forked.close()
    assistant.stop()


def kill_and_revive(server: ForkedServer, browser: Browser) -> tuple[float, float]:
    """Return how long the start took, and how long the next message waited after it."""
    server.stop(signal.SIGKILL)
    began = time.monotonic()
    server.start()
    server.wait_until_ready()
    ready = time.monotonic()
    return ready - began, seconds_until_answered(browser, ready)


@pytest.mark.timeout(7200)
def test_killed_under_load_nothing_is_lost_or_doubled(server: Any, store: Store, tmp_path: Path):
    acknowledged, times, in_turns = tmp_path / "acknowledged.jsonl", [], 0
    browser = Browser(server.address).open()
    with load(server.address, acknowledged, PEOPLE):
        for number in range(KILLS):
            wait_for_turns(acknowledged, BETWEEN)
            time.sleep(STEP_SECONDS * (number % STEPS))
            # Whoever gave up in a long start is not waiting any more.
            in_turns += min(PEOPLE, under_way(acknowledged))
            times.append(kill_and_revive(server, browser))
        wait_for_turns(acknowledged, BETWEEN)
    starts, waits = zip(*times, strict=True)
    turns = sum(len(some) for some in answered(acknowledged).values())
    lost, twice = faults(server.address, acknowledged), doubled(server.address, acknowledged)
    stored_twice = [text for text, count in store.said().items() if count > 1]
    print(
        f"\n{store.kind}: {KILLS} kills in the middle of {in_turns} turns, {turns} turns answered,"
        f" {len(lost)} lost or changed, {len(twice) + len(stored_twice)} doubled;"
        f" ready again after {median(starts):.1f} s (longest {max(starts):.1f} s),"
        f" next message answered {median(waits):.2f} s later (longest {max(waits):.2f} s)"
    )
    assert (lost, twice, stored_twice) == ([], [], [])
    assert turns > KILLS * BETWEEN
    assert max(waits) < 5
