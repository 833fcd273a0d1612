"""A browser, a server that keeps the contract, and the chat on a page of that server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.widget.browser import ARGUMENTS, chromium
from tests.widget.chat import Chat
from tests.widget.stand_in import StandIn

# Only what fails waits so long, and a busy machine does not fail.
expect.set_options(timeout=20_000)
NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: while it is open a loop runs in this thread, and other tests run their own there."""
    path = chromium()
    assert path is not None, "the browser tests need Chromium: run scripts/install_browser.sh"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def server() -> Iterator[StandIn]:
    running = StandIn()
    yield running
    running.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What pages complained of: errors of scripts and breaches of their policy. A test may clear it."""
    return []


@pytest.fixture
def new_page(browser: Browser, complaints: list[str]) -> Iterator[NewPage]:
    """Open pages, each in a context of its own unless one is given; none may complain of anything."""
    contexts: list[BrowserContext] = []

    def heard(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def open_page(context: BrowserContext | None = None, **options: Any) -> Page:
        if context is None:
            # Movement only costs time, where it is not what a test is about.
            context = browser.new_context(**{"reduced_motion": "reduce"} | options)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", heard)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    """An empty page in which pure functions are called; the same for all, since nothing changes it."""
    server = StandIn()
    page = browser.new_page()
    page.goto(server.page("<!doctype html><title>Blank</title>", "default-src 'self'"))
    yield page
    page.close()
    server.stop()


@pytest.fixture
def chat(page: Page, server: StandIn) -> Chat:
    """The chat, open on a page of the stand-in."""
    page.goto(server.address + "/page")
    return Chat(page).open()
