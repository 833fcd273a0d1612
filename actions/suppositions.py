"""What a message only supposes, and how things really are: Rasa fills slots from both alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.message_reading import entities_in_words, facts_in_words
from advisor.consultation.supposition import Part, Supposition, supposes_what_follows, supposition
from advisor.knowledge import KnowledgeBase

# The real values, or none, of the facts that a question only supposed; questions after it still go by them.
SUPPOSED_FACTS = "supposed_facts"
# What is made for the real contract.
MADE_FOR_REAL = frozenset({"request_plan", "request_draft", "request_comparison"})
# Facts that tell of something done, so that "if" alone supposes them.
OF_AN_ACT = frozenset({"actor", "time_since_end"})
# The ids of the steps of the plan as it was told last, so that a line can be asked about by its number.
PLAN_STEPS = "plan_steps"


@dataclass(frozen=True)
class Supposed:
    """The facts that a message supposes, and the values that these slots, and all it touched, really have.

    `asks_nothing_else` tells that it only asks what they would change. `carried` has the real values of
    facts that this question or one before supposed, and by which the next one goes as well.
    """

    facts: dict[str, str] = field(default_factory=dict)
    real: dict[str, str | None] = field(default_factory=dict)
    asks_nothing_else: bool = False
    carried: dict[str, str | None] = field(default_factory=dict)


def read_supposed(
    tracker: Tracker,
    knowledge: KnowledgeBase,
    message: Mapping[str, Any],
    told: Mapping[str, str],
    asks_itself: bool,
) -> Supposed:
    """Return what a message supposes.

    With a plan to hold it against, or one under way, it changes nothing that is known. Otherwise the
    questions that follow go by it, until something is to be made for the real contract.
    """
    if not _is_for_real(tracker, message):
        return _supposed_in_question(tracker, knowledge, message, told)
    carried = tracker.get_slot(SUPPOSED_FACTS) or {}
    real = {fact: value for fact, value in carried.items() if fact not in told}
    in_words = facts_in_words(message)
    facts = {fact: value for fact, value in told.items() if fact in in_words}
    read = _supposition(knowledge, message, asks_itself) if facts else None
    if read is None or not read.supposes:
        return Supposed(real=real)
    return Supposed(facts, real | values_before(tracker.events, told), read.asks_nothing_else)


def values_before(events: Iterable[Mapping[str, Any]], facts: Iterable[str]) -> dict[str, str | None]:
    """Return the values that slots had when the last message came in."""
    now: dict[str, str | None] = dict.fromkeys(facts)
    before = dict(now)
    for event in events:
        if event.get("event") == "user":
            before = dict(now)
        elif event.get("event") == "restart":
            now = dict.fromkeys(now)
        elif event.get("event") == "slot" and event.get("name") in now:
            now[str(event["name"])] = event.get("value")
    return before


def _is_for_real(tracker: Tracker, message: Mapping[str, Any]) -> bool:
    """Tell whether something is made for the real contract, or was made and can be held against."""
    intent = (message.get("intent") or {}).get("name")
    return bool(tracker.active_loop or tracker.get_slot(PLAN_STEPS)) or intent in MADE_FOR_REAL


def _supposed_in_question(
    tracker: Tracker, knowledge: KnowledgeBase, message: Mapping[str, Any], told: Mapping[str, str]
) -> Supposed:
    carried = tracker.get_slot(SUPPOSED_FACTS) or {}
    new = _only_supposed(knowledge, message) & told.keys()
    still = {fact: real for fact, real in carried.items() if fact in new or fact not in told}
    return Supposed(carried=values_before(tracker.events, new) | still)


def _only_supposed(knowledge: KnowledgeBase, message: Mapping[str, Any]) -> set[str]:
    phrases, text = knowledge.consultation.phrases.what_if, str(message.get("text") or "")
    return {
        str(entity["entity"])
        for entity in entities_in_words(message)
        if supposes_what_follows(phrases, text[: entity["start"]], is_act=entity["entity"] in OF_AN_ACT)
    }


def _supposition(knowledge: KnowledgeBase, message: Mapping[str, Any], asks_itself: bool) -> Supposition:
    parts = [Part(clause["text"], clause["asks"]) for clause in message.get("clauses") or []]
    phrases = knowledge.consultation.phrases.what_if
    return supposition(phrases, str(message.get("text") or ""), parts, asks_itself)
