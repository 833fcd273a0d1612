"""What a message asks, by the rankings of its clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from advisor.consultation.plan_requests import PlanRequest, plan_request
from advisor.knowledge import KnowledgeBase
from advisor.understanding import Question, Understanding, understand
from advisor.vocabulary import cell_from_intent
from advisor.weighing import Clause, Spoken

PAYLOAD_SIGN = "/"
# The components that find facts in so many words, and guess them from how a message is written.
FOUND_IN_WORDS, GUESSED = "SituationExtractor", "FactClassifier"
MAX_QUESTION_TEXT = 200
# A clause that is taken for one intent with this much confidence.
SURE_FROM = 0.5
WORD = re.compile(r"[a-z]+")
# After a turn of one of these kinds, a plan that was given before is no longer what is spoken about.
ANSWERS = frozenset({"advice", "compare"})


def understanding_of(message: dict[str, Any], intent: str, spoken: Spoken) -> Understanding:
    """Return the questions that a message asks, or what is unclear about it."""
    cell = cell_from_intent(intent)
    text = str(message.get("text") or "")
    chosen = text.startswith(PAYLOAD_SIGN) or "clauses" not in message
    if chosen and cell is not None:
        return Understanding(questions=(Question(text, cell, 1.0),))
    clauses = message.get("clauses") or []
    named = options_named(message)
    denied = _unique(option for clause in clauses for option in clause["denied_options"])
    whole = _confidences(message.get("intent_ranking") or [])
    return understand(_asking(message, clauses, text), spoken, named, denied, whole)


def asks_for_plan_at_last(message: dict[str, Any], knowledge: KnowledgeBase) -> bool:
    """Tell whether a story ends by asking for a plan, and asks nothing else in so many words."""
    clauses = [clause for clause in message.get("clauses") or [] if clause.get("intent_ranking")]
    if any(clause["asks_plainly"] for clause in clauses[:-1]):
        return False
    words = " ".join(WORD.findall(str(message.get("text") or "").lower()))
    if words.endswith(tuple(f" {wanted}" for wanted in knowledge.consultation.phrases.plan_wanted)):
        return True
    if not clauses:
        return False
    likeliest = clauses[-1]["intent_ranking"][0]
    return likeliest["name"] == "request_plan" and float(likeliest["confidence"]) >= SURE_FROM


def asks_what_to_do(message: Mapping[str, Any], knowledge: KnowledgeBase) -> bool:
    """Tell whether a message asks what to do now, and says nothing else."""
    request = asked_about_plan(message, knowledge, "advice")
    return request is not None and request.kind == "next"


def asks_plainly(message: Mapping[str, Any]) -> bool:
    """Tell whether the words of a message show that it asks something."""
    return any(clause["asks_plainly"] for clause in message.get("clauses") or [])


def asked_about_plan(
    message: Mapping[str, Any], knowledge: KnowledgeBase, last_kind: str | None
) -> PlanRequest | None:
    """Return what a message asks about a plan that was given, if that is all it asks."""
    text = str(message.get("text") or "")
    if text.startswith(PAYLOAD_SIGN) or message.get("unreadable"):
        return None
    return plan_request(knowledge.consultation.phrases.requests, text, last_kind not in ANSWERS)


def options_named(message: dict[str, Any]) -> tuple[str, ...]:
    """Return the options that a message names, each once."""
    return _unique(option for clause in message.get("clauses") or [] for option in clause["options"])


def entities_in_words(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the entities that a message has in so many words."""
    entities = message.get("entities") or []
    return [entity for entity in entities if entity.get("extractor") == FOUND_IN_WORDS]


def facts_in_words(message: Mapping[str, Any]) -> dict[str, str]:
    """Return the facts that a message states in so many words."""
    return {str(entity["entity"]): str(entity["value"]) for entity in entities_in_words(message)}


def facts_guessed(message: Mapping[str, Any]) -> set[str]:
    """Return the facts that are only guessed from how a message is written."""
    entities = message.get("entities") or []
    return {str(entity["entity"]) for entity in entities if entity.get("extractor") == GUESSED}


def _asking(message: dict[str, Any], clauses: list[dict[str, Any]], text: str) -> list[Clause]:
    asking = [clause for clause in clauses if clause.get("intent_ranking")]
    if asking:
        # "I read that it closes my account. Is that so?": a claim may stand beside the question about it.
        beside = _unique(claim for clause in clauses if clause not in asking for claim in clause["claims"])
        parts = [_clause(clause["text"], clause["intent_ranking"], [clause]) for clause in asking]
        return [replace(part, claims=_unique((*part.claims, *beside))) for part in parts]
    ranking = message.get("intent_ranking") or []
    return [_clause(text[:MAX_QUESTION_TEXT], ranking, clauses)] if ranking else []


def _clause(text: str, ranking: list[dict[str, Any]], clauses: list[dict[str, Any]]) -> Clause:
    def named(key: str) -> tuple[str, ...]:
        return _unique(name for clause in clauses for name in clause[key])

    plainly = any(clause["asks_plainly"] for clause in clauses)
    joined = any(clause["coordinated"] for clause in clauses)
    return Clause(
        text, _confidences(ranking), named("options"), named("topics"), named("claims"), plainly, joined
    )


def _confidences(ranking: list[dict[str, Any]]) -> dict[str, float]:
    return {str(entry["name"]): float(entry["confidence"]) for entry in ranking}


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
