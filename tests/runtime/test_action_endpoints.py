"""Actions are run here or over a kept connection, with the same results."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from runtime.action_endpoints import ActionsHere, KeptActions, action_endpoint

DOMAIN = Domain.load("domain.yml")


def call(name: str) -> dict[str, Any]:
    said = UserUttered("hello", {"name": "greet", "confidence": 1.0}, parse_data={"text": "hello"})
    tracker = DialogueStateTracker.from_events("somebody", [said], DOMAIN.slots)
    return {
        "next_action": name,
        "sender_id": "somebody",
        "tracker": tracker.current_state(EventVerbosity.ALL),
        "version": "3.6.21",
    }


def in_a_loop(work: Any) -> Any:
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_an_action_is_run_here():
    endpoint = action_endpoint(EndpointConfig("http://127.0.0.1:1/webhook", actions_module="actions"))
    assert isinstance(endpoint, ActionsHere)
    result = in_a_loop(endpoint.request(json=call("action_talk"), method="post", timeout=5, compress=False))
    assert result["responses"][0]["response"] == "utter_greet"
    assert {"event": "slot", "timestamp": None, "name": "last_kind", "value": "smalltalk"} in result["events"]


def test_an_action_that_does_not_exist_fails_as_one_that_breaks():
    with pytest.raises(RasaException, match="action_unheard_of"):
        in_a_loop(ActionsHere("actions").request(json=call("action_unheard_of")))


def test_an_action_that_rejects_is_understood_by_rasa(monkeypatch: pytest.MonkeyPatch):
    from rasa_sdk.interfaces import ActionExecutionRejection as Rejection  # noqa: PLC0415

    endpoint = ActionsHere("actions")

    def reject(*_: Any) -> None:
        raise Rejection("action_talk", "not now")

    endpoint._executor.actions["action_talk"] = reject
    with pytest.raises(ActionExecutionRejection, match="not now"):
        in_a_loop(endpoint.request(json=call("action_talk")))


def test_without_a_module_and_without_an_endpoint_it_stays_as_it_is():
    kept = action_endpoint(EndpointConfig("http://127.0.0.1:5055/webhook", token="secret"))
    assert isinstance(kept, KeptActions)
    assert (kept.url, kept.token) == ("http://127.0.0.1:5055/webhook", "secret")
    assert action_endpoint(None) is None


class Answering(BaseHTTPRequestHandler):
    """Answers every call and counts the connections."""

    protocol_version = "HTTP/1.1"
    connections: set[int] = set()  # noqa: RUF012

    def do_POST(self) -> None:
        self.connections.add(self.client_address[1])
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_calls_one_after_the_other_use_one_connection(server: ThreadingHTTPServer):
    async def use() -> None:
        kept = KeptActions(EndpointConfig(f"http://127.0.0.1:{server.server_address[1]}/webhook"))
        for _ in range(3):
            assert await kept.request(json={}, method="post") == {}
        await kept.close()

    Answering.connections.clear()
    in_a_loop(use())
    assert len(Answering.connections) == 1
