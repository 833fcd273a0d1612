"""From the events of a conversation to what was said in it, without anything that only Rasa needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

# From the title and the payload of a button to the id it goes by.
ChoiceId = Callable[[str, str], str]
# The kind of report by which the bot says that the conversation is to be erased.
ERASURE = "erasure"
# An action keeps its text in one message by a blank in every empty line.
FILLED_EMPTY_LINE = re.compile(r"\n (?=\n)")


@dataclass(frozen=True)
class Button:
    """A choice as the bot offered it."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """A text of the bot with the choices below it."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass
class Turn:
    """What a person said, and all that the bot answered."""

    said: str | None
    parsed: str = ""
    key: str | None = None
    messages: list[Message] = field(default_factory=list)
    report: dict[str, Any] | None = None


def turns_of(events: Iterable[Event]) -> list[Turn]:
    """Return the turns of a conversation, oldest first."""
    turns: list[Turn] = []
    for event in events:
        if isinstance(event, UserUttered):
            turns.append(Turn(event.text or "", _parsed(event), event.message_id))
        elif isinstance(event, BotUttered):
            if not turns:
                turns.append(Turn(None))
            _add(turns[-1], event)
    return turns


def is_erasure(turn: Turn) -> bool:
    """Tell whether the person had the conversation erased, so that the answer has to be true."""
    return turn.report is not None and turn.report.get("kind") == ERASURE


def as_answer(turn: Turn, choice_id: ChoiceId) -> dict[str, Any]:
    """Return the bot's side of a turn as the contract has it."""
    messages = [
        {
            "text": message.text,
            "buttons": [
                {"title": button.title, "choice": choice_id(button.title, button.payload)}
                for button in message.buttons
            ],
        }
        for message in turn.messages
    ]
    return {"messages": messages, "report": turn.report}


def as_history(turns: Iterable[Turn], choice_id: ChoiceId) -> dict[str, Any]:
    """Return the turns as one list of messages; the last of each answer carries the report of the turn."""
    messages: list[dict[str, Any]] = []
    for turn in turns:
        if turn.said is not None:
            messages.append({"from": "user", "text": turn.said})
        answer = as_answer(turn, choice_id)
        messages.extend({"from": "bot", **message} for message in answer["messages"])
        if answer["messages"]:
            messages[-1]["report"] = answer["report"]
    return {"messages": messages}


def _parsed(event: UserUttered) -> str:
    return str((event.parse_data or {}).get("text") or "")


def _add(turn: Turn, event: BotUttered) -> None:
    buttons = tuple(buttons_of(event.data))
    if event.text or buttons:
        turn.messages.append(Message(FILLED_EMPTY_LINE.sub("\n", event.text or ""), buttons))
    if event.data.get("custom"):
        turn.report = _without_payload(event.data["custom"], turn)


def buttons_of(data: dict[str, Any]) -> Iterator[Button]:
    """Yield the choices in what the bot said."""
    return (Button(str(one["title"]), str(one["payload"])) for one in data.get("buttons") or [])


def _without_payload(report: dict[str, Any], turn: Turn) -> dict[str, Any]:
    """Return the report with the title of a choice where it quotes the payload."""
    questions = [
        {**one, "text": turn.said} if one.get("text") == turn.parsed != turn.said else one
        for one in report.get("questions") or []
    ]
    return {**report, "questions": questions}
