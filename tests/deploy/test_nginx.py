"""nginx, configured as for containers: what it lets through, what it holds back, what it repeats."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from scripts.cluster import services
from scripts.cluster.processes import ClusterError, Process
from scripts.cluster.proxy import CONFIGURATION, nginx_conf
from tests.channel.browser import error
from tests.conversations.assistant import free_port

PAGES = ["/", "/widget/chat.js", "/webhooks/web/messages"]
HIDDEN = [
    "/health",
    "/ready",
    "/live",
    "/metrics",
    "/version",
    "/conversations/x/tracker",
    "/webhooks/rest/webhook",
]


class Behind(ThreadingHTTPServer):
    """A server behind nginx that remembers what it was asked, and may break off in the middle."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.addresses: list[str | None] = []
        self.breaks_off = False
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Handler(BaseHTTPRequestHandler):
    server: Behind
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(f"{self.command} {self.path}")
        self.server.addresses.append(self.headers.get("X-Forwarded-For"))
        if self.server.breaks_off:
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_DELETE = do_GET  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Front:
    """nginx with two servers and two action servers behind it."""

    def __init__(self, folder: Path, rate: str) -> None:
        self.rasa, self.actions = [Behind(), Behind()], [Behind(), Behind()]
        self.port, self.inner = free_port(), free_port()
        text = nginx_conf(self.port, self.inner, ports(self.rasa), ports(self.actions), rate)
        self.nginx: Process = services.nginx(folder, text, self.port)
        self.nginx.start()
        self.nginx.wait_until_it_answers()

    def asked(self) -> list[str]:
        return [one for server in (*self.rasa, *self.actions) for one in server.asked]

    def call(self, method: str, path: str, port: int = 0, **more: Any) -> requests.Response:
        return requests.request(method, f"http://127.0.0.1:{port or self.port}{path}", timeout=10, **more)


def ports(servers: list[Behind]) -> list[int]:
    return [server.port for server in servers]


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="clean-exit-") as name:
        os.chmod(name, 0o755)
        yield Path(name)


@pytest.fixture
def front(folder: Path, request: pytest.FixtureRequest) -> Iterator[Front]:
    try:
        running = Front(folder, getattr(request, "param", "1000r/s"))
    except ClusterError as reason:
        pytest.skip(str(reason))
    yield running
    running.nginx.kill()


def test_nginx_takes_the_configuration_and_finds_a_fault_in_it(folder: Path):
    try:
        program = services.tool("nginx")
    except ClusterError as reason:
        pytest.skip(str(reason))
    right = nginx_conf(free_port(), free_port(), [5005], [5055])
    for text, code in ((right, 0), (right.replace("client_max_body_size", "client_max_body"), 1)):
        (folder / "nginx.conf").write_text(text)
        command = [str(program), "-t", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
        assert subprocess.run(command, capture_output=True, check=False).returncode == code


def test_what_the_web_channel_offers_is_let_through_and_nothing_else(front: Front):
    for path in PAGES:
        assert front.call("GET", path).status_code == 200, path
    before = front.asked()
    for path in HIDDEN:
        assert error(front.call("GET", path), 404) == "not_found"
    assert front.asked() == before


def test_a_large_body_is_refused_before_it_gets_to_a_server(front: Front):
    assert error(front.call("POST", "/webhooks/web/messages", data=b"x" * 20_000), 413) == "body_too_large"
    assert front.asked() == []


@pytest.mark.parametrize("front", ["5r/s"], indirect=True)
def test_a_flood_from_one_address_is_held_back(front: Front):
    answers = [front.call("POST", "/webhooks/web/sessions") for _ in range(20)]
    assert [one.status_code for one in answers] == [200] * 20
    with ThreadPoolExecutor(8) as crowd:
        more = [crowd.submit(front.call, "POST", "/webhooks/web/sessions") for _ in range(80)]
    refused = [one.result() for one in more if one.result().status_code == 429]
    assert len(refused) > 20
    late = refused[-1]
    assert error(late, 429) == "too_many_from_address"
    assert late.headers["Retry-After"] == "2"


def test_a_conversation_stays_with_one_server(front: Front):
    for _ in range(10):
        front.call("GET", "/webhooks/web/messages", headers={"Authorization": "Bearer somebody"})
    assert sorted(len(server.asked) for server in front.rasa) == [0, 10]


def test_many_conversations_are_spread(front: Front):
    for number in range(60):
        front.call("GET", "/webhooks/web/messages", headers={"Authorization": f"Bearer {number}"})
    assert all(len(server.asked) > 10 for server in front.rasa)


@pytest.mark.parametrize(("method", "times"), [("POST", 1), ("DELETE", 2), ("GET", 2)])
def test_what_may_change_something_is_not_sent_twice(front: Front, method: str, times: int):
    for server in front.rasa:
        server.breaks_off = True
    response = front.call(method, "/webhooks/web/messages")
    assert error(response, 503) == "no_answer"
    assert response.headers["Retry-After"] == "2"
    assert len(front.asked()) == times


def test_a_server_that_takes_no_connection_is_passed_over(front: Front):
    front.rasa[0].shutdown()
    front.rasa[0].server_close()
    statuses = [
        front.call(
            "POST", "/webhooks/web/messages", headers={"Authorization": f"Bearer {number}"}
        ).status_code
        for number in range(20)
    ]
    assert statuses == [200] * 20


def test_an_action_server_that_breaks_off_is_replaced_by_the_other(front: Front):
    front.actions[0].breaks_off = True
    statuses = [front.call("POST", "/webhook", front.inner, json={}).status_code for _ in range(6)]
    assert statuses == [200] * 6


def test_the_address_of_the_caller_is_told_to_the_servers(front: Front):
    front.call("GET", "/", headers={"X-Forwarded-For": "203.0.113.7"})
    [addresses] = [server.addresses for server in front.rasa if server.addresses]
    assert addresses == ["203.0.113.7, 127.0.0.1"]


def test_the_way_to_the_actions_is_no_way_to_anything_else(front: Front):
    assert front.call("GET", "/webhooks/web/messages", front.inner).status_code == 404
    assert CONFIGURATION.read_text().count("listen ") == 2
