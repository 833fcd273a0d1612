"""Turns of a conversation as the action server sees them: real trackers, and the answers of actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rasa.engine.storage.resource import Resource
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message
from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.base import KnowledgeAction
from actions.slots import CONSULTATION_FORM
from advisor.knowledge import KnowledgeBase
from components.contract_tokenizer import ContractTokenizer
from components.situation_extractor import SituationExtractor

# The day of every turn, unless a conversation goes on to another one.
TODAY = date(2026, 11, 22)
REST = "rest"
SHELL = "cmdline"
PAYLOAD_SIGN = "/"

Ranking = Mapping[str, float]


def parsed(text: str, intent: str | None = None, *rankings: Ranking) -> dict[str, Any]:
    """Return what Rasa makes of a message, with the rankings a classifier would have given.

    The first ranking is that of the whole message, the others are those of its asking clauses in their order;
    clauses without one get the first. Without any ranking the intent is certain.
    """
    message = Message.build(text)
    if text.startswith(PAYLOAD_SIGN):
        return YAMLStoryReader.unpack_regex_message(message).as_dict(only_output_properties=True)
    ContractTokenizer(ContractTokenizer.get_default_config()).process([message])
    SituationExtractor(Resource("extractor")).process([message])
    output = message.as_dict(only_output_properties=True)
    ranked = [_ranked(ranking) for ranking in rankings] or [_ranked({intent: 1.0} if intent else {})]
    asking = [clause for clause in output.get("clauses", []) if clause["asks"]]
    for number, clause in enumerate(asking, start=1):
        clause["intent_ranking"] = ranked[number] if number < len(ranked) else ranked[0]
    first = {"name": intent, "confidence": ranked[0][0]["confidence"] if ranked[0] else 0.0}
    return {"entities": [], **output, "intent": first, "intent_ranking": ranked[0]}


def _ranked(ranking: Ranking) -> list[dict[str, Any]]:
    best_first = sorted(ranking.items(), key=lambda entry: -entry[1])
    return [{"name": name, "confidence": confidence} for name, confidence in best_first]


def tracker_of(
    message: Mapping[str, Any],
    slots: Mapping[str, Any] | None = None,
    channel: str = REST,
    consulting: bool = False,
    events: Sequence[Mapping[str, Any]] = (),
) -> Tracker:
    """Return a tracker whose latest message this is, in the middle of a consultation or not.

    `events` are those of the whole conversation; without them, it begins with the message.
    """
    form = {"name": CONSULTATION_FORM} if consulting else {}
    heard = {"event": "user", "text": message.get("text"), "input_channel": channel}
    events = [*map(dict, events)] or [heard]
    return Tracker("somebody", dict(slots or {}), dict(message), events, False, None, form, "action_listen")


@dataclass(frozen=True)
class Answer:
    """What an action said and what it wants to be remembered."""

    messages: list[dict[str, Any]]
    events: list[dict[str, Any]]

    @property
    def texts(self) -> list[str]:
        return [message["text"] for message in self.messages if message["text"]]

    @property
    def responses(self) -> list[str]:
        return [message["response"] for message in self.messages if message["response"]]

    @property
    def buttons(self) -> list[dict[str, str]]:
        return [button for message in self.messages for button in message["buttons"]]

    @property
    def titles(self) -> list[str]:
        return [button["title"] for button in self.buttons]

    @property
    def reports(self) -> list[dict[str, Any]]:
        return [message["custom"] for message in self.messages if message["custom"]]

    @property
    def report(self) -> dict[str, Any]:
        (report,) = self.reports
        return report

    @property
    def cells(self) -> list[str]:
        """The questions that were answered, as option/topic."""
        return [f"{question['option']}/{question['topic']}" for question in self.report["questions"]]


class Conversation:
    """Turns one after the other; slots are filled from entities and from events as Rasa fills them."""

    def __init__(self, knowledge: KnowledgeBase, channel: str = REST) -> None:
        self.slots: dict[str, Any] = {}
        self.today = TODAY
        self.consulting = False
        self.events: list[dict[str, Any]] = []
        self._message: dict[str, Any] = {}
        self._knowledge = knowledge
        self._channel = channel

    def turn(
        self, action: type[KnowledgeAction], text: str, intent: str | None = None, *rankings: Ranking
    ) -> Answer:
        """Let an action answer a message."""
        return self.hears(action, parsed(text, intent, *rankings))

    def hears(self, action: type[KnowledgeAction], message: dict[str, Any]) -> Answer:
        """Let an action answer a message as Rasa understood it."""
        self._message = message
        text = message.get("text")
        told = {entity["entity"]: entity["value"] for entity in self._message["entities"]}
        self.slots |= told
        self.events.append({"event": "user", "text": text, "input_channel": self._channel})
        self.events += [{"event": "slot", "name": name, "value": value} for name, value in told.items()]
        return self.goes_on(action)

    def goes_on(self, action: type[KnowledgeAction]) -> Answer:
        """Let one more action answer the same message."""
        dispatcher = CollectingDispatcher()
        tracker = tracker_of(self._message, self.slots, self._channel, self.consulting, self.events)
        running = action(self._knowledge, lambda: self.today)
        events = running.run(dispatcher, tracker, {})
        self.events.append({"event": "action", "name": running.name()})
        self._remember(events)
        return Answer(dispatcher.messages, events)

    def knows(self, **facts: str) -> None:
        """Fill slots as messages before would have filled them."""
        self._remember([SlotSet(name, value) for name, value in facts.items()])

    def _remember(self, events: Sequence[Mapping[str, Any]]) -> None:
        self.events += map(dict, events)
        for event in events:
            if event["event"] == "restart":
                self.slots.clear()
            elif event["event"] == "slot":
                self.slots[event["name"]] = event["value"]
