"""Events in a real RabbitMQ: all of them, in order, without anybody's words, and no turn waits for it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

import aio_pika
import pytest
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig

from channels.broker import PatientPikaEventBroker, without_words
from scripts.cluster.processes import Process
from tests.conversations.assistant import free_port

Settings = dict[str, Any]
Use = Callable[[], Awaitable[Any]]


@pytest.fixture
def settings(rabbitmq_server: tuple[Process, Settings], request: pytest.FixtureRequest) -> Settings:
    """The settings, with a queue and an exchange of the test's own."""
    name = str(request.node.name)
    return rabbitmq_server[1] | {"queues": [name], "exchange_name": name}


@pytest.fixture
def rabbitmq(rabbitmq_server: tuple[Process, Settings]) -> Process:
    return rabbitmq_server[0]


def run(use: Use) -> Any:
    return asyncio.run(use())


async def open_broker(settings: Settings, **more: Any) -> PatientPikaEventBroker:
    broker = await PatientPikaEventBroker.from_endpoint_config(EndpointConfig("127.0.0.1", **settings | more))
    assert broker is not None
    return broker


async def received(settings: Settings) -> list[dict[str, Any]]:
    connection = await aio_pika.connect(
        host="127.0.0.1", port=settings["port"], login=settings["username"], password=settings["password"]
    )
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue(settings["queues"][0], durable=True)
        bodies = []
        while (message := await queue.get(no_ack=True, fail=False)) is not None:
            bodies.append(json.loads(message.body))
        return bodies


def test_events_arrive_in_order(settings: Settings):
    async def use() -> list[int]:
        broker = await open_broker(settings)
        for number in range(50):
            broker.publish({"event": "user", "timestamp": number})
        await broker.close()
        return [body["timestamp"] for body in await received(settings)]

    assert run(use) == list(range(50))


def test_without_a_word_to_the_contrary_no_words_are_sent(settings: Settings):
    async def use() -> str:
        broker = await open_broker(settings)
        broker.publish({"sender_id": "somebody", **UserUttered("my client Mrs Secret").as_dict()})
        broker.publish({"sender_id": "somebody", **SlotSet("why", "Secret").as_dict()})
        await broker.close()
        return json.dumps(await received(settings))

    text = run(use)
    assert text.count("somebody") == 1
    assert "Secret" not in text


def test_words_are_sent_if_a_setting_says_so(settings: Settings):
    async def use() -> list[dict[str, Any]]:
        broker = await open_broker(settings, keep_text="true")
        broker.publish(UserUttered("hello").as_dict())
        await broker.close()
        return await received(settings)

    assert run(use)[0]["text"] == "hello"


def test_a_setting_that_is_neither_yes_nor_no_stops_the_start():
    with pytest.raises(RasaException, match="keep_text"):
        run(lambda: open_broker({"username": "", "password": "", "queues": ["one"]}, keep_text="perhaps"))


def test_what_nobody_has_read_is_gone_after_its_days(settings: Settings):
    async def use() -> list[int]:
        for number, keep_days in ((0, 0.5 / 86_400), (1, "30")):
            broker = await open_broker(settings, keep_days=keep_days)
            broker.publish({"event": "user", "timestamp": number})
            await broker.close()
        await asyncio.sleep(1)
        return [body["timestamp"] for body in await received(settings)]

    assert run(use) == [1]


@pytest.mark.parametrize("wrong", [0, -1, 50, "for ever", "nan"])
def test_days_that_are_none_stop_the_start(wrong: Any):
    with pytest.raises(RasaException, match="keep_days"):
        run(lambda: open_broker({"username": "", "password": "", "queues": ["one"]}, keep_days=wrong))


def test_what_happened_and_how_it_was_understood_is_told():
    intent = {"name": "ask_end_payment", "confidence": 0.9}
    user = UserUttered("secret", intent, [{"entity": "role", "value": "secret"}]).as_dict()
    assert without_words(user)["intent"] == intent
    report = {"kind": "advice", "questions": [{"text": "secret", "option": "end", "topic": "payment"}]}
    bot = without_words(BotUttered("secret", {"custom": report}).as_dict())
    assert bot["report"]["questions"] == [{"option": "end", "topic": "payment", "status": None}]
    for event in (UserUttered("secret"), BotUttered("secret"), SlotSet("role", "secret")):
        assert "secret" not in json.dumps(without_words(event.as_dict()))
    assert without_words(ActionExecuted("action_advise").as_dict())["name"] == "action_advise"


def test_a_broker_that_is_not_there_stops_no_start_and_slows_no_turn(settings: Settings):
    async def use() -> float:
        began = time.monotonic()
        broker = await open_broker(settings, port=free_port(), most_waiting=100)
        for number in range(1000):
            broker.publish({"event": "user", "timestamp": number})
        seconds = time.monotonic() - began
        assert broker._waiting.qsize() <= 100
        await broker.close()
        return seconds

    assert run(use) < 2


def test_the_end_of_a_server_is_not_held_up_by_a_broker_that_is_down(settings: Settings):
    async def use() -> float:
        broker = await open_broker(settings, port=free_port())
        broker.publish({"event": "user"})
        began = time.monotonic()
        await broker.close()
        return time.monotonic() - began

    assert run(use) < 10


def test_what_happened_while_the_broker_was_down_arrives_when_it_is_back(
    settings: Settings, rabbitmq: Process
):
    async def use() -> list[int]:
        broker = await open_broker(settings)
        broker.publish({"event": "user", "timestamp": 0})
        await asyncio.wait_for(broker._waiting.join(), 10)
        assert [body["timestamp"] for body in await received(settings)] == [0]
        await asyncio.get_running_loop().run_in_executor(None, rabbitmq.kill)
        for number in range(1, 10):
            broker.publish({"event": "user", "timestamp": number})
            await asyncio.sleep(0.05)
        rabbitmq.start()
        await asyncio.get_running_loop().run_in_executor(None, rabbitmq.wait_until_it_answers)
        await asyncio.wait_for(broker._waiting.join(), 30)
        await broker.close()
        return [body["timestamp"] for body in await received(settings)]

    # What was read just before may come again: RabbitMQ may not have written down that it was read.
    assert [number for number in run(use) if number] == list(range(1, 10))
