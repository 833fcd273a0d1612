"""A flood is answered slowly and costs little: others are served, and the memory stays what it was."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant

MANY = 240
MEGABYTE = 1_000_000


def resident(assistant: Assistant) -> int:
    assert assistant.rasa.process is not None
    return int(psutil.Process(assistant.rasa.process.pid).memory_info().rss)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/web/sessions"),
        ("POST", "/webhooks/web/messages"),
        ("GET", "/webhooks/web/messages"),
        ("GET", "/health"),
        ("GET", "/nothing"),
    ],
)
def test_whoever_floods_waits_and_others_do_not(method: str, path: str, caller: Browser, strict: Assistant):
    victim = Browser(
        caller.address, {"X-Forwarded-For": "192.0.2." + caller.headers["X-Forwarded-For"].split(".")[-1]}
    )
    victim.open()
    with ThreadPoolExecutor(MANY) as crowd:
        began = time.monotonic()
        flood = [crowd.submit(caller.call, method, path, json={"text": "hello"}) for _ in range(MANY)]
        assert victim.ask("Can I end my contract?")["report"]["kind"] == "advice"
        statuses = Counter(one.result().status_code for one in flood)
        lasted = time.monotonic() - began
    assert statuses[429] >= MANY - 70
    assert set(statuses) <= {200, 201, 401, 404, 429}
    assert lasted >= 1
    assert strict.rasa.alive()


def test_a_refusal_for_haste_takes_a_second(caller: Browser):
    for _ in range(3):
        caller.open()
    began = time.monotonic()
    assert error(caller.call("POST", "/webhooks/web/sessions"), 429) == "too_many_sessions"
    assert 1 <= time.monotonic() - began < 10


def test_the_memory_stays_what_it_was(browser: Browser, assistant: Assistant):
    bodies = [
        b'{"text": "' + b"x" * 16_000,
        b'{"choice": "' + b"y" * 15_000 + b'"}',
        b"[" * 16_000,
        b"\xff" * 16_000,
        b"z" * 100_000,
    ]

    def attack(number: int) -> int:
        refused = [browser.send_bytes(body).status_code for body in bodies]
        refused.append(browser.send({"text": f"/{number} " + "word " * 600 + "\n", "x": 1}).status_code)
        return max(refused)

    with ThreadPoolExecutor(16) as crowd:
        list(crowd.map(attack, range(50)))
        before = resident(assistant)
        statuses = set(crowd.map(attack, range(200)))
    assert statuses <= {413, 415}
    assert resident(assistant) - before < 40 * MEGABYTE


def test_sessions_opened_in_bulk_are_few_rows_and_little_memory(assistant: Assistant):
    def open_one(_: int) -> None:
        Browser(assistant.address).open()

    with ThreadPoolExecutor(16) as crowd:
        list(crowd.map(open_one, range(50)))
        before = resident(assistant)
        list(crowd.map(open_one, range(300)))
    assert resident(assistant) - before < 20 * MEGABYTE
