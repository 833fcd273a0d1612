"""A small server that keeps the contract of the web channel, and fails when a test wants it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.widget.answers import advice

WIDGET = Path(__file__).resolve().parents[2] / "widget"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="/widget/clean-exit-chat.js"></script></head>
<body><main><h1>Some page</h1><p>With text of its own.</p></main>
<clean-exit-chat></clean-exit-chat></body></html>"""

Answer = Callable[[str], dict[str, Any]]


@dataclass
class Fault:
    """What goes wrong with one request for a reply."""

    status: int = 0
    message: str = ""
    retry_after: int | None = None
    seconds: float = 0
    cut: bool = False
    body: bytes | None = None


@dataclass
class Said:
    """One conversation."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    replies: dict[str, dict[str, Any]] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class StandIn:
    """The server with all that a test may set and look at."""

    def __init__(self) -> None:
        self.answer: Answer = lambda text: advice()
        self.faults: list[Fault] = []
        self.pages: dict[str, tuple[str, str]] = {"/page": (PAGE, POLICY)}
        self.conversations: dict[str, Said] = {}
        self.received: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.ratings: list[dict[str, Any]] = []
        self.rates = True
        self.history_status = 200
        self.erase_status = 204
        self.allowed: set[str] = set()
        self._server = _Server(("127.0.0.1", 0), partial(_Handler, self))
        self.port = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def page(self, html: str, policy: str = POLICY, path: str = "/page") -> str:
        """Serve a page, and return its address."""
        self.pages[path] = (html, policy)
        return f"{self.address}{path}"

    def reply(self, token: str, body: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        said = self.conversations[token]
        with said.lock:
            if key in said.replies:
                return 200, said.replies[key]
            if "choice" in body and body["choice"] not in said.choices:
                return 404, {"error": {"code": "unknown_choice", "message": "This choice was not offered."}}
            text = said.choices[body["choice"]] if "choice" in body else body["text"]
            answer = self.answer(text)
            for message in answer["messages"]:
                said.choices |= {one["choice"]: one["title"] for one in message.get("buttons") or []}
            said.messages.append({"from": "user", "text": text})
            said.messages += [{"from": "bot", **message} for message in answer["messages"]]
            said.messages[-1]["report"] = answer["report"]
            said.replies[key] = answer
            return 200, answer


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A browser that went away in mid-reply is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, server: StandIn, *args: Any) -> None:
        self.at = server
        super().__init__(*args)

    def log_message(self, *_: Any) -> None:
        pass

    def do_OPTIONS(self) -> None:
        self._send(204)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/webhooks/web/messages":
            self._history()
        elif path == "/health":
            self._json(200, {"status": "ready"})
        elif path in self.at.pages:
            html, policy = self.at.pages[path]
            self._send(200, html.encode(), "text/html", policy)
        else:
            file = WIDGET / ("index.html" if path == "/" else path.removeprefix("/widget/"))
            if file.is_file() and file.suffix in TYPES:
                self._send(200, file.read_bytes(), TYPES[file.suffix], POLICY)
            else:
                self._error(404, "There is nothing here.")

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/webhooks/web/sessions":
            token = uuid4().hex
            self.at.conversations[token] = Said()
            self._json(201, {"token": token, "expires_in": 3600})
        elif self._token() is None:
            self._error(401, "This token opens no session here.")
        elif self.path == "/webhooks/web/messages":
            self._message(json.loads(content))
        elif self.path == "/webhooks/web/feedback" and self.at.rates:
            self.at.ratings.append(json.loads(content))
            self._send(204)
        else:
            self._error(404, "There is nothing here.")

    def do_DELETE(self) -> None:
        token = self._token()
        if token is None:
            self._error(401, "This token opens no session here.")
        elif self.at.erase_status != 204:
            self._error(self.at.erase_status, "Not now.")
        else:
            del self.at.conversations[token]
            self._send(204)

    def _token(self) -> str | None:
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        return token if token in self.at.conversations else None

    def _history(self) -> None:
        token = self._token()
        if token is None:
            self._error(401, "This token opens no session here.")
        elif self.at.history_status != 200:
            self._error(self.at.history_status, "Not now.")
        else:
            self._json(200, {"messages": self.at.conversations[token].messages})

    def _message(self, body: dict[str, Any]) -> None:
        key = self.headers["Idempotency-Key"]
        self.at.received.append(body)
        self.at.keys.append(key)
        fault = self.at.faults.pop(0) if self.at.faults else Fault()
        time.sleep(fault.seconds)
        if fault.status:
            self._error(fault.status, fault.message, fault.retry_after)
            return
        if fault.body is not None:
            self._send(200, fault.body, "application/json")
            return
        status, reply = self.at.reply(self._token() or "", body, key)
        if fault.cut:
            self.close_connection = True
            self.connection.close()
            return
        self._json(status, reply)

    def _error(self, status: int, message: str, retry_after: int | None = None) -> None:
        self._json(status, {"error": {"code": "fault", "message": message}}, retry_after)

    def _json(self, status: int, body: Any, retry_after: int | None = None) -> None:
        self._send(status, json.dumps(body).encode(), "application/json", retry_after=retry_after)

    def _send(
        self,
        status: int,
        content: bytes = b"",
        kind: str = "",
        policy: str = "default-src 'none'",
        retry_after: int | None = None,
    ) -> None:
        self.send_response(status)
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"} if policy else {}
        if kind:
            headers["Content-Type"] = f"{kind}; charset=utf-8"
        if retry_after is not None:
            headers["Retry-After"] = str(retry_after)
        if self.headers.get("Origin") in self.at.allowed:
            headers["Access-Control-Allow-Origin"] = self.headers["Origin"]
            headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type, Idempotency-Key"
            headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
