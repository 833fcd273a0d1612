"""Gives the plan for what is known: the recommendation, the steps, the drafts that fit them."""

from __future__ import annotations

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import choices
from actions.base import KnowledgeAction
from actions.remembering import keep_facts
from actions.replying import reply
from actions.suppositions import PLAN_STEPS
from actions.turn import Turn
from actions.turn_report import drafts_of, plan_report
from advisor.consultation.drafting import drafts_for_plan
from advisor.consultation.planning import Plan, make_plan
from advisor.consultation.wording import plan_text


def give_plan(
    action: KnowledgeAction, turn: Turn, dispatcher: CollectingDispatcher, tracker: Tracker
) -> list[EventType]:
    """Tell the plan, and return the events that remember it."""
    knowledge = action.knowledge
    plan = make_plan(knowledge, turn.situation)
    report = plan_report(knowledge, turn.situation, plan)
    phrases, offered = knowledge.consultation.phrases, []
    text = f"{plan_text(knowledge, plan)}\n\n{phrases.closing}"
    if drafts := drafts_for_plan(knowledge, turn.situation, plan):
        report |= drafts_of(drafts)
        text = f"{text}\n{phrases.drafts.hint}"
        offered = [choices.draft_offer(knowledge)]
    offered.append(choices.comparison(knowledge))
    return [
        *keep_facts(turn),
        lines_told(plan),
        *reply(dispatcher, tracker, report, text=text, choices=offered),
    ]


def lines_told(plan: Plan) -> EventType:
    """Return the event that remembers the lines of a plan as they were told, by their numbers."""
    return SlotSet(PLAN_STEPS, [planned.step.id for planned in plan.steps])
