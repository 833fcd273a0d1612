"""Understanding what was said, without letting a typed text pass for a command of Rasa."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor

from runtime.threads import Threads

LONG = 500
PAYLOAD_SIGNS = re.compile(r"^[\s/]+")


@dataclass(frozen=True)
class Words:
    """What is shown and stored as said, and what Rasa is given to understand."""

    shown: str
    parsed: str


def typed(text: str) -> Words:
    """Return a typed text; Rasa reads it without the slashes that would make a command of it."""
    return Words(text.strip(), PAYLOAD_SIGNS.sub("", text.strip()))


def chosen(title: str, payload: str) -> Words:
    """Return a choice: the person said its title, and Rasa reads its payload."""
    return Words(title, payload)


class Lanes:
    """Understands one short and one long message at a time, beside the server's loop.

    Rasa would do it on the loop, where four thousand characters hold up everybody for a second and more.
    """

    def __init__(self) -> None:
        self._short = Threads(1, "understand-short")
        self._long = Threads(1, "understand-long")

    async def parse(self, processor: MessageProcessor, words: Words) -> dict[str, Any]:
        """Return Rasa's reading of a message."""
        lane = self._long if len(words.parsed) > LONG else self._short
        return await lane.finish(processor.parse_message(UserMessage(words.parsed)))
