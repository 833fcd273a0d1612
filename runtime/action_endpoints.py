"""How the assistant gets at its actions: in its own process, or over one kept connection."""

from __future__ import annotations

import asyncio
import json
import logging
import traceback
from types import TracebackType
from typing import Any

import aiohttp
from rasa.core.actions.action import ActionExecutionRejection
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as Rejection

from runtime.threads import Threads

logger = logging.getLogger(__name__)

MODULE_KEY = "actions_module"
# So many may hang before nobody gets an answer any more; actions that do not hang take milliseconds.
THREADS = 4
# Less than the five seconds after which the action server closes a connection that is not used.
KEPT_SECONDS = 3


def action_endpoint(configured: EndpointConfig | None) -> EndpointConfig | None:
    """Return how to call the actions: here if endpoints.yml names an `actions_module`, else over HTTP."""
    if configured is None:
        return None
    module = configured.kwargs.get(MODULE_KEY)
    return ActionsHere(module) if module else KeptActions(configured)


class ActionsHere(EndpointConfig):
    """Runs the actions of a module in threads of this process, as the action server would run them."""

    def __init__(self, module: str) -> None:
        super().__init__()
        self._executor = ActionExecutor()
        self._executor.register_package(module)
        self._threads = Threads(THREADS, "actions")

    async def request(
        self, method: str = "post", *_: Any, json: Any = None, timeout: float | None = None, **__: Any
    ) -> Any:
        """Return what the action server would answer to this call."""
        return await self._threads.finish(self._run(json), timeout)

    async def check(self, seconds: float) -> None:
        """Raise `TimeoutError` if no thread is left that could run an action."""
        await self._threads.finish(asyncio.sleep(0), seconds)

    async def _run(self, call: dict[str, Any]) -> Any:
        try:
            # What comes back must not share anything with what stays in the actions.
            return json.loads(json.dumps(await self._executor.run(call)))
        except Rejection as error:
            raise ActionExecutionRejection(error.action_name, error.message) from None
        except Exception as error:
            _log(call.get("next_action"), error)
            raise RasaException(f"Failed to execute custom action '{call.get('next_action')}'") from None


class KeptActions(EndpointConfig):
    """An action server, called over connections that are kept for the next call."""

    def __init__(self, configured: EndpointConfig) -> None:
        super().__init__(
            configured.url,
            configured.params,
            configured.headers,
            configured.basic_auth,
            configured.token,
            configured.token_name,
            configured.cafile,
            **configured.kwargs,
        )
        self._kept: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """Return a session that lives on when Rasa leaves it."""
        if self._kept is None or self._kept.closed:
            auth = aiohttp.BasicAuth(**self.basic_auth) if self.basic_auth else None
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT_SECONDS)
            self._kept = KeptSession(headers=self.headers, auth=auth, connector=connector)
        return self._kept

    async def close(self) -> None:
        """Close the connections."""
        if self._kept is not None:
            await self._kept.close()


class KeptSession(aiohttp.ClientSession):
    """A session that is not closed by leaving its context."""

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_val: BaseException | None,
        exc_tb: TracebackType | None,
    ) -> None:
        """Stay open."""


def _log(action: str | None, error: Exception) -> None:
    """Say where an action failed, without the words of the error: they may be those of the person."""
    places = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    logger.error("the action %s failed: %s\n%s", action, type(error).__name__, places)
