"""The clock of a server jumps, as when it was wrong and is put right: nobody is lost or shut out by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from tests.channel.browser import Browser, buttons, error
from tests.channel.servers import Assistant
from tests.faults.clocks import Clock, clock_in
from tests.faults.servers import assistant_on
from tests.faults.stores import Store

QUESTION = "as a client, can I end an hourly contract?"
# An hour, as when summer ends; and more than anything here is kept.
STEPS = [1 / 24, -1 / 24, 400, -400]
MESSAGES = 40


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Clock:
    return clock_in(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def moved(
    clock: Clock, store: Store, settings: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """An assistant whose clock can be set, and which takes so many messages of a conversation in a minute."""
    limited = settings | {"messages_per_minute": MESSAGES}
    folder = tmp_path_factory.mktemp("moved")
    with assistant_on(store.settings, limited, folder, clock.environment) as assistant:
        yield assistant


@pytest.fixture(autouse=True)
def put_right(clock: Clock) -> Iterator[None]:
    yield
    clock.set(0)


@pytest.fixture
def browser(moved: Assistant) -> Browser:
    return Browser(moved.address).open()


def said(browser: Browser) -> list[str]:
    return [one["text"] for one in browser.history() if one["from"] == "user"]


def in_a_session(browser: Browser) -> bool:
    """Tell whether the token is good; if not, see that the person is told what to do."""
    response = browser.call("GET", "/webhooks/web/messages")
    if response.status_code == 401:
        assert error(response, 401) == "session_expired"
        assert "Please open a new one" in response.json()["error"]["message"]
    return response.status_code == 200


@pytest.mark.parametrize("days", STEPS)
def test_a_conversation_goes_on_when_the_clock_is_right_again(days: float, browser: Browser, clock: Clock):
    key = str(uuid4())
    first = browser.send({"text": QUESTION}, key).json()
    clock.set(days)
    if in_a_session(browser):
        assert browser.ask("and my feedback?")["report"]["situation"]["contract_type"] == "hourly"
        assert browser.send({"text": QUESTION}, key).json() == first
    clock.set(0)
    before = said(browser)
    assert browser.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"
    assert browser.send({"text": QUESTION}, key).json() == first
    assert said(browser) == [*before, "and my score?"]
    assert before[0] == QUESTION


@pytest.mark.parametrize("days", STEPS)
def test_who_is_shut_out_by_a_wrong_clock_gets_in_at_once_and_stays_in(
    days: float, browser: Browser, moved: Assistant, clock: Clock
):
    browser.ask(QUESTION)
    clock.set(days)
    other = Browser(moved.address).open()
    assert other.ask(QUESTION)["report"]["kind"] == "advice"
    assert other.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"
    clock.set(0)
    assert in_a_session(browser)
    if in_a_session(other):
        assert said(other) == [QUESTION, "and my score?"]
    else:
        other.open()
    assert other.ask(QUESTION)["report"]["situation"]["contract_type"] == "hourly"


@pytest.mark.parametrize("days", STEPS)
def test_a_limit_neither_lasts_longer_nor_ends_sooner(days: float, browser: Browser, clock: Clock):
    clock.set(0)
    for _ in range(MESSAGES):
        browser.send({"text": ""})
    clock.set(days)
    if not in_a_session(browser):
        pytest.skip("nobody has a session while the clock is a year ahead")
    response = browser.send({"text": "hello"})
    assert error(response, 429) == "too_many_messages"
    assert 0 < int(response.headers["Retry-After"]) <= 60


@pytest.mark.parametrize("days", [-1 / 24, -400])
def test_a_consultation_goes_on_over_a_step_back(days: float, browser: Browser, clock: Clock):
    browser.ask("make a plan for my contract")
    clock.set(days)
    answer = browser.ask("freelancer")
    assert answer["report"]["situation"]["role"] == "freelancer"
    assert buttons(answer)
    clock.set(0)
    assert browser.ask("fixed price")["report"]["situation"]["contract_type"] == "fixed_price"
