"""Starts a server, and tells how long that took and how much memory it needs."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

START_SECONDS = 1800
ENVIRONMENT = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "PYTHONWARNINGS": "ignore"}


@dataclass(frozen=True)
class Started:
    """A server that answers."""

    address: str
    seconds: float
    process: psutil.Process

    @property
    def megabytes(self) -> float:
        """The resident memory of the server and all that it started."""
        everyone = [self.process, *self.process.children(recursive=True)]
        return sum(one.memory_info().rss for one in everyone) / 1e6


@contextmanager
def running(command: Sequence[str], folder: Path, port: int, path: str, log: Path) -> Iterator[Started]:
    """Start a server, wait until its path answers, and end it afterwards."""
    address = f"http://127.0.0.1:{port}"
    began = time.monotonic()
    with (
        log.open("w") as output,
        subprocess.Popen(
            command, cwd=folder, env=os.environ | ENVIRONMENT, stdout=output, stderr=subprocess.STDOUT
        ) as process,
    ):
        try:
            _wait(process, address + path, log)
            yield Started(address, time.monotonic() - began, psutil.Process(process.pid))
        finally:
            process.kill()


def timed(command: Sequence[str], folder: Path, log: Path) -> float:
    """Run a command to its end and return the seconds it took."""
    began = time.monotonic()
    with log.open("w") as output:
        subprocess.run(
            command,
            cwd=folder,
            env=os.environ | ENVIRONMENT,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=True,
        )
    return time.monotonic() - began


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended:\n{log.read_text()[-2000:]}")
        try:
            if requests.get(address, timeout=5).status_code == 200:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the server was not ready in {START_SECONDS} seconds, see {log}")
