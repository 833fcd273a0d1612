"""Conversations as they are printed in the documents: what is typed after a ">", then what is said.

`python -m tests.conversations.printed http://127.0.0.1:5005` lets a running assistant with the REST channel
say them anew, and renews the documents.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from tests.conversations.assistant import ROOT, Conversation

DOCUMENT = ROOT / "docs" / "consultation.md"
BLOCK = re.compile(r"^```conversation\n(.*?)^```", re.DOTALL | re.MULTILINE)
DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+")
TYPED = "> "
WIDTH = 110


def printed(document: Path = DOCUMENT) -> list[str]:
    """Return the conversations of a document."""
    return BLOCK.findall(document.read_text())


def typed(block: str) -> list[str]:
    """Return what the person types in a conversation."""
    return [line.removeprefix(TYPED) for line in block.split("\n") if line.startswith(TYPED)]


def said_anew(lines: list[str], conversation: Conversation) -> str:
    """Return the conversation as it goes today, to be printed."""
    parts = [f"{TYPED}{line}\n\n" + "\n".join(_answer(conversation, line)) for line in lines]
    return "\n\n".join(parts) + "\n"


def renew(document: Path, address: str) -> None:
    """Print the conversations of a document anew."""

    def anew(found: re.Match[str]) -> str:
        said = said_anew(typed(found[1]), Conversation(address, f"printed-{uuid4().hex}"))
        return f"```conversation\n{said}```"

    document.write_text(BLOCK.sub(anew, document.read_text()))


def _answer(conversation: Conversation, line: str) -> Iterator[str]:
    """Yield the lines of an answer, wrapped; a day is not the same on every day, so it is left out."""
    for message in conversation.say(line):
        if "text" not in message:
            continue
        text = DAY.sub("[day]", message["text"])
        choices = [
            f"{number}. {one['title']}" for number, one in enumerate(message.get("buttons", []), start=1)
        ]
        said = [*text.split("\n"), *(["", *choices] if choices else [])]
        yield from (part for one in said for part in textwrap.wrap(one, WIDTH) or [""])


if __name__ == "__main__":
    renew(DOCUMENT, sys.argv[1])
