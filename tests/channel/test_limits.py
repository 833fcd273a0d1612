"""Who asks for too much is told when to come back; nobody else notices."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from channels.errors import TooManyError
from channels.limits import MOST_KEYS, Limit, network_of
from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def limit(most: int, clock: Clock) -> Limit:
    return Limit(most, 60, "too_many", "Wait {seconds} seconds.", clock)


def test_what_goes_beyond_the_limit_is_refused_until_the_first_is_over():
    clock = Clock()
    events = limit(2, clock)
    events.count("a")
    clock.now += 20
    events.count("a")
    with pytest.raises(TooManyError, match="Wait 40 seconds") as caught:
        events.count("a")
    assert caught.value.retry_after == 40
    clock.now += 40
    events.count("a")


def test_each_key_has_a_limit_of_its_own():
    events = limit(1, Clock())
    events.count("a")
    events.count("b")
    with pytest.raises(TooManyError):
        events.count("a")


def test_who_keeps_trying_is_let_in_again_in_time():
    clock = Clock()
    events = limit(1, clock)
    events.count("a")
    for _ in range(59):
        clock.now += 1
        with pytest.raises(TooManyError):
            events.count("a")
    clock.now += 1
    events.count("a")


def test_the_memory_of_a_limit_stays_bounded():
    clock = Clock()
    events = limit(1, clock)
    for number in range(MOST_KEYS + 100):
        events.count(str(number))
    assert len(events._times) <= MOST_KEYS
    clock.now += 61
    for number in range(MOST_KEYS):
        events.count(f"later {number}")
    assert all(key.startswith("later") for key in events._times)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("/run/socket", "/run/socket"),
    ],
)
def test_a_caller_is_known_by_address_or_by_the_network_of_one_subscriber(address: str, network: str):
    assert network_of(address) == network


def test_too_many_messages_of_one_session_have_to_wait(caller: Browser):
    caller.open()
    for _ in range(4):
        caller.ask("hello")
    response = caller.send({"text": "hello"})
    assert error(response, 429) == "too_many_messages"
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert response.headers["Retry-After"] in response.json()["error"]["message"]


def test_too_many_calls_from_one_address_have_to_wait(caller: Browser):
    first, second = (
        Browser(caller.address, caller.headers).open(),
        Browser(caller.address, caller.headers).open(),
    )
    for _ in range(3):
        first.ask("hello")
        second.ask("hello")
    first.history()
    response = second.send({"text": "hello"})
    assert error(response, 429) == "too_many_from_address"
    assert int(response.headers["Retry-After"]) > 0


def test_too_many_sessions_from_one_address_have_to_wait(caller: Browser):
    for _ in range(3):
        caller.open()
    response = Browser(caller.address, caller.headers).call("POST", "/webhooks/web/sessions")
    assert error(response, 429) == "too_many_sessions"
    assert int(response.headers["Retry-After"]) > 60


def test_who_comes_while_too_many_are_being_answered_is_told_to_come_back(caller: Browser, strict: Assistant):
    people = [Browser(caller.address, caller.headers).open() for _ in range(3)]
    calls = strict.gate.calls
    strict.gate.shut()
    with ThreadPoolExecutor(3) as crowd:
        try:
            answers = [crowd.submit(one.send, {"text": "hello"}, "a-key") for one in people[:2]]
            strict.gate.wait_for_calls(calls + 2)
            refused = people[2].send({"text": "hello"})
            again = crowd.submit(people[0].send, {"text": "hello"}, "a-key")
        finally:
            strict.gate.open()
    assert error(refused, 503) == "too_busy"
    assert int(refused.headers["Retry-After"]) > 0
    assert [answer.result().status_code for answer in answers] == [200, 200]
    assert again.result().json() == answers[0].result().json()
    assert people[2].history() == []


def test_a_conversation_cannot_go_on_for_ever(browser: Browser):
    key = str(uuid4())
    first = browser.send({"text": "hello"}, key).json()
    for _ in range(11):
        browser.ask("hello")
    assert error(browser.send({"text": "hello"}), 429) == "conversation_full"
    assert browser.send({"text": "hello"}, key).json() == first
    assert len(browser.history()) == 24


def test_only_the_address_that_the_trusted_proxy_saw_counts(caller: Browser):
    seen = caller.headers["X-Forwarded-For"]
    for number in range(3):
        Browser(caller.address, {"X-Forwarded-For": f"203.0.113.{number}, {seen}"}).open()
    response = Browser(caller.address, {"X-Forwarded-For": f"203.0.113.99, {seen}"}).call(
        "POST", "/webhooks/web/sessions"
    )
    assert error(response, 429) == "too_many_sessions"
