"""A store that hangs: who needs it is told so in time, everybody else is served, and then it goes on."""

from __future__ import annotations

import threading
import time
from uuid import uuid4

import requests

from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant
from tests.faults.stores import Store

QUESTION = "as a client, can I end an hourly contract?"
HANGS_SECONDS = 14
# The store waits for five or three seconds, the channel for ten; a busy machine is slower.
PATIENCE_SECONDS = 13


def slowest_while(waiting: threading.Thread, address: str) -> float:
    """Return how long the slowest of many looks at the server took until the thread was done."""
    slowest = 0.0
    while waiting.is_alive():
        began = time.monotonic()
        assert requests.get(f"{address}/live", timeout=30).status_code == 200
        assert requests.get(address, timeout=30).status_code == 200
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.1)
    return slowest


def test_a_store_that_hangs_is_given_up_in_time_and_holds_up_nobody_else(assistant: Assistant, store: Store):
    browser, key = Browser(assistant.address).open(), str(uuid4())
    browser.ask(QUESTION)
    responses: list[requests.Response] = []
    send = threading.Thread(target=lambda: responses.append(browser.send({"text": "and my score?"}, key)))
    with store.locked():
        began = time.monotonic()
        send.start()
        slowest = slowest_while(send, assistant.address)
        took = time.monotonic() - began
    print(f"\n{store.kind}: given up after {took:.1f} s; others waited {slowest:.2f} s at most meanwhile")
    assert error(responses[0], 503) in ("conversations_unavailable", "too_slow")
    assert took < PATIENCE_SECONDS
    assert slowest < 2
    again = browser.send({"text": "and my score?"}, key)
    assert again.json()["report"]["situation"]["contract_type"] == "hourly"
    assert [one["text"] for one in browser.history() if one["from"] == "user"] == [QUESTION, "and my score?"]


def test_many_who_wait_for_a_store_do_not_shut_out_those_who_come_later(assistant: Assistant, store: Store):
    people = [Browser(assistant.address).open() for _ in range(12)]
    codes: list[int] = []
    sends = [
        threading.Thread(target=lambda who=who: codes.append(who.send({"text": "hello"}).status_code))
        for who in people
    ]
    with store.locked():
        for send in sends:
            send.start()
        time.sleep(HANGS_SECONDS)
    for send in sends:
        send.join()
    assert set(codes) <= {200, 503}
    began = time.monotonic()
    assert Browser(assistant.address).open().ask("hello")["report"]["kind"] == "smalltalk"
    assert time.monotonic() - began < PATIENCE_SECONDS
    assert browser_turns(people) == codes.count(200)


def browser_turns(people: list[Browser]) -> int:
    """Return how many messages of these people are stored."""
    return sum(len([one for one in who.history() if one["from"] == "user"]) for who in people)
