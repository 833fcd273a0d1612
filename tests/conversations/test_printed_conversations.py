"""The conversations that the documents print are those that the assistant leads."""

from __future__ import annotations

import pytest

from tests.conversations.assistant import Conversation
from tests.conversations.printed import printed, said_anew, typed

CONVERSATIONS = printed()


@pytest.mark.parametrize(
    "block", CONVERSATIONS, ids=[" | ".join(typed(block))[:60] for block in CONVERSATIONS]
)
def test_a_printed_conversation_still_goes_as_printed(block: str, conversation: Conversation) -> None:
    said = said_anew(typed(block), conversation)

    assert said == block, "run python -m tests.conversations.printed, or mend what was said before"


def test_conversations_of_every_kind_are_printed() -> None:
    assert len(CONVERSATIONS) >= 7
