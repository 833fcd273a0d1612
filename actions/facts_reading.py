"""The facts that are known after a message: told before or in it, supposed, unsure, or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Tracker

from actions.slots import ASKED_FACT, CONSULTATION_ASKED, UNSURE_FACTS, is_consulting
from actions.suppositions import PLAN_STEPS, Supposed, read_supposed, values_before
from actions.told_days import SINCE_END, Days, read_days
from actions.told_facts import is_known, overwritten, taken_back, told_in
from actions.turn import REQUEST_PLAN
from advisor.knowledge import KnowledgeBase
from advisor.vocabulary import cell_from_intent

ABOUT_THE_LAST_ANSWER = frozenset({"ask_more", "ask_source", "ask_why"})


@dataclass(frozen=True)
class Facts:
    """What is known after a message, what of it the message tells, supposes, or takes back."""

    known: dict[str, str]
    told_now: dict[str, str]
    unsure: frozenset[str]
    supposed: Supposed
    days: Days
    taken_back: frozenset[str]


def read_facts(
    tracker: Tracker, knowledge: KnowledgeBase, message: dict[str, Any], intent: str, answer: str | None
) -> Facts:
    asked_fact, consulting = tracker.get_slot(ASKED_FACT), is_consulting(tracker)
    told, set_aside = told_in(message, knowledge, asked_fact, consulting, answer)
    supposed = read_supposed(tracker, knowledge, message, told, cell_from_intent(intent) is not None)
    if supposed.facts:
        told = {}
    stray = _not_to_be_taken(tracker, knowledge, message, told, asked_fact if answer else None)
    told = {fact: value for fact, value in told.items() if fact not in stray}
    back = taken_back(message, told, known_facts(tracker, knowledge, supposed.real))
    stray |= dict.fromkeys(back)
    supposed = replace(supposed, real=stray | supposed.real)
    text = "" if message.get("unreadable") else str(message.get("text") or "")
    days = read_days(tracker, text, told.get(SINCE_END), knowledge.today, bool(message.get("not_ended")))
    told_now = days.facts(told) if days.changed else told
    unsure = set() if _begins_plan(tracker, intent) else set(tracker.get_slot(UNSURE_FACTS) or [])
    if asked_fact and not supposed.facts and _leaves_open(intent, consulting):
        unsure.add(asked_fact)
    known = known_facts(tracker, knowledge, supposed.real) | told_now
    kept = {fact: value for fact, value in known.items() if fact not in set_aside}
    return Facts(kept, told_now, frozenset(unsure), supposed, days, frozenset(back))


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


def known_facts(tracker: Tracker, knowledge: KnowledgeBase, real: Mapping[str, str | None]) -> dict[str, str]:
    slots = {fact: tracker.get_slot(fact) for fact in knowledge.facts} | dict(real)
    return {fact: str(value) for fact, value in slots.items() if is_known(fact, value, knowledge)}
