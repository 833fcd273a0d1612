"""Answers what something that is only supposed would change, and leaves the real situation as it was."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import choices
from actions.base import TurnAction
from actions.remembering import keep_facts
from actions.replying import reply
from actions.slots import LAST_KIND
from actions.turn import Turn
from actions.turn_report import turn_report, what_if_report
from advisor.consultation.supposing import what_if
from advisor.consultation.supposing_wording import what_if_text


class ActionSuppose(TurnAction):
    """Tells which lines of the plan would change."""

    def name(self) -> str:
        return "action_suppose"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        supposed = turn.supposed.facts
        changes = what_if(self.knowledge, turn.situation, supposed)
        text = what_if_text(self.knowledge, turn.situation, supposed, changes)
        report = turn_report("advice", turn.situation) | what_if_report(self.knowledge, supposed, changes)
        offered = [choices.comparison(self.knowledge)]
        return [
            *keep_facts(turn),
            *reply(dispatcher, tracker, report, text=text, choices=offered),
            # The conversation stands where it stood, so that a fact told next is put right in the plan.
            SlotSet(LAST_KIND, turn.last_kind),
        ]
