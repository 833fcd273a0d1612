"""What of a conversation every turn has to know: which choices were offered, which keys were answered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from channels.history import Button, ChoiceId, buttons_of
from channels.stored import Row

# So many conversations are remembered at once. One that was forgotten is read again when it goes on.
MOST_CONVERSATIONS = 2_000


@dataclass
class Memory:
    """What was read of one conversation so far, up to the row with the number `last`."""

    last: int = 0
    turns: int = 0
    choices: dict[str, Button] = field(default_factory=dict)
    # From the mark of a key to the number of the row with which its turn begins.
    keys: dict[str, int] = field(default_factory=dict)

    def read(self, rows: Iterable[Row], choice_id: ChoiceId) -> None:
        """Take in what was stored since."""
        for number, event in rows:
            if number > self.last:
                self._take_in(number, event, choice_id)
                self.last = number

    def _take_in(self, number: int, event: dict[str, Any], choice_id: ChoiceId) -> None:
        kind = event.get("event")
        if kind == "restart":
            self.turns, self.choices, self.keys = 0, {}, {}
        elif kind == "user":
            self.turns += 1
            if event.get("message_id"):
                self.keys.setdefault(event["message_id"], number)
        elif kind == "bot":
            for button in buttons_of(event.get("data") or {}):
                self.choices.setdefault(choice_id(button.title, button.payload), button)


class Memories:
    """The memories of the conversations that went on most recently."""

    def __init__(self, most: int = MOST_CONVERSATIONS) -> None:
        self._most = most
        self._memories: OrderedDict[str, Memory] = OrderedDict()

    def of(self, conversation: str) -> Memory:
        """Return what is remembered of a conversation, which may be nothing yet."""
        memory = self._memories.setdefault(conversation, Memory())
        self._memories.move_to_end(conversation)
        if len(self._memories) > self._most:
            self._memories.popitem(last=False)
        return memory

    def forget(self, conversation: str) -> None:
        """Drop what is remembered of a conversation."""
        self._memories.pop(conversation, None)
