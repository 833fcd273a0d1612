"""Whether the assistant can answer, and if not, why."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urljoin

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from channels.conversations import can_erase, events_of, store_of
from channels.errors import ChannelError
from channels.locks import LocksDownError, PatientRedisLockStore

WAIT_SECONDS = 3
NOBODY = "health-check"
OK = "ok"


async def health_of(agent: Agent | None) -> dict[str, Any]:
    """Return the state of the assistant and of all it needs."""
    if agent is None or not agent.is_ready():
        checks = {"model": "The model is not loaded. Wait for the start, or train one with `make train`."}
    else:
        checks = {
            "model": OK,
            "conversations": await _conversations(agent),
            "locks": await _locks(agent),
            "actions": await _actions(agent.action_endpoint),
        }
    ready = all(state == OK for state in checks.values())
    return {"status": "ready" if ready else "not_ready", "checks": checks}


async def _conversations(agent: Agent) -> str:
    if not can_erase(store_of(agent)):
        return "Conversations cannot be erased from this kind of tracker store. Use the one in endpoints.yml."
    try:
        await asyncio.wait_for(events_of(agent, NOBODY), WAIT_SECONDS)
    except ChannelError as error:
        return error.message
    except asyncio.TimeoutError:
        return f"The store of conversations has not answered for {WAIT_SECONDS} seconds. Look at its log."
    return OK


async def _locks(agent: Agent) -> str:
    if isinstance(agent.lock_store, PatientRedisLockStore):
        try:
            await agent.lock_store.ping()
        except LocksDownError as error:
            return f"{error} Is Redis running?"
    return OK


async def _actions(endpoint: EndpointConfig | None) -> str:
    # Actions in this process have no address; their endpoint knows whether they can be run.
    check = getattr(endpoint, "check", None)
    if check is not None:
        return await _actions_here(check)
    if endpoint is None or not endpoint.url:
        return "No action server is named in endpoints.yml."
    try:
        server = EndpointConfig(urljoin(endpoint.url, "health"))
        await server.request("get", timeout=WAIT_SECONDS)
    except Exception as error:
        return f"The action server does not answer ({type(error).__name__}). Is it running?"
    return OK


async def _actions_here(check: Callable[[float], Awaitable[None]]) -> str:
    try:
        await check(WAIT_SECONDS)
    except asyncio.TimeoutError:
        return "Actions hang, so that no further one can be run. Restart the server."
    return OK
