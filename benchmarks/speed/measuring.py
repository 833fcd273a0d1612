"""What is measured of one bot."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import requests

from benchmarks.speed.persons import PERSONS, QUESTION, TEXTS

WARM_UP = 20


@dataclass(frozen=True)
class Extent:
    """How much is measured, so that a run ends in time."""

    turns: int = 210
    load_seconds: float = 20
    clients: Sequence[int] = (1, 8, 32)
    marks: Sequence[int] = (10, 100, 500)
    long_seconds: float = 600


QUICK = Extent(turns=42, load_seconds=5, marks=(10, 50, 100), long_seconds=60)
# Turns around a mark whose median counts: as many as a session of the assistant has, and as many again.
AROUND = 10


def measure(kind: str, address: str, extent: Extent) -> dict[str, Any]:
    """Return all that is measured of a bot that runs."""
    texts = TEXTS[kind]

    def person() -> Any:
        return PERSONS[kind](requests.Session(), address)

    _times(person, texts[QUESTION], WARM_UP)
    turns = {name: percentiles(_times(person, said, extent.turns)) for name, said in texts.items()}
    load = {clients: _load(kind, address, clients, extent.load_seconds) for clients in extent.clients}
    long = {} if kind == "floor" else _long(person(), texts[QUESTION], extent)
    return {"turns": turns, "load": load, "long": long}


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """Return median, 95th and 99th percentile."""
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return {"median": cuts[49], "p95": cuts[94], "p99": cuts[98]}


def _times(person: Callable[[], Any], texts: Sequence[str], turns: int) -> list[float]:
    """Return the milliseconds of so many turns, in conversations that go through the texts once."""
    times: list[float] = []
    while len(times) < turns:
        one = person()
        times.extend(_time_of(one, text) for text in texts)
    return times[:turns]


def _time_of(person: Any, text: str) -> float:
    began = time.perf_counter()
    person.say(text)
    return (time.perf_counter() - began) * 1000


def _long(person: Any, texts: Sequence[str], extent: Extent) -> dict[int, float]:
    """Return the median time around each mark of one long conversation, as far as the time goes."""
    deadline = time.monotonic() + extent.long_seconds
    times: list[float] = []
    for text in islice(cycle(texts), max(extent.marks) + AROUND):
        times.append(_time_of(person, text))
        if time.monotonic() > deadline:
            break
    reached = [mark for mark in extent.marks if mark <= len(times)]
    return {mark: statistics.median(times[max(0, mark - AROUND) : mark + AROUND]) for mark in reached}


def _load(kind: str, address: str, clients: int, seconds: float) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed.load", kind, address, str(clients), str(seconds)]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(finished.stdout.splitlines()[-1])
    return result
