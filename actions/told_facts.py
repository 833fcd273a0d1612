"""The facts that a message tells, in the light of what was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.message_reading import PAYLOAD_SIGN, facts_guessed, facts_in_words
from actions.told_days import ENDED, SINCE_END
from actions.turn import REQUEST_PLAN
from advisor.consultation.answering import value_named
from advisor.knowledge import KnowledgeBase
from advisor.vocabulary import cell_from_intent

ACTOR, ME = "actor", "me"
# What Rasa takes a statement for; a statement about a contract is also taken for the question next to it.
SAYS_SOMETHING = frozenset({"inform", "nlu_fallback", "out_of_scope"})


def told_in(
    message: dict[str, Any],
    knowledge: KnowledgeBase,
    asked_fact: str | None,
    consulting: bool,
    answer: str | None,
) -> tuple[dict[str, str], set[str]]:
    """Return the facts that a message tells, and the names of those it only seems to tell.

    `answer` is the value that it gives the fact that was asked for, see `answer_to`.
    """
    told = _facts_told(message.get("entities") or [], knowledge)
    if asked_fact and answer:
        told[asked_fact] = answer
    elif asked_fact and consulting and told.keys() <= facts_guessed(message) and _only_states(message):
        told |= _told_elsewhere(asked_fact, message, knowledge) or _otherwise(asked_fact, knowledge)
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
    in_words = facts_in_words(message)
    # With small words around it, "good" of "for good" is no answer about anything else.
    small_words = [] if in_words and fact.id not in in_words else knowledge.consultation.phrases.small_words
    named = value_named(fact, text, small_words)
    return in_words.get(fact.id, named.id) if named else None


def _told_elsewhere(asked_fact: str, message: dict[str, Any], knowledge: KnowledgeBase) -> dict[str, str]:
    """Return the one other fact that a short reply names, if it names one: "silent" is no reason."""
    text = str(message.get("text") or "")
    small_words = knowledge.consultation.phrases.small_words
    others = [fact for fact in knowledge.facts.values() if fact.id != asked_fact]
    named: dict[str, str] = {
        fact.id: value.id for fact in others if (value := value_named(fact, text, small_words))
    }
    return named if len(named) == 1 else {}


def _otherwise(asked_fact: str, knowledge: KnowledgeBase) -> dict[str, str]:
    """Return what a reply to a question means that names none of its values, if it means anything."""
    fact = knowledge.facts.get(asked_fact)
    return {fact.id: fact.otherwise} if fact is not None and fact.otherwise is not None else {}


def _only_states(message: dict[str, Any]) -> bool:
    """Tell whether a message says something of its own, and asks nothing."""
    intent = str((message.get("intent") or {}).get("name") or "")
    text = str(message.get("text") or "")
    asks = "?" in text or any(clause["asks"] for clause in message.get("clauses") or [])
    says = intent in SAYS_SOMETHING or cell_from_intent(intent) is not None
    return says and not asks and not message.get("unreadable") and not text.startswith(PAYLOAD_SIGN)


def overwritten(
    message: dict[str, Any], told: Mapping[str, str], before: Mapping[str, str | None], answered: str | None
) -> set[str]:
    """Return the facts told that must not take the place of what was known before.

    A role that is only guessed from the way a message is written is one, and so is all that an answer seems
    to tell beside what was asked: "the work is done" as a reason says nothing about its approval.
    """
    guessed = {"role"} & facts_guessed(message)
    beside = told.keys() - {answered} if answered else set()
    vague = {SINCE_END} if told.get(SINCE_END) == ENDED else set()
    return {fact for fact in told.keys() & (guessed | beside | vague) if before.get(fact) is not None}


def taken_back(message: Mapping[str, Any], told: Mapping[str, str], known: Mapping[str, str]) -> set[str]:
    """Return the known facts that a message takes back: who ended the contract, and when, if nobody did."""
    if not message.get("not_ended"):
        return set()
    ended = {SINCE_END} & known.keys()
    acted = {ACTOR} if known.get(ACTOR, ME) != ME else set()
    return (ended | acted) - told.keys()


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
