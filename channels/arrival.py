"""Lets a request arrive in good time and with an honest length, or not at all.

Sanic 21.12 reads a body of negative length without end, so that one request stops the whole server. And each
byte that comes gives a request more time, so that drips keep connections open for ever.
"""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import Any

from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request

SECONDS = 15
LENGTH = re.compile(r"[0-9]{1,18}")


class Arrivals:
    """The requests that are on their way, one for each connection."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    def watch(self, blueprint: Blueprint) -> None:
        """Look at every connection of the server that this blueprint becomes part of."""
        blueprint.add_signal(partial(self._connected), "http.lifecycle.begin")
        blueprint.add_signal(partial(_check_length), "http.lifecycle.request")
        blueprint.add_signal(partial(self._closed), "http.lifecycle.complete")

    def arrived(self, request: Request) -> None:
        """Take note that a request is there; from now on it is the server that takes its time."""
        if request.conn_info is not None:
            self._stop_waiting(request.conn_info)

    def answered(self, request: Request) -> None:
        """Wait for the next request of the connection, and for what is left of this one."""
        if request.conn_info is not None:
            self._wait(request.conn_info)

    def is_late(self, request: Request) -> bool:
        """Tell whether this request was given up because it did not arrive in time."""
        protocol = getattr(request.stream, "protocol", None)
        return bool(getattr(getattr(protocol, "ctx", None), "late", False))

    async def _connected(self, conn_info: Any) -> None:
        conn_info.ctx.task = asyncio.current_task()
        self._wait(conn_info)

    async def _closed(self, conn_info: Any) -> None:
        self._stop_waiting(conn_info)

    def _wait(self, conn_info: Any) -> None:
        self._stop_waiting(conn_info)
        conn_info.ctx.timer = asyncio.get_running_loop().call_later(self._seconds, _give_up, conn_info)

    def _stop_waiting(self, conn_info: Any) -> None:
        timer = getattr(conn_info.ctx, "timer", None)
        if timer is not None:
            timer.cancel()


def _give_up(conn_info: Any) -> None:
    conn_info.ctx.late = True
    conn_info.ctx.task.cancel()


async def _check_length(request: Request) -> None:
    """Refuse a request of which two readers could believe different things about where it ends."""
    lengths = request.headers.getall("content-length", [])
    codings = request.headers.getall("transfer-encoding", [])
    honest = len(lengths) + len(codings) <= 1
    if not honest or any(coding != "chunked" for coding in codings):
        raise InvalidUsage("a body is either chunked or has one length")
    if not all(LENGTH.fullmatch(length) for length in lengths):
        raise InvalidUsage("a length is a number")
