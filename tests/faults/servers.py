"""Assistants to break: each is one process with a store of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.channel.servers import Assistant

MANY = 1_000_000


def unlimited(folder: Path) -> dict[str, Any]:
    """Return settings of the web channel whose limits nobody reaches, with a secret in this folder."""
    limits = ("messages_per_minute", "messages_per_minute_per_address", "sessions_per_hour_per_address")
    return dict.fromkeys(limits, MANY) | {"secret_file": str(folder / "secret")}


@contextmanager
def assistant_on(
    store: dict[str, Any], settings: dict[str, Any], folder: Path, environment: dict[str, str] | None = None
) -> Iterator[Assistant]:
    """Yield a running assistant."""
    assistant = Assistant(folder, settings, store, actions_module="actions", environment=environment or {})
    assistant.start()
    try:
        assistant.rasa.wait_until_ready()
        yield assistant
    finally:
        assistant.stop()
