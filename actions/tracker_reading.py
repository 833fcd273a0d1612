"""From Rasa's tracker to what the advisor understands."""

from __future__ import annotations

import json
from typing import Any

from rasa_sdk import Tracker

from actions.facts_reading import known_facts, read_facts
from actions.message_reading import (
    PAYLOAD_SIGN,
    asked_about_plan,
    asks_for_plan_at_last,
    asks_plainly,
    asks_what_to_do,
    options_named,
    understanding_of,
)
from actions.slots import (
    ASKED_FACT,
    CHOSEN,
    CONSULTATION_ASKED,
    DRAFT_TOLD,
    LAST_ADVICE,
    LAST_DRAFT,
    LAST_KIND,
    LAST_QUESTIONS,
    OFFERED_CHOICES,
    STEPS_DONE,
    is_consulting,
)
from actions.suppositions import PLAN_STEPS
from actions.told_facts import answer_to
from actions.turn import REQUEST_DRAFT, REQUEST_PLAN, Turn
from advisor.consultation.plan_requests import PlanRequest
from advisor.consultation.told_in_request import asks_to_write
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.understanding import Question, Understanding
from advisor.vocabulary import Cell, cell_from_path
from advisor.weighing import Spoken

# What is asked about a plan tells no fact, whatever its words seem to say.
_NOTHING_TOLD: dict[str, Any] = {"entities": []}


def read_turn(tracker: Tracker, knowledge: KnowledgeBase) -> Turn:
    """Read the latest message together with the slots."""
    picked = _picked(tracker)
    message = picked or tracker.latest_message
    answer = None if picked else answer_to(tracker.get_slot(ASKED_FACT), message, knowledge)
    answers = answer is not None
    intent = "inform" if answers else _intent(tracker, knowledge, message)
    spoken = Spoken(tracker.get_slot("option"), tracker.get_slot("topic"))
    understanding = Understanding() if answers else understanding_of(message, intent, spoken)
    request = None if picked or answers else _plan_request(tracker, knowledge, message)
    facts = read_facts(
        tracker, knowledge, {**message, **_NOTHING_TOLD} if request else message, intent, answer
    )
    if facts.taken_back and not asks_plainly(message):
        intent, understanding = "inform", Understanding()
    if _changes_option(understanding, spoken) and "actor" not in facts.told_now:
        facts.known.pop("actor", None)
    return Turn(
        intent=intent,
        text=str(message.get("text") or ""),
        situation=Situation(facts.days.facts(facts.known), facts.unsure, facts.days.known),
        understanding=understanding,
        unreadable=None if answers else message.get("unreadable"),
        told_now=facts.told_now,
        taken_back=facts.taken_back,
        supposed=facts.supposed,
        days=facts.days,
        plan_request=request,
        picked=picked is not None,
        answers=answers,
        routed_as=None if picked else _routed_as(message),
        asks=not answers and any(clause.get("intent_ranking") for clause in message.get("clauses") or []),
        named_options=options_named(message),
        chosen=_chosen(message.get("entities") or []),
        **_remembered(tracker),
    )


def _intent(tracker: Tracker, knowledge: KnowledgeBase, message: dict[str, Any]) -> str:
    if asks_for_plan_at_last(message, knowledge):
        return REQUEST_PLAN
    if is_consulting(tracker) or message is not tracker.latest_message:
        return _routed_as(message)
    if asks_to_write(str(message.get("text") or "")) and not message.get("unreadable"):
        return REQUEST_DRAFT
    # With something known, a plan says better what to do now than what holds for everybody.
    plans = known_facts(tracker, knowledge, {}).keys() - {"actor"} and asks_what_to_do(message, knowledge)
    return REQUEST_PLAN if plans else _routed_as(message)


def _routed_as(message: dict[str, Any]) -> str:
    return str((message.get("intent") or {}).get("name") or "")


def _plan_request(tracker: Tracker, knowledge: KnowledgeBase, message: dict[str, Any]) -> PlanRequest | None:
    """Return what a message asks about the plan that was given; while another is made, there is none."""
    in_consultation = is_consulting(tracker) and tracker.get_slot(CONSULTATION_ASKED)
    if in_consultation or not tracker.get_slot(PLAN_STEPS):
        return None
    return asked_about_plan(message, knowledge, tracker.get_slot(LAST_KIND))


def _remembered(tracker: Tracker) -> dict[str, Any]:
    """Return what the slots keep of the turns before."""
    return {
        "last_questions": _last_questions(tracker),
        "last_advice": tuple(tracker.get_slot(LAST_ADVICE) or ()),
        "last_kind": tracker.get_slot(LAST_KIND),
        "last_draft": tracker.get_slot(LAST_DRAFT),
        "draft_told": dict(tracker.get_slot(DRAFT_TOLD) or {}),
        "asked_fact": tracker.get_slot(ASKED_FACT),
        "consulting": is_consulting(tracker),
        "consultation_asked": tuple(tracker.get_slot(CONSULTATION_ASKED) or ()),
        "plan_steps": tuple(tracker.get_slot(PLAN_STEPS) or ()),
        "steps_done": tuple(tracker.get_slot(STEPS_DONE) or ()),
    }


def read_payload(payload: str) -> tuple[str, dict[str, str]]:
    """Return intent and facts of a button payload like `/inform{"role": "client"}`."""
    intent, brace, rest = payload.removeprefix(PAYLOAD_SIGN).partition("{")
    return intent, dict(json.loads(brace + rest)) if brace else {}


def _picked(tracker: Tracker) -> dict[str, Any] | None:
    """Return the message a choice stands for, if the text is the number or the title of one offered."""
    text = str(tracker.latest_message.get("text") or "").strip()
    choices = tracker.get_slot(OFFERED_CHOICES) or []
    for number, choice in enumerate(choices, start=1):
        if text.rstrip(".)") == str(number) or text.casefold() == choice["title"].casefold():
            intent, facts = read_payload(choice["payload"])
            entities = [{"entity": fact, "value": value} for fact, value in facts.items()]
            return {"intent": {"name": intent}, "text": choice["title"], "entities": entities}
    return None


def _chosen(entities: list[dict[str, Any]]) -> dict[str, str]:
    told = {str(entity.get("entity")): entity.get("value") for entity in entities}
    return {name: str(told[name]) for name in CHOSEN if told.get(name)}


def _last_questions(tracker: Tracker) -> tuple[Question, ...]:
    cells = (cell_from_path(str(path)) for path in tracker.get_slot(LAST_QUESTIONS) or [])
    return tuple(Question("", cell, 1.0) for cell in cells if isinstance(cell, Cell))


def _changes_option(understanding: Understanding, spoken: Spoken) -> bool:
    questions = understanding.questions
    return bool(questions) and spoken.option is not None and questions[0].cell.option != spoken.option
