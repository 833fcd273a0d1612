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
LINES = textwrap.TextWrapper(110, break_on_hyphens=False, break_long_words=False)


def printed(document: Path = DOCUMENT) -> list[str]:
    """Return the conversations of a document."""
    return BLOCK.findall(document.read_text())


def typed(block: str) -> list[str]:
    """Return what the person types in a conversation."""
    return [line.removeprefix(TYPED) for line in block.split("\n") if line.startswith(TYPED)]


def said_anew(lines: list[str], conversation: Conversation) -> str:
    """Return the conversation as it goes today, to be printed."""
    parts = [f"{TYPED}{line}\n\n" + "\n\n".join(_messages(conversation, line)) for line in lines]
    return "\n\n".join(parts) + "\n"


def renew(document: Path, address: str) -> None:
    """Print the conversations of a document anew."""

    def anew(found: re.Match[str]) -> str:
        said = said_anew(typed(found[1]), Conversation(address, f"printed-{uuid4().hex}"))
        return f"```conversation\n{said}```"

    document.write_text(BLOCK.sub(anew, document.read_text()))


def _messages(conversation: Conversation, line: str) -> Iterator[str]:
    """Yield what is said to a line, wrapped; a day is not the same on every day, so it is left out."""
    for message in conversation.say(line):
        if "text" not in message:
            continue
        choices = " ".join(f"[{one['title']}]" for one in message.get("buttons", []))
        said = [*DAY.sub("[day]", message["text"]).split("\n"), *(["", choices] if choices else [])]
        yield "\n".join(LINES.fill(one) for one in said)


if __name__ == "__main__":
    renew(DOCUMENT, sys.argv[1])
