"""A process of the cluster: started with its log in a file, waited for, stopped or killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

START_SECONDS = 120
STOP_SECONDS = 40


class ClusterError(Exception):
    """The cluster cannot be started; the message says what to do."""


@dataclass
class Process:
    """A command, the account it runs under, and how to see that it answers."""

    name: str
    command: list[str]
    log: Path
    answers: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=dict)
    account: str | None = None
    stop_sign: signal.Signals = signal.SIGTERM
    _running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, in a group of its own, so that Ctrl-C and signals reach only what they are meant for."""
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self.command,
                env=os.environ | self.environment,
                user=self.account,
                group=self.account,
                extra_groups=[] if self.account else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_it_answers(self, seconds: float = START_SECONDS) -> float:
        """Return how many seconds it took until it answered."""
        began = time.monotonic()
        while not self.answers():
            if not self.alive:
                raise ClusterError(f"{self.name} stopped; its log is {self.log}")
            if time.monotonic() - began > seconds:
                raise ClusterError(f"{self.name} did not answer in {seconds} s; its log is {self.log}")
            time.sleep(0.05)
        return time.monotonic() - began

    @property
    def alive(self) -> bool:
        return self._running is not None and self._running.poll() is None

    @property
    def pid(self) -> int:
        assert self._running is not None, f"{self.name} was never started"
        return self._running.pid

    def kill(self) -> None:
        """End it and all that it started at once, as `kill -9` does."""
        first = psutil.Process(self.pid)
        for process in (first, *first.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self._wait()

    def stop(self) -> None:
        """Let it end by itself; kill it if it does not."""
        if not self.alive:
            return
        os.kill(self.pid, self.stop_sign)
        try:
            self._wait()
        except subprocess.TimeoutExpired:
            self.kill()

    def _wait(self) -> None:
        assert self._running is not None
        self._running.wait(STOP_SECONDS)
