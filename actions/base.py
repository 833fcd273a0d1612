"""What all actions have in common: the knowledge base, and an apology when something breaks."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.replying import reply
from actions.tracker_reading import read_turn
from actions.turn import Turn
from actions.turn_report import turn_report
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge
from advisor.situation import Situation

logger = logging.getLogger(__name__)


class KnowledgeAction(Action, ABC):
    """An action that knows the knowledge base."""

    def __init__(
        self, knowledge: KnowledgeBase | None = None, today: Callable[[], date] = date.today
    ) -> None:
        self._knowledge = knowledge or default_knowledge()
        self._today = today

    @property
    def knowledge(self) -> KnowledgeBase:
        """The knowledge base as it holds today; a server may run for longer than advice is good for."""
        self._knowledge = self._knowledge.as_of(self._today())
        return self._knowledge

    @abstractmethod
    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Do it, and return the events to remember."""


class TurnAction(KnowledgeAction):
    """An action that answers one turn; a fault in it becomes an apology, never a silent turn."""

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        """Return the action that has to answer the turn in place of this one, if there is one."""
        return None

    @abstractmethod
    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        """Reply to the turn and return the events to remember."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        try:
            turn = read_turn(tracker, self.knowledge)
            return [*turn.days.events(), *self._responsible(turn).answer(turn, dispatcher, tracker)]
        except Exception:
            logger.exception("%s could not answer a turn", self.name())
            dispatcher.messages.clear()
            return reply(dispatcher, tracker, turn_report("error", Situation()), response="utter_apologise")

    def _responsible(self, turn: Turn) -> TurnAction:
        """Return the action that answers in the end; of two that name each other, the one named first."""
        action, asked = self, {type(self)}
        while (other := action.hands_over_to(turn)) is not None and other not in asked:
            asked.add(other)
            action = other(self._knowledge, self._today)
        return action
