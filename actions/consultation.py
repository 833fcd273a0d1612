"""The consultation: a form that asks what would change the advice, and ends in a plan."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT

from actions import choices
from actions.base import KnowledgeAction, TurnAction
from actions.giving_plan import give_plan
from actions.plan import ActionFollowPlan
from actions.remembering import keep_facts
from actions.replying import reply
from actions.slots import ASKED_FACT, CONSULTATION, CONSULTATION_ASKED, CONSULTATION_FORM, UNSURE_FACTS
from actions.supposing import ActionSuppose
from actions.suppositions import SUPPOSED_FACTS
from actions.told_facts import SAYS_SOMETHING
from actions.tracker_reading import read_turn
from actions.turn import Turn
from actions.turn_report import turn_report, what_if_report
from advisor.consultation.asking import fact_to_ask
from advisor.consultation.supposing import what_if
from advisor.consultation.supposing_wording import what_if_advice
from advisor.consultation.wording import reason_to_ask
from advisor.knowledge import KnowledgeBase
from advisor.records import Fact

DONE = "done"


class ValidateConsultationForm(KnowledgeAction):
    """Takes what a message says into the slots, and tells the form whether anything is left to ask.

    A message that asks something itself is left to the rules; the form goes on after the answer.
    """

    def name(self) -> str:
        return f"validate_{CONSULTATION_FORM}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        turn = read_turn(tracker, self.knowledge)
        if turn.interrupts:
            # A form that is told nothing by its validation steps back for the rules.
            return []
        events: list[EventType] = [SlotSet(fact, turn.situation.get(fact)) for fact in self.knowledge.facts]
        events += [SlotSet(UNSURE_FACTS, sorted(turn.situation.unsure)), *turn.days.events()]
        events.append(SlotSet(SUPPOSED_FACTS, turn.supposed.carried))
        if turn.intent == "go_back":
            return [*events, *_one_back(turn)]
        next_fact = fact_to_ask(self.knowledge, turn.situation, len(turn.consultation_asked))
        return [*events, SlotSet(CONSULTATION, None if next_fact else DONE)]


class ActionAskConsultationFormConsultation(TurnAction):
    """Asks for the fact that would change the recommendation or the plan most."""

    def name(self) -> str:
        return f"action_ask_{CONSULTATION_FORM}_{CONSULTATION}"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        fact = _fact_to_ask(self, turn)
        only_supposed = turn.asks_what_if and turn.intent == "request_plan"
        if fact is None or only_supposed or turn.plan_request is not None:
            # Everything was told before: without a requested slot the form ends, and the plan follows.
            return [SlotSet(REQUESTED_SLOT, None)]
        report = turn_report("question", turn.situation, asks=fact.id)
        offered = choices.values_of(self.knowledge, fact, turn.situation)
        asked = list(dict.fromkeys([*turn.consultation_asked, fact.id]))
        opening = _opening(self.knowledge, turn, fact)
        if turn.asks_what_if:
            supposed = turn.supposed.facts
            changes = what_if(self.knowledge, turn.situation, supposed)
            opening.append(what_if_advice(self.knowledge, turn.situation, supposed, changes))
            report |= what_if_report(self.knowledge, supposed, changes)
        text = "\n\n".join([*opening, fact.question])
        return [
            *keep_facts(turn),
            SlotSet(ASKED_FACT, fact.id),
            SlotSet(CONSULTATION_ASKED, asked),
            *reply(dispatcher, tracker, report, text=text, choices=offered),
        ]


class ActionExplainQuestion(TurnAction):
    """Says why a fact is asked for."""

    def name(self) -> str:
        return "action_explain_question"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        fact = _fact_to_ask(self, turn)
        if fact is None:
            return []
        report = turn_report("question", turn.situation, asks=fact.id)
        text = reason_to_ask(self.knowledge, turn.situation, fact)
        return reply(dispatcher, tracker, report, text=text)


class ActionRecommend(TurnAction):
    """Gives the recommendation and the plan, and closes the consultation."""

    def name(self) -> str:
        return "action_recommend"

    def hands_over_to(self, turn: Turn) -> type[TurnAction] | None:
        if turn.plan_request is not None:
            return ActionFollowPlan
        return ActionSuppose if turn.asks_what_if else None

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        return [*_closed(), *give_plan(self, turn, dispatcher, tracker)]


class ActionLeaveConsultation(TurnAction):
    """Leaves the consultation; what was said is kept."""

    def name(self) -> str:
        return "action_leave_consultation"

    def answer(self, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        report = turn_report("smalltalk", turn.situation)
        offered = choices.frequent(self.knowledge)
        return [
            *_closed(),
            *reply(dispatcher, tracker, report, response="utter_leave_consultation", choices=offered),
        ]


def _fact_to_ask(action: KnowledgeAction, turn: Turn) -> Fact | None:
    """Return the fact that was asked for and is still open, or else the next one."""
    asked = turn.asked_fact
    is_open = asked not in turn.situation and asked not in turn.situation.unsure
    still_asked = action.knowledge.facts.get(asked) if asked in turn.consultation_asked and is_open else None
    if still_asked is not None and not turn.told_now:
        return still_asked
    return fact_to_ask(action.knowledge, turn.situation, len(turn.consultation_asked)) or still_asked


def _opening(knowledge: KnowledgeBase, turn: Turn, fact: Fact) -> list[str]:
    """Return what is said before a question: how it goes on, or that the reply was not understood."""
    phrases = knowledge.consultation.phrases
    if not turn.consultation_asked:
        return [phrases.opening]
    is_lost = turn.intent in SAYS_SOMETHING and not (turn.told_now or turn.interrupts or turn.asks_what_if)
    return [phrases.no_answer] if is_lost and fact.id == turn.asked_fact else []


def _closed() -> list[EventType]:
    return [SlotSet(CONSULTATION, None), SlotSet(CONSULTATION_ASKED, []), SlotSet(ASKED_FACT, None)]


def _one_back(turn: Turn) -> list[EventType]:
    """Forget the answer before, so that it is asked for again; at the first question there is none."""
    answered = [fact for fact in turn.consultation_asked if fact != turn.asked_fact]
    if not answered:
        return [SlotSet(CONSULTATION, None)]
    last = answered[-1]
    return [
        SlotSet(last, None),
        SlotSet(UNSURE_FACTS, sorted(turn.situation.unsure - {last})),
        SlotSet(ASKED_FACT, last),
        SlotSet(CONSULTATION_ASKED, answered),
        SlotSet(CONSULTATION, None),
    ]
