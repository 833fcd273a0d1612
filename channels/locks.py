"""A lock store in Redis for several servers: one turn at a time in each conversation, whoever answers it."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig
from redis.asyncio import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

LEASE_SECONDS = 4.0
PATIENCE_SECONDS = 8.0
ANSWER_SECONDS = 2.0
FIRST_PAUSE = 0.01
LONGEST_PAUSE = 0.1
EXTEND = "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('PEXPIRE', KEYS[1], ARGV[2]) or 0"
RELEASE = "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0"


class LocksDownError(LockError):
    """Redis did not answer, so nobody knows whether a conversation is free."""


class PatientRedisLockStore(LockStore):
    """A lease for each conversation, taken in one step and known by a token that nobody else has.

    Whoever holds a lease extends it until the turn is over. Whoever is killed loses it after
    `lease_seconds`. Whoever waits tries again after hundredths of a second, for `wait_seconds` at most.
    """

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        settings = dict(endpoint_config.kwargs)
        self._lease = float(settings.pop("lease_seconds", LEASE_SECONDS))
        self._patience = float(settings.pop("wait_seconds", PATIENCE_SECONDS))
        self._prefix = str(settings.pop("key_prefix", "clean-exit:lock:"))
        timeouts = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}
        self._redis = Redis(host=endpoint_config.url, **timeouts | settings | _port(settings))
        self._extend = self._redis.register_script(EXTEND)
        self._release = self._redis.register_script(RELEASE)
        super().__init__()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncGenerator[TicketLock, None]:
        """Hold the conversation, or raise `LockError` if others do for too long; the times are our own."""
        key, token = self._prefix + conversation_id, secrets.token_hex(16)
        with _failures():
            await self._take(key, token)
        keeper = asyncio.get_running_loop().create_task(self._keep(key, token))
        try:
            yield TicketLock(conversation_id)
        finally:
            keeper.cancel()
            await self._give_back(key, token)

    async def ping(self) -> None:
        """Return if locks can be had, or raise `LocksDownError`."""
        with _failures():
            await self._redis.ping()

    async def _take(self, key: str, token: str) -> None:
        loop = asyncio.get_running_loop()
        deadline, pause = loop.time() + self._patience, FIRST_PAUSE
        while not await self._redis.set(key, token, nx=True, px=self._milliseconds):
            if loop.time() + pause > deadline:
                raise LockError(f"The conversation was not free within {self._patience} seconds.")
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _keep(self, key: str, token: str) -> None:
        """Extend the lease while the turn lasts. If it is lost, the tracker store refuses a second writer."""
        kept = 1
        while kept:
            await asyncio.sleep(self._lease / 4)
            try:
                kept = await self._extend(keys=[key], args=[token, self._milliseconds])
            except RedisError as error:
                logger.warning("a lock could not be extended: %s", type(error).__name__)
        logger.warning("a lock was lost before its turn was over")

    async def _give_back(self, key: str, token: str) -> None:
        try:
            await self._release(keys=[key], args=[token])
        except RedisError as error:
            logger.warning(
                "a lock was not released (%s); it ends in %s seconds", type(error).__name__, self._lease
            )

    @property
    def _milliseconds(self) -> int:
        return int(self._lease * 1000)


def _port(settings: dict[str, object]) -> dict[str, int]:
    """Return the port as a number: from an environment variable, it comes as text."""
    return {"port": int(str(settings.get("port", 6379)))}


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except RedisError as error:
        raise LocksDownError(f"The lock store does not answer ({type(error).__name__}).") from error
