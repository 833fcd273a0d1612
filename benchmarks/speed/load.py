"""Puts load on a bot with locust, in a process of its own, since locust changes how Python waits.

`python -m benchmarks.speed.load <kind> <address> <clients> <seconds>` prints what came of it as JSON.
"""

from __future__ import annotations

import json
import sys
from itertools import cycle
from typing import Any

import gevent
from locust import HttpUser, constant, events, task
from locust.env import Environment

from benchmarks.speed.persons import PERSONS, QUESTION, TEXTS

TURNS_OF_A_CONVERSATION = 10
OPENING = "sessions"


def main() -> None:
    """Load the bot and print turns per second, median, 95th and 99th percentile in milliseconds."""
    kind, address, clients, seconds = sys.argv[1:]
    environment = Environment(user_classes=[_talker(kind, address)], events=events)
    runner = environment.create_local_runner()
    runner.start(int(clients), spawn_rate=int(clients))
    # People arrive and open their conversations; only then it counts.
    gevent.sleep(min(5.0, float(seconds) / 4))
    environment.stats.reset_all()
    gevent.sleep(float(seconds))
    print(json.dumps(_result(environment.stats, float(seconds))))
    runner.quit()


def _talker(kind: str, address: str) -> type[HttpUser]:
    class Talker(HttpUser):
        host = address
        wait_time = constant(0)

        @task
        def talk(self) -> None:
            person = PERSONS[kind](self.client, address)
            texts = cycle(TEXTS[kind][QUESTION])
            for _ in range(TURNS_OF_A_CONVERSATION):
                person.say(next(texts))

    return Talker


def _result(stats: Any, seconds: float) -> dict[str, float]:
    turns = [entry for (name, _), entry in stats.entries.items() if OPENING not in name]
    one = turns[0]
    return {
        "turns per second": one.num_requests / seconds,
        "median": one.get_response_time_percentile(0.5),
        "p95": one.get_response_time_percentile(0.95),
        "p99": one.get_response_time_percentile(0.99),
        "failed": one.num_failures,
    }


if __name__ == "__main__":
    main()
