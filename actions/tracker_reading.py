"""From Rasa's tracker to what the advisor understands. The only place that knows slot names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Tracker

from actions.told_facts import is_known, told_in
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.understanding import Question, Understanding, understand
from advisor.vocabulary import Cell, cell_from_intent, cell_from_path, near_miss_from_intent
from advisor.weighing import Clause, Spoken

ASKED_FACT = "asked_fact"
UNSURE_FACTS = "unsure_facts"
LAST_QUESTIONS = "last_questions"
LAST_ADVICE = "last_advice"
OFFERED_CHOICES = "offered_choices"
LAST_KIND = "last_kind"
CONSULTATION_FORM = "consultation_form"
# What the form asks for as long as a fact is left to ask, and the facts it has asked for.
CONSULTATION = "consultation"
CONSULTATION_ASKED = "consultation_asked"
ABOUT_THE_LAST_ANSWER = frozenset({"ask_more", "ask_source", "ask_why"})
# What is said in the middle of a consultation and is not an answer to its question.
INTERRUPTING_INTENTS = frozenset({"ask_why", "stop_consultation", "talk_to_human"})
SHELL_CHANNEL = "cmdline"
PAYLOAD_SIGN = "/"
MAX_QUESTION_TEXT = 200


@dataclass(frozen=True)
class Turn:
    """What one message of a person comes to, in the light of the conversation before it."""

    intent: str
    text: str
    situation: Situation
    last_questions: tuple[Question, ...]
    understanding: Understanding
    unreadable: str | None = None
    told_now: dict[str, str] = field(default_factory=dict)
    picked: bool = False
    asks: bool = False
    last_advice: tuple[str, ...] = ()
    last_kind: str | None = None
    asked_fact: str | None = None
    consulting: bool = False
    consultation_asked: tuple[str, ...] = ()

    @property
    def interrupts(self) -> bool:
        """Tell whether, in a consultation, the message is something else than an answer to its question."""
        if self.picked or self.asked_fact in self.told_now or self.unreadable is not None:
            return False
        states = bool(self.told_now) and not self.asks
        asks = cell_from_intent(self.intent) is not None and bool(self.understanding.questions) and not states
        is_outside = self.intent == "out_of_scope" or near_miss_from_intent(self.intent) is not None
        return asks or self.intent in INTERRUPTING_INTENTS or (is_outside and not self.told_now)


def read_turn(tracker: Tracker, knowledge: KnowledgeBase) -> Turn:
    """Read the latest message together with the slots."""
    picked = _picked(tracker)
    message = picked or tracker.latest_message
    intent = str((message.get("intent") or {}).get("name") or "")
    spoken = Spoken(tracker.get_slot("option"), tracker.get_slot("topic"))
    understanding = _understanding(message, intent, spoken)
    unsure = set(tracker.get_slot(UNSURE_FACTS) or [])
    asked_fact = tracker.get_slot(ASKED_FACT)
    told_now, set_aside = told_in(message, knowledge, asked_fact, is_consulting(tracker))
    if asked_fact and _leaves_open(intent, consulting=is_consulting(tracker)):
        unsure.add(asked_fact)
    known = _known_facts(tracker, knowledge) | told_now
    for fact in set_aside:
        known.pop(fact, None)
    if _changes_option(understanding, spoken) and "actor" not in told_now:
        known.pop("actor", None)
    return Turn(
        intent=intent,
        text=str(message.get("text") or ""),
        situation=Situation(known, frozenset(unsure)),
        last_questions=_last_questions(tracker),
        understanding=understanding,
        unreadable=message.get("unreadable"),
        told_now=told_now,
        picked=picked is not None,
        last_advice=tuple(tracker.get_slot(LAST_ADVICE) or ()),
        last_kind=tracker.get_slot(LAST_KIND),
        asked_fact=asked_fact,
        consulting=is_consulting(tracker),
        consultation_asked=tuple(tracker.get_slot(CONSULTATION_ASKED) or ()),
        asks=any(clause.get("intent_ranking") for clause in message.get("clauses") or []),
    )


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


def _understanding(message: dict[str, Any], intent: str, spoken: Spoken) -> Understanding:
    cell = cell_from_intent(intent)
    text = str(message.get("text") or "")
    chosen = text.startswith(PAYLOAD_SIGN) or "clauses" not in message
    if chosen and cell is not None:
        return Understanding(questions=(Question(text, cell, 1.0),))
    clauses = message.get("clauses") or []
    named = _unique(option for clause in clauses for option in clause["options"])
    denied = _unique(option for clause in clauses for option in clause["denied_options"])
    whole = _confidences(message.get("intent_ranking") or [])
    return understand(_asking(message, clauses, text), spoken, named, denied, whole)


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
    return Clause(text, _confidences(ranking), named("options"), named("topics"), named("claims"), plainly)


def _confidences(ranking: list[dict[str, Any]]) -> dict[str, float]:
    return {str(entry["name"]): float(entry["confidence"]) for entry in ranking}


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _known_facts(tracker: Tracker, knowledge: KnowledgeBase) -> dict[str, str]:
    slots = {fact: tracker.get_slot(fact) for fact in knowledge.facts}
    return {fact: str(value) for fact, value in slots.items() if is_known(fact, value, knowledge)}


def _last_questions(tracker: Tracker) -> tuple[Question, ...]:
    cells = (cell_from_path(str(path)) for path in tracker.get_slot(LAST_QUESTIONS) or [])
    return tuple(Question("", cell, 1.0) for cell in cells if isinstance(cell, Cell))


def _changes_option(understanding: Understanding, spoken: Spoken) -> bool:
    questions = understanding.questions
    return bool(questions) and spoken.option is not None and questions[0].cell.option != spoken.option
