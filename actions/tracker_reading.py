"""From Rasa's tracker to what the advisor understands. Here and in `told_days`, slots are known by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker

from actions.message_reading import (
    PAYLOAD_SIGN,
    asked_about_plan,
    asks_for_plan_at_last,
    asks_plainly,
    asks_what_to_do,
    options_named,
    understanding_of,
)
from actions.suppositions import PLAN_STEPS, Supposed, read_supposed, values_before
from actions.told_days import SINCE_END, Days, read_days
from actions.told_facts import answer_to, is_known, overwritten, taken_back, told_in
from actions.turn import REQUEST_DRAFT, REQUEST_PLAN, Turn
from advisor.consultation.plan_requests import PlanRequest
from advisor.consultation.told_in_request import asks_to_write
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.understanding import Question, Understanding
from advisor.vocabulary import Cell, cell_from_intent, cell_from_path
from advisor.weighing import Spoken

ASKED_FACT = "asked_fact"
UNSURE_FACTS = "unsure_facts"
LAST_QUESTIONS = "last_questions"
LAST_ADVICE = "last_advice"
OFFERED_CHOICES = "offered_choices"
LAST_KIND = "last_kind"
LAST_DRAFT = "last_draft"
# What was told of that draft by asking for it.
DRAFT_TOLD = "draft_told"
# The ids of the steps of plans that the person said are done.
STEPS_DONE = "steps_done"
# What only buttons tell: which draft is meant, and how it is to sound.
CHOSEN_DRAFT, CHOSEN_TONE = "draft", "tone"
# And whether the conversation is to be erased.
CHOSEN_ERASURE = "erasure"
CHOSEN = (CHOSEN_DRAFT, CHOSEN_TONE, CHOSEN_ERASURE)
CONSULTATION_FORM = "consultation_form"
# What the form asks for as long as a fact is left to ask, and the facts it has asked for.
CONSULTATION = "consultation"
CONSULTATION_ASKED = "consultation_asked"
ABOUT_THE_LAST_ANSWER = frozenset({"ask_more", "ask_source", "ask_why"})
SHELL_CHANNEL = "cmdline"
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
    facts = _read_facts(
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
    if asks_for_plan_at_last(message):
        return REQUEST_PLAN
    if is_consulting(tracker) or message is not tracker.latest_message:
        return _routed_as(message)
    if asks_to_write(str(message.get("text") or "")) and not message.get("unreadable"):
        return REQUEST_DRAFT
    # With something known, a plan says better what to do now than what holds for everybody.
    plans = _known_facts(tracker, knowledge, {}).keys() - {"actor"} and asks_what_to_do(message, knowledge)
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


@dataclass(frozen=True)
class _Facts:
    """What is known after a message, what of it the message tells, supposes, or takes back."""

    known: dict[str, str]
    told_now: dict[str, str]
    unsure: frozenset[str]
    supposed: Supposed
    days: Days
    taken_back: frozenset[str]


def _read_facts(
    tracker: Tracker, knowledge: KnowledgeBase, message: dict[str, Any], intent: str, answer: str | None
) -> _Facts:
    asked_fact, consulting = tracker.get_slot(ASKED_FACT), is_consulting(tracker)
    told, set_aside = told_in(message, knowledge, asked_fact, consulting, answer)
    supposed = read_supposed(tracker, knowledge, message, told, cell_from_intent(intent) is not None)
    if supposed.facts:
        told = {}
    stray = _not_to_be_taken(tracker, knowledge, message, told, asked_fact if answer else None)
    told = {fact: value for fact, value in told.items() if fact not in stray}
    back = taken_back(message, told, _known_facts(tracker, knowledge, supposed.real))
    stray |= dict.fromkeys(back)
    supposed = replace(supposed, real=stray | supposed.real)
    text = "" if message.get("unreadable") else str(message.get("text") or "")
    days = read_days(tracker, text, told.get(SINCE_END), knowledge.today, bool(message.get("not_ended")))
    told_now = days.facts(told) if days.changed else told
    unsure = set() if _begins_plan(tracker, intent) else set(tracker.get_slot(UNSURE_FACTS) or [])
    if asked_fact and not supposed.facts and _leaves_open(intent, consulting):
        unsure.add(asked_fact)
    known = _known_facts(tracker, knowledge, supposed.real) | told_now
    kept = {fact: value for fact, value in known.items() if fact not in set_aside}
    return _Facts(kept, told_now, frozenset(unsure), supposed, days, frozenset(back))


def _not_to_be_taken(
    tracker: Tracker,
    knowledge: KnowledgeBase,
    message: dict[str, Any],
    told: Mapping[str, str],
    answered: str | None,
) -> dict[str, str | None]:
    """Return the facts that Rasa has put into slots and must not stay there, with what was known before."""
    written = {str(entity.get("entity")) for entity in tracker.latest_message.get("entities") or []}
    before = values_before(tracker.events, (written | told.keys()) & knowledge.facts.keys())
    if message is not tracker.latest_message:
        # What a choice stands for is told, not what its title seems to say.
        return {fact: value for fact, value in before.items() if fact not in told}
    return {fact: before[fact] for fact in overwritten(message, told, before, answered)}


def _begins_plan(tracker: Tracker, intent: str) -> bool:
    """Tell whether a first plan is asked for, which asks for what was passed over in questions before."""
    asked_before = tracker.get_slot(CONSULTATION_ASKED) or tracker.get_slot(PLAN_STEPS)
    return intent == REQUEST_PLAN and not asked_before


def _leaves_open(intent: str, consulting: bool) -> bool:
    """Tell whether a fact that was asked for and not told counts as not sure, so that it is not asked again.

    A consultation asks on until the person says so; otherwise nobody is asked twice.
    """
    return intent == "not_sure" if consulting else intent not in ABOUT_THE_LAST_ANSWER


def is_consulting(tracker: Tracker) -> bool:
    """Tell whether a consultation is under way."""
    return bool((tracker.active_loop or {}).get("name") == CONSULTATION_FORM)


def is_shell(tracker: Tracker) -> bool:
    """Tell whether the person sits at `rasa shell`, which shows text only."""
    return bool(tracker.get_latest_input_channel() == SHELL_CHANNEL)


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


def _known_facts(
    tracker: Tracker, knowledge: KnowledgeBase, real: Mapping[str, str | None]
) -> dict[str, str]:
    slots = {fact: tracker.get_slot(fact) for fact in knowledge.facts} | dict(real)
    return {fact: str(value) for fact, value in slots.items() if is_known(fact, value, knowledge)}


def _last_questions(tracker: Tracker) -> tuple[Question, ...]:
    cells = (cell_from_path(str(path)) for path in tracker.get_slot(LAST_QUESTIONS) or [])
    return tuple(Question("", cell, 1.0) for cell in cells if isinstance(cell, Cell))


def _changes_option(understanding: Understanding, spoken: Spoken) -> bool:
    questions = understanding.questions
    return bool(questions) and spoken.option is not None and questions[0].cell.option != spoken.option
