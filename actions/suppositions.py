"""What a message only supposes, and how things really are: Rasa fills slots from both alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from advisor.consultation.supposition import Part, Supposition, supposition
from advisor.knowledge import KnowledgeBase

PLANNING_ACTION = "action_recommend"
# Facts in so many words; what else is made of a message is a guess at the person who wrote it.
FOUND_IN_WORDS = "SituationExtractor"


@dataclass(frozen=True)
class Supposed:
    """The facts that a message supposes, and the values that these slots, and all it touched, really have.

    `asks_nothing_else` tells that it only asks what they would change.
    """

    facts: dict[str, str] = field(default_factory=dict)
    real: dict[str, str | None] = field(default_factory=dict)
    asks_nothing_else: bool = False


def read_supposed(
    tracker: Tracker,
    knowledge: KnowledgeBase,
    message: Mapping[str, Any],
    told: Mapping[str, str],
    asks_itself: bool,
) -> Supposed:
    """Return what a message supposes; nothing unless there is a plan to hold it against or one under way."""
    in_words = _in_words(message)
    facts = {fact: value for fact, value in told.items() if fact in in_words}
    if not facts or not (tracker.active_loop or plan_was_given(tracker.events)):
        return Supposed()
    read = _supposition(knowledge, message, asks_itself)
    if not read.supposes:
        return Supposed()
    return Supposed(facts, values_before(tracker.events, told), read.asks_nothing_else)


def plan_was_given(events: Iterable[Mapping[str, Any]]) -> bool:
    """Tell whether a plan was given since the conversation began afresh."""
    given = False
    for event in events:
        if event.get("event") == "restart":
            given = False
        given = given or (event.get("event") == "action" and event.get("name") == PLANNING_ACTION)
    return given


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


def _in_words(message: Mapping[str, Any]) -> set[str]:
    entities = message.get("entities") or []
    return {str(entity.get("entity")) for entity in entities if entity.get("extractor") == FOUND_IN_WORDS}


def _supposition(knowledge: KnowledgeBase, message: Mapping[str, Any], asks_itself: bool) -> Supposition:
    parts = [Part(clause["text"], clause["asks"]) for clause in message.get("clauses") or []]
    phrases = knowledge.consultation.phrases.what_if
    return supposition(phrases, str(message.get("text") or ""), parts, asks_itself)
