"""Small talk, what is outside the subject, and starting afresh."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, Restarted
from rasa_sdk.executor import CollectingDispatcher

from actions import choices
from actions.advise import ActionAdvise
from actions.base import TurnAction
from actions.erasure import ERASURE_ASKED, ActionErase
from actions.replying import reply
from actions.turn import Turn
from actions.turn_report import turn_report
from advisor.situation import Situation

OFFERS_QUESTIONS = frozenset({"greet", "help"})


class ActionTalk(TurnAction):
    """Answers small talk with the response of the same name."""

    def name(self) -> str:
        return "action_talk"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        if turn.last_kind == ERASURE_ASKED and turn.intent in ("affirm", "deny"):
            return ActionErase
        return ActionAdvise if turn.overrules_intent else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        offered = choices.frequent(self.knowledge) if turn.intent in OFFERS_QUESTIONS else []
        report = turn_report("smalltalk", turn.situation)
        return reply(dispatcher, tracker, report, response=f"utter_{turn.intent}", choices=offered)


class ActionDecline(TurnAction):
    """Declines what is outside the subject, with a pointer where there is one."""

    def name(self) -> str:
        return "action_decline"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        return ActionAdvise if turn.overrules_intent or turn.understanding.questions else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        report = turn_report("out_of_scope", turn.situation)
        pointers = [self.knowledge.near_misses[name].pointer for name in turn.understanding.near_misses]
        for pointer in pointers[:1]:
            dispatcher.utter_message(text=pointer)
        offered = choices.frequent(self.knowledge)
        return reply(dispatcher, tracker, report, response="utter_out_of_scope", choices=offered)


class ActionDefaultFallback(ActionAdvise):
    """Offers the nearest questions where no rule foresees what to do."""

    def name(self) -> str:
        return "action_default_fallback"


class ActionRestart(TurnAction):
    """Forgets the conversation and says so."""

    def name(self) -> str:
        return "action_restart"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        reply(dispatcher, tracker, turn_report("smalltalk", Situation()), response="utter_restart")
        return [Restarted()]
