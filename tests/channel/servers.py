"""Real servers to test the web channel with: Rasa, the action server, and a gate between the two."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import requests
from ruamel.yaml import YAML

from tests.conversations.assistant import ROOT, free_port

START_SECONDS = 180
STORE = "channels.store.PatientSQLTrackerStore"
BIN = Path(sys.executable).parent
ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SANIC_HOST": "127.0.0.1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass
class Server:
    """A process that answers at an address, with its log in a file."""

    command: list[str]
    ready: str
    log: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = os.environ | ENVIRONMENT | self.environment
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    def wait_until_ready(self) -> None:
        self.wait_until_answered(self.ready)

    def wait_until_answered(self, address: str) -> None:
        """Wait until there is something at an address of this server."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.alive(), f"{self.command} stopped:\n{self.log.read_text()}"
            try:
                if requests.get(address, timeout=5).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"{self.command} was not ready in time:\n{self.log.read_text()}")

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(sign)
            self.process.wait(30)


class Gate(ThreadingHTTPServer):
    """Hands calls on to the action server, unless it is shut or told to fail; counts the calls."""

    daemon_threads = True

    def __init__(self, behind: int) -> None:
        super().__init__(("127.0.0.1", 0), GateHandler)
        self.behind = behind
        self.fails = False
        self.calls = 0
        self._open = threading.Event()
        self._open.set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def shut(self) -> None:
        """Keep the calls that come from now on waiting."""
        self._open.clear()

    def open(self) -> None:
        self._open.set()

    def wait_until_open(self) -> None:
        self._open.wait(START_SECONDS)

    def wait_for_calls(self, number: int) -> None:
        """Wait until this many calls have come in all."""
        deadline = time.monotonic() + START_SECONDS
        while self.calls < number:
            assert time.monotonic() < deadline, f"{self.calls} calls have come, not {number}"
            time.sleep(0.02)


class GateHandler(BaseHTTPRequestHandler):
    """One call of Rasa to the action server."""

    server: Gate

    def do_GET(self) -> None:
        self._hand_on(b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls += 1
        self.server.wait_until_open()
        if self.server.fails:
            self._answer(500, b'{"error": "broken", "request_body": ' + body + b"}")
        else:
            self._hand_on(body)

    def _hand_on(self, body: bytes) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=60)
        try:
            connection.request(self.command, self.path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            self._answer(response.status, response.read())
        except ConnectionError:
            self.close_connection = True
        finally:
            connection.close()

    def _answer(self, status: int, body: bytes) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            pass

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@dataclass
class Assistant:
    """A whole assistant with settings and a store of its own."""

    folder: Path
    settings: dict[str, Any]
    store: dict[str, Any] | None = None
    port: int = field(default_factory=free_port)
    # Names the actions that run in the assistant's own process; without it, there is an action server.
    actions_module: str | None = None
    # Started by `rasa run`, which takes long, and not as `make run` does it.
    plain: bool = False
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.log = self.folder / "rasa.log"
        actions_port = free_port()
        self.actions = Server(
            [str(BIN / "python"), "-m", "rasa_sdk", "--actions", "actions", "--port", str(actions_port)],
            f"http://127.0.0.1:{actions_port}/health",
            self.folder / "actions.log",
        )
        self.gate = Gate(actions_port)
        self.rasa = Server(
            [
                *self._command(),
                *("--model", "models/clean-exit.tar.gz"),
                *("--interface", "127.0.0.1", "--port", str(self.port)),
                *("--endpoints", self._write("endpoints", self._endpoints())),
                *("--credentials", self._write("credentials", {"channels.web.WebChannel": self.settings})),
            ],
            f"{self.address}/health",
            self.log,
            self.environment,
        )

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        if self.actions_module is None:
            self.actions.start()
        self.rasa.start()

    def stop(self) -> None:
        self.gate.open()
        for server in (self.rasa, self.actions):
            if server.alive():
                server.stop(signal.SIGKILL)
        self.gate.shutdown()
        self.gate.server_close()

    def _command(self) -> list[str]:
        if self.plain:
            return [str(BIN / "rasa"), "run"]
        return [str(BIN / "python"), "-m", "runtime", "run"]

    def _endpoints(self) -> dict[str, Any]:
        action_endpoint = {"url": f"http://127.0.0.1:{self.gate.port}/webhook"}
        if self.actions_module is not None:
            action_endpoint["actions_module"] = self.actions_module
        endpoints: dict[str, Any] = {"action_endpoint": action_endpoint}
        if self.store is not None:
            endpoints["tracker_store"] = self.store
        return endpoints

    def _write(self, name: str, content: dict[str, Any]) -> str:
        path = self.folder / f"{name}.yml"
        with path.open("w") as file:
            YAML(typ="safe").dump(content, file)
        return str(path)
