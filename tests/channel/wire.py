"""Speaks to a server in bytes, also in such as no browser would send."""

from __future__ import annotations

import json
import socket
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Response:
    """One response as it came, and whether the server closed the connection after it."""

    raw: bytes
    closed: bool

    @property
    def status(self) -> int:
        return int(self.raw.split(b" ", 2)[1]) if self.raw else 0

    @property
    def code(self) -> str:
        """The code of an error."""
        return str(json.loads(self.raw.partition(b"\r\n\r\n")[2])["error"]["code"])


def connect(port: int, seconds: float = 30) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=seconds)


def send(port: int, data: bytes, seconds: float = 30) -> Response:
    """Send bytes and return the response to them."""
    with connect(port, seconds) as connection:
        connection.sendall(data)
        return receive(connection)


def receive(connection: socket.socket) -> Response:
    """Return the next response: all of it, or what came before the server closed."""
    raw = b""
    while not _whole(raw):
        try:
            more = connection.recv(65_536)
        except ConnectionResetError:
            more = b""
        if not more:
            return Response(raw, True)
        raw += more
        if raw.startswith(b"HTTP/1.1 100"):
            raw = raw.partition(b"\r\n\r\n")[2]
    return Response(raw, False)


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """Return a request as bytes; underscores in the names of headers stand for hyphens."""
    named = {"Host": "127.0.0.1"} | {name.replace("_", "-"): value for name, value in headers.items()}
    if body and "Content-Length" not in named and "Transfer-Encoding" not in named:
        named["Content-Length"] = str(len(body))
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items()), "", ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + body


def drip(connection: socket.socket, data: bytes, pause: float) -> int:
    """Send byte after byte until the server has had enough of it; return how many were sent."""
    connection.setblocking(False)
    for number, byte in enumerate(data):
        try:
            if connection.recv(1, socket.MSG_PEEK) is not None:
                return number
        except BlockingIOError:
            pass
        except ConnectionResetError:
            return number
        try:
            connection.send(bytes([byte]))
        except (BrokenPipeError, ConnectionResetError):
            return number
        time.sleep(pause)
    return len(data)


def _whole(raw: bytes) -> bool:
    head, end, body = raw.partition(b"\r\n\r\n")
    if not end:
        return False
    length = next(
        (
            line.partition(b":")[2]
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length")
        ),
        b"0",
    )
    return len(body) >= int(length)
