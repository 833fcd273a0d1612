"""Two running assistants: one that is open-handed, one that is strict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tests.channel.browser import Browser
from tests.channel.servers import STORE, Assistant

FRIEND = "https://friend.example"
MANY = 1_000_000
_addresses = count(1)


@pytest.fixture(scope="session")
def open_handed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant with an SQL store whose limits nobody reaches, with one other origin allowed."""
    folder = tmp_path_factory.mktemp("open-handed")
    widget = folder / "widget"
    widget.mkdir()
    (widget / "index.html").write_text("<!doctype html><title>A page</title>")
    (widget / "chat.js").write_text("export const answer = 42;\n")
    (widget / "notes.txt").write_text("not for others")
    (widget / ".hidden.js").write_text("hidden")
    (folder / "outside.js").write_text("outside")
    (widget / "link.js").symlink_to(folder / "outside.js")
    assistant = Assistant(
        folder,
        {
            "allowed_origins": [FRIEND],
            "messages_per_minute": MANY,
            "messages_per_minute_per_address": MANY,
            "sessions_per_hour_per_address": MANY,
            "turns_per_conversation": 12,
            "secret_file": str(folder / "secret"),
            "widget_folder": str(widget),
        },
        {"type": STORE, "dialect": "sqlite", "db": str(folder / "conversations.db")},
    )
    assistant.start()
    yield assistant
    assistant.stop()


@pytest.fixture(scope="session")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant behind one proxy, with low limits and conversations in memory, started by plain Rasa."""
    folder = tmp_path_factory.mktemp("strict")
    assistant = Assistant(
        folder,
        {
            "messages_per_minute": 4,
            "messages_per_minute_per_address": 7,
            "sessions_per_hour_per_address": 3,
            "turn_seconds": 8,
            "turns_at_once": 2,
            "trusted_proxies": 1,
            "secret_file": str(folder / "secret"),
        },
        plain=True,
    )
    assistant.start()
    yield assistant
    assistant.stop()


@pytest.fixture(scope="session")
def started(open_handed: Assistant, strict: Assistant) -> tuple[Assistant, Assistant]:
    """Both assistants; they are started side by side, because each takes a while."""
    return open_handed, strict


@pytest.fixture
def assistant(started: tuple[Assistant, Assistant]) -> Assistant:
    """The open-handed assistant, ready."""
    started[0].actions.wait_until_ready()
    started[0].rasa.wait_until_ready()
    return started[0]


@pytest.fixture
def browser(assistant: Assistant) -> Browser:
    """A browser that has opened a session."""
    return Browser(assistant.address).open()


@pytest.fixture
def caller(started: tuple[Assistant, Assistant]) -> Browser:
    """A caller of the strict assistant from an address that nobody else calls from."""
    started[1].actions.wait_until_ready()
    started[1].rasa.wait_until_ready()
    return Browser(started[1].address, {"X-Forwarded-For": f"198.51.100.{next(_addresses)}"})
