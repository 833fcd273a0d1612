"""The facts that a message tells, in the light of what was asked for."""

from __future__ import annotations

from typing import Any

from actions.message_reading import PAYLOAD_SIGN, facts_in_words
from actions.turn import REQUEST_PLAN
from advisor.consultation.answering import value_named
from advisor.knowledge import KnowledgeBase


def told_in(
    message: dict[str, Any], knowledge: KnowledgeBase, asked_fact: str | None, consulting: bool
) -> tuple[dict[str, str], set[str]]:
    """Return the facts that a message tells, and the names of those it only seems to tell."""
    told = _facts_told(message.get("entities") or [], knowledge)
    answer = answer_to(asked_fact, message, knowledge)
    if asked_fact and answer:
        told[asked_fact] = answer
    requests = (message.get("intent") or {}).get("name") == REQUEST_PLAN
    seeming = set()
    if asked_fact != "actor" and _names_no_act(message, told, consulting or requests):
        seeming.add("actor")
    if requests and told.get("contract_type") == "consultation":
        # The word is about the consultation that is asked for.
        seeming.add("contract_type")
    return {fact: value for fact, value in told.items() if fact not in seeming}, told.keys() & seeming


def answer_to(asked_fact: str | None, message: dict[str, Any], knowledge: KnowledgeBase) -> str | None:
    """Return the value that a short reply gives the fact that was asked for.

    What stands there in so many words goes before: "my client" is not said by the client.
    """
    fact = knowledge.facts.get(asked_fact or "")
    text = str(message.get("text") or "")
    if fact is None or text.startswith(PAYLOAD_SIGN):
        return None
    named = value_named(fact, text, knowledge.consultation.phrases.small_words)
    return facts_in_words(message).get(fact.id, named.id) if named else None


def is_known(fact: str, value: object, knowledge: KnowledgeBase) -> bool:
    """A slot can be filled from outside with anything, so only what facts.yml knows is taken."""
    record = knowledge.facts.get(fact)
    return record is not None and isinstance(value, str) and record.value(value) is not None


def _names_no_act(message: dict[str, Any], told: dict[str, str], consulting: bool) -> bool:
    """Tell whether nobody ends, pauses or restarts in a message: "my client vanished", "by the client".

    A question may go on about an act named before; what a plan rests on has to be said.
    """
    clauses = message.get("clauses")
    acts = clauses is None or any(clause["options"] for clause in clauses)
    return not acts and (consulting or told.get("other_side") == "silent")


def _facts_told(entities: list[dict[str, Any]], knowledge: KnowledgeBase) -> dict[str, str]:
    told = {str(entity.get("entity")): entity.get("value") for entity in entities}
    return {fact: str(value) for fact, value in told.items() if is_known(fact, value, knowledge)}
