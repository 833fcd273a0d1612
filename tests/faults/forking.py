"""A server that is back soon after a kill: all is imported once, and each server is forked from there.

Fifty starts from nothing would take most of the time of the test, and import the same modules each time.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from typing import Any

from tests.channel.servers import ENVIRONMENT, Server
from tests.conversations.assistant import ROOT

START = "start\n"
END_SECONDS = 30
IMPORTED = (
    "runtime.command",
    "channels.web",
    "actions",
    "components.contract_tokenizer",
    "components.text_encoder",
    "components.question_splitter",
    "components.situation_extractor",
    "components.fact_classifier",
    "components.question_classifier",
)


class ForkedServer(Server):
    """The same server as another one, started by a process that has imported everything."""

    @classmethod
    def like(cls, server: Server) -> ForkedServer:
        """Return a server that is started so, from one that is started by `python -m runtime`."""
        program = server.command.index("runtime")
        command = [sys.executable, "-m", "tests.faults.forking", *server.command[program + 1 :]]
        return cls(command, server.ready, server.log, server.environment)

    def start(self) -> None:
        if self.process is None:
            self._open()
        assert self.process is not None
        self.process.stdin.write(START)  # type: ignore[union-attr]
        self.process.stdin.flush()  # type: ignore[union-attr]
        self.pid = int(self.process.stdout.readline())  # type: ignore[union-attr]

    def alive(self) -> bool:
        return self.process is not None and os.path.exists(f"/proc/{self.pid}")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        os.kill(self.pid, sign)
        deadline = time.monotonic() + END_SECONDS
        while self.alive():
            assert time.monotonic() < deadline, f"the server did not end in {END_SECONDS} s"
            time.sleep(0.005)

    def close(self) -> None:
        """End the process that starts the servers."""
        with contextlib.suppress(ProcessLookupError):
            self.stop(signal.SIGKILL)
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def _open(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # type: ignore[assignment]
                self.command,
                cwd=ROOT,
                env=os.environ | ENVIRONMENT | self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )


def main() -> None:
    """Start a server for each line that comes in, and tell its number."""
    runtime: Any = import_module("runtime.__main__")
    for name, value in runtime.ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    runtime.import_later()
    for name in IMPORTED:
        import_module(name)
    # Nobody waits for the killed.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            import_module("runtime.command").main()
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
