"""An event broker for RabbitMQ that no turn waits for, and that tells nobody's words unless it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import timedelta
from typing import Any

from rasa.core.brokers.pika import PikaEventBroker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from runtime.version import check_version

logger = logging.getLogger(__name__)

ANSWER_SECONDS = 5
PAUSE_SECONDS = 1
LAST_SECONDS = 3
MOST_WAITING = 10_000
# As long as the store keeps a conversation, unless credentials.yml says otherwise.
KEEP_DAYS = 30
# RabbitMQ counts milliseconds in 32 bits.
MOST_DAYS = 49
TELLING = ("sender_id", "event", "timestamp", "name", "policy", "confidence")
# Three events of four; without the values in them they tell nothing.
SILENT = ("slot", "user_featurization")
YES_OR_NO = {"true": True, "false": False}


class PatientPikaEventBroker(PikaEventBroker):
    """Rasa's broker for RabbitMQ, with a queue of its own in between and one task that empties it, in order.

    While RabbitMQ is down, `most_waiting` events wait; newer ones are dropped and counted in the log. An
    event whose receipt got lost is sent again. With `keep_text: true`, events are sent whole. What nobody
    has read after `keep_days` is removed by RabbitMQ.
    """

    _connection: Any
    _exchange: Any

    def __init__(
        self,
        host: str,
        keep_text: bool | str = False,
        most_waiting: int = MOST_WAITING,
        keep_days: float | str = KEEP_DAYS,
        **settings: Any,
    ) -> None:
        check_version()
        super().__init__(host, connection_attempts=1, retry_delay_in_seconds=0, **settings)
        self._keep_text = _yes_or_no(keep_text)
        self._keep_days = _days(keep_days)
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(int(most_waiting))
        self._dropped = 0
        self._down = False
        self._delivery: asyncio.Task[None] | None = None

    @classmethod
    async def from_endpoint_config(
        cls, broker_config: EndpointConfig | None, event_loop: asyncio.AbstractEventLoop | None = None
    ) -> PatientPikaEventBroker | None:
        """Return a broker that connects while the server already answers."""
        if broker_config is None:
            return None
        broker = cls(broker_config.url, **broker_config.kwargs, event_loop=event_loop)
        broker._delivery = asyncio.get_running_loop().create_task(broker._deliver())
        return broker

    def publish(self, event: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        """Put an event into the queue, and return at once."""
        if not self._keep_text and event["event"] in SILENT:
            return
        try:
            self._waiting.put_nowait(event if self._keep_text else without_words(event))
        except asyncio.QueueFull:
            self._dropped += 1

    async def close(self) -> None:
        """Deliver what waits, for a few seconds at most, and close the connection."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._waiting.join(), LAST_SECONDS)
        if self._delivery is not None:
            self._delivery.cancel()
        await self._hang_up()

    async def _deliver(self) -> None:
        while True:
            event = await self._waiting.get()
            while not await self._sent(event):
                await asyncio.sleep(PAUSE_SECONDS)
            self._waiting.task_done()
            if self._dropped:
                logger.error("%s events were dropped while the event broker was down", self._dropped)
                self._dropped = 0

    async def _sent(self, event: dict[str, Any]) -> bool:
        try:
            await asyncio.wait_for(self._send(event), ANSWER_SECONDS)
        except Exception as error:
            if not self._down:
                logger.warning("the event broker does not answer: %s", type(error).__name__)
            self._down = True
            await self._hang_up()
            return False
        self._down = False
        return True

    async def _send(self, event: dict[str, Any]) -> None:
        if self._exchange is None:
            await self.connect()
        await self._exchange.publish(self._message(event, None), "")

    def _message(self, event: dict[str, Any], headers: dict[str, str] | None) -> Any:
        message = super()._message(event, headers)
        message.expiration = timedelta(days=self._keep_days)
        return message

    async def _hang_up(self) -> None:
        """Give the connection up: a new one is made for the next event."""
        self._exchange = None
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(connection.close(), ANSWER_SECONDS)


def without_words(event: dict[str, Any]) -> dict[str, Any]:
    """Return what happened and when, and how it was understood, without what anybody said or told."""
    told = {name: event[name] for name in TELLING if event.get(name) is not None}
    intent = (event.get("parse_data") or {}).get("intent") or {}
    report = (event.get("data") or {}).get("custom") or {}
    if intent:
        told["intent"] = {name: intent.get(name) for name in ("name", "confidence")}
    if report:
        told["report"] = {"kind": report.get("kind"), "questions": _cells(report)}
    return told


def _cells(report: dict[str, Any]) -> list[dict[str, Any]]:
    names = ("option", "topic", "status")
    return [{name: question.get(name) for name in names} for question in report.get("questions") or []]


def _yes_or_no(value: bool | str) -> bool:
    """Return a setting as what it means: from an environment variable, it comes as text."""
    if isinstance(value, bool):
        return value
    if str(value).casefold() not in YES_OR_NO:
        raise RasaException(f"keep_text in endpoints.yml has to be true or false, not {value!r}.")
    return YES_OR_NO[str(value).casefold()]


def _days(value: float | str) -> float:
    try:
        days = float(value)
    except ValueError:
        days = 0
    if not 0 < days <= MOST_DAYS:
        raise RasaException(
            f"keep_days in endpoints.yml has to be a number up to {MOST_DAYS}, not {value!r}."
        )
    return days
