"""The connector that Rasa loads by `credentials.yml`: the routes of the web channel and of the page.

Rasa's loader and Sanic read annotations of their own; nothing happens at import.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.exceptions import RequestTimeout
from sanic.request import Request
from sanic.response import BaseHTTPResponse, HTTPResponse, empty

from channels import conversations
from channels.arrival import Arrivals
from channels.errors import TooManyError, UnavailableError, answer_error, json_response, not_found
from channels.headers import Origins
from channels.health import health_of
from channels.interface import check_interface
from channels.limits import Limits, network_of
from channels.memory import Memories
from channels.metrics import exposed, may_read
from channels.pages import Pages
from channels.quiet import keep_words_out_of_the_log
from channels.ratings import keep, read_rating
from channels.reading import read_key, read_sent
from channels.retention import Retention
from channels.running import CHANNEL
from channels.sessions import Sessions, load_secret
from channels.settings import Settings, read_settings
from channels.sharing import Shared
from channels.turns import Turns
from channels.watching import watched
from runtime.version import check_version

ROOT = f"/webhooks/{CHANNEL}"
SLACK_SECONDS = 10
# A flood that waits for each refusal is one refusal a second for each of its connections.
HOLD_SECONDS = 1


class WebChannel(InputChannel):
    """The web channel with its settings. Nothing of it asks Rasa's `on_new_message`: see `running.py`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sessions = Sessions(load_secret(Path(settings.secret_file)), settings.session_hours)
        self._turns = Turns(self._sessions, settings, Memories())
        self._origins = Origins(settings.allowed_origins)
        self._pages = Pages(Path(settings.widget_folder))
        self._limits = Limits(settings)
        self._arrivals = Arrivals()
        self._retention = Retention(settings.keep_days)
        self._errand: asyncio.Task[None] | None = None
        self._known_health: Shared[dict[str, Any]] = Shared()

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        return cls(read_settings(credentials))

    def url_prefix(self) -> str:
        """Stand at the root: the page and the health check are there too."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blueprint = Blueprint(CHANNEL)
        routes: list[tuple[str, str, str, Callable[..., Coroutine[Any, Any, HTTPResponse]]]] = [
            ("open", "POST", f"{ROOT}/sessions", self._open),
            ("end", "DELETE", f"{ROOT}/sessions/current", self._end),
            ("answer", "POST", f"{ROOT}/messages", self._answer),
            ("history", "GET", f"{ROOT}/messages", self._history),
            ("rate", "POST", f"{ROOT}/feedback", self._rate),
            ("health", "GET", "/health", self._health),
            ("ready", "GET", "/ready", self._health),
            ("live", "GET", "/live", self._live),
            ("metrics", "GET", "/metrics", self._metrics),
            ("file", "GET", "/widget/<name:path>", self._file),
        ]
        for name, method, path, handler in routes:
            # Sanic marks its handlers, which a bound method does not allow.
            blueprint.add_route(partial(handler), path, methods=[method], name=name)
        self._arrivals.watch(blueprint)
        blueprint.listener("main_process_start")(_check_interface)
        blueprint.listener("before_server_start")(self._set_up)
        blueprint.listener("after_server_start")(self._begin_errands)
        blueprint.listener("before_server_stop")(self._end_errands)
        return blueprint

    async def _set_up(self, app: Sanic, _: Any) -> None:
        check_version()
        keep_words_out_of_the_log()
        app.config.REQUEST_MAX_SIZE = self._settings.body_bytes
        app.config.RESPONSE_TIMEOUT = self._settings.turn_seconds + SLACK_SECONDS
        # Who was told to stop lets the turns under way come to their end.
        app.config.GRACEFUL_SHUTDOWN_TIMEOUT = self._settings.turn_seconds + 1
        app.config.PROXIES_COUNT = self._settings.trusted_proxies
        # Around Rasa's own middleware for other origins: first to see a request, last to see a response.
        app.request_middleware.appendleft(self._at_first)
        app.response_middleware.append(self._at_last)
        app.error_handler.add(Exception, self._refuse)

    async def _begin_errands(self, app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        self._errand = loop.create_task(self._retention.keep_on(lambda: getattr(app.ctx, "agent", None)))

    async def _end_errands(self, _app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
        if self._errand is not None:
            self._errand.cancel()

    async def _at_first(self, request: Request) -> HTTPResponse | None:
        """Answer what never comes to a route of ours: preflights, and the root, which Rasa has taken."""
        if request.conn_info is None:
            return None  # Sanic's stand-in for what was no request
        self._arrivals.arrived(request)
        self._limits.requests.count(_caller(request))
        if request.method == "OPTIONS":
            return empty()
        self._origins.check(request)
        if request.path == "/" and request.method == "GET":
            return self._pages.page(request)
        return None

    async def _at_last(self, request: Request, response: BaseHTTPResponse) -> None:
        self._origins.protect(request, response)
        if hasattr(request.ctx, "turn"):
            response.headers["Turn-Id"] = request.ctx.turn
        self._arrivals.answered(request)

    async def _refuse(self, request: Request, error: Exception) -> HTTPResponse:
        """Answer what was raised; who is in too much of a haste waits for that answer too."""
        if self._arrivals.is_late(request):
            error = RequestTimeout("the request did not arrive in time")
        if isinstance(error, TooManyError):
            await asyncio.sleep(HOLD_SECONDS)
        return answer_error(request, error)

    async def _open(self, request: Request) -> HTTPResponse:
        self._limits.sessions.count(_caller(request))
        opened = self._sessions.open()
        await conversations.start(_agent(request), opened.conversation)
        return json_response({"token": opened.token, "expires_in": self._sessions.expires_in}, 201)

    async def _answer(self, request: Request) -> HTTPResponse:
        with watched() as turn:
            request.ctx.turn = turn.id
            conversation = self._conversation(request)
            self._limits.messages.count(conversation)
            sent = read_sent(request, self._settings.text_characters)
            answer = await self._turns.answer(_agent(request), conversation, sent, read_key(request))
            turn.report = answer["report"]
        return json_response(answer)

    async def _history(self, request: Request) -> HTTPResponse:
        return json_response(await self._turns.history(_agent(request), self._conversation(request)))

    async def _end(self, request: Request) -> HTTPResponse:
        await self._turns.erase(_agent(request), self._conversation(request))
        return empty()

    async def _rate(self, request: Request) -> HTTPResponse:
        conversation = self._conversation(request)
        rating = read_rating(request)
        await self._turns.after_turn(conversation, keep(_agent(request), conversation, rating))
        return empty()

    async def _health(self, request: Request) -> HTTPResponse:
        health = await self._known_health.get(lambda: health_of(getattr(request.app.ctx, "agent", None)))
        return json_response(health, 200 if health["status"] == "ready" else 503)

    async def _live(self, _: Request) -> HTTPResponse:
        """Answer without asking anything: whoever hears it knows that the loop goes round."""
        return json_response({"status": "alive"})

    async def _metrics(self, request: Request) -> HTTPResponse:
        if not may_read(request, self._settings.metrics_networks):
            raise not_found()
        return exposed()

    async def _file(self, request: Request, name: str) -> HTTPResponse:
        return self._pages.file(request, name)

    def _conversation(self, request: Request) -> str:
        self._limits.calls.count(_caller(request))
        return self._sessions.conversation_of(request.headers.get("Authorization"))


async def _check_interface(app: Sanic, _: Any) -> None:
    """Look before anything listens: with several workers, the main process opens the port for all."""
    check_interface(app.state.host, sys.argv)


def _caller(request: Request) -> str:
    return network_of(request.remote_addr or request.ip)


def _agent(request: Request) -> Agent:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None or not agent.is_ready():
        raise UnavailableError("not_ready", "The assistant is still starting. Please try again in a moment.")
    return agent
