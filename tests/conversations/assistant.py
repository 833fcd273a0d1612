"""Starting the assistant as its own scripts start it, and speaking to it over HTTP."""

from __future__ import annotations

import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180
REPLY_SECONDS = 60


@dataclass
class Conversation:
    """One person's conversation over the REST channel."""

    address: str
    sender: str

    def say(self, text: str) -> list[dict[str, Any]]:
        """Send a message and return the bot's messages."""
        response = requests.post(
            f"{self.address}/webhooks/rest/webhook",
            json={"sender": self.sender, "message": text},
            timeout=REPLY_SECONDS,
        )
        assert response.status_code == 200, response.text
        return list(response.json())

    def ask(self, text: str) -> tuple[str, dict[str, Any]]:
        """Send a message and return all that was said, and the one report of the turn."""
        messages = self.say(text)
        reports = [message["custom"] for message in messages if "custom" in message]
        assert len(reports) == 1, f"{text!r} brought {len(reports)} reports"
        return "\n".join(message.get("text", "") for message in messages), reports[0]


def wait_until_ready(server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the start script says that the assistant is ready."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if "ready at" in log.read_text():
            return
        assert server.poll() is None, f"the assistant did not start:\n{log.read_text()}"
        time.sleep(0.2)
    raise AssertionError(f"the assistant was not ready in {START_SECONDS} s:\n{log.read_text()}")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
