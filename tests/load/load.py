"""Load on servers, by locust in a process of its own, and what has become of all that was answered."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.channel.browser import Browser

TURNS_SECONDS = 120
LOCUSTFILE = Path(__file__).with_name("locustfile.py")


@dataclass(frozen=True)
class Figures:
    """What locust measured: messages answered in a second, and milliseconds until a response."""

    per_second: float
    median: float
    p95: float
    p99: float
    failures: int


@contextmanager
def load(address: str, acknowledged: Path, people: int, pause: float = 0) -> Iterator[Path]:
    """Put load on the address until the block is left; the figures are in the folder it yields."""
    folder = acknowledged.parent
    command = [
        sys.executable,
        "-m",
        "locust",
        "--locustfile",
        str(LOCUSTFILE),
        "--headless",
        "--only-summary",
    ]
    command += ["--users", str(people), "--spawn-rate", str(people), "--host", address]
    command += ["--csv", str(folder / "figures"), "--stop-timeout", "60"]
    environment = os.environ | {"ACKNOWLEDGED": str(acknowledged), "PAUSE": str(pause)}
    with (folder / "locust.log").open("ab") as log:
        locust = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        yield folder
    finally:
        locust.send_signal(signal.SIGTERM)
        locust.wait(120)


def measure(address: str, acknowledged: Path, people: int, seconds: float) -> Figures:
    """Return what was measured in so many seconds."""
    with load(address, acknowledged, people) as folder:
        time.sleep(seconds)
    return figures(folder)


def figures(folder: Path) -> Figures:
    with (folder / "figures_stats.csv").open() as file:
        row = next(row for row in csv.DictReader(file) if row["Name"] == "say")
    return Figures(
        round(float(row["Requests/s"]) - float(row["Failures/s"]), 1),
        float(row["50%"]),
        float(row["95%"]),
        float(row["99%"]),
        int(row["Failure Count"]),
    )


def answered(acknowledged: Path) -> dict[str, list[dict]]:
    """Return the turns that were answered, by the token of their conversation."""
    turns: dict[str, list[dict]] = defaultdict(list)
    for line in acknowledged.read_text().splitlines():
        turn = json.loads(line)
        turns[turn["token"]].append(turn)
    return turns


def wait_for_turns(acknowledged: Path, more: int) -> None:
    """Return when so many more turns were answered."""
    wanted = lines(acknowledged) + more
    deadline = time.monotonic() + TURNS_SECONDS
    while lines(acknowledged) < wanted:
        assert time.monotonic() < deadline, f"no {more} turns were answered in {TURNS_SECONDS} s"
        time.sleep(0.1)


def faults(address: str, acknowledged: Path) -> list[str]:
    """Return each answered turn that is not in its conversation once, with the answer that was given."""
    found = []
    for token, turns in answered(acknowledged).items():
        history = Browser(address, token=token).history()
        for turn in turns:
            at = [n for n, one in enumerate(history) if (one["from"], one["text"]) == ("user", turn["text"])]
            if len(at) != 1:
                found.append(f"{turn['text']!r} is there {len(at)} times")
            elif [one["text"] for one in turn["answer"]] != _answer(history, at[0]):
                found.append(f"{turn['text']!r} has another answer than the one that was given")
    return found


def doubled(address: str, acknowledged: Path) -> list[str]:
    """Send each answered message again with its key, and return those with another answer than the first."""
    found = []
    for token, turns in answered(acknowledged).items():
        browser = Browser(address, token=token)
        for turn in turns:
            again = browser.send({"text": turn["text"]}, turn["key"])
            if again.status_code != 200 or again.json()["messages"] != turn["answer"]:
                found.append(f"{turn['text']!r} was answered anew: {again.status_code}")
    return found


def under_way(acknowledged: Path) -> int:
    """Return how many messages were sent and not answered yet."""
    return lines(acknowledged.with_suffix(".begun")) - lines(acknowledged)


def lines(path: Path) -> int:
    """Return how many turns are written down."""
    return path.read_text().count("\n") if path.exists() else 0


def _answer(history: list[dict], at: int) -> list[str]:
    texts = []
    for one in history[at + 1 :]:
        if one["from"] == "user":
            break
        texts.append(one["text"])
    return texts
