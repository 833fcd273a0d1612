"""From Rasa's tracker to what the advisor understands. Here and in `told_days`, slots are known by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker

from actions.message_reading import PAYLOAD_SIGN, options_named, understanding_of
from actions.suppositions import Supposed, read_supposed
from actions.told_days import SINCE_END, Days, read_days
from actions.told_facts import is_known, told_in
from advisor.knowledge import KnowledgeBase
from advisor.situation import Situation
from advisor.understanding import Question, Understanding
from advisor.vocabulary import Cell, cell_from_intent, cell_from_path, near_miss_from_intent
from advisor.weighing import Spoken

ASKED_FACT = "asked_fact"
UNSURE_FACTS = "unsure_facts"
LAST_QUESTIONS = "last_questions"
LAST_ADVICE = "last_advice"
OFFERED_CHOICES = "offered_choices"
LAST_KIND = "last_kind"
LAST_DRAFT = "last_draft"
# What only buttons tell: which draft is meant, and how it is to sound.
CHOSEN_DRAFT, CHOSEN_TONE = "draft", "tone"
CONSULTATION_FORM = "consultation_form"
# What the form asks for as long as a fact is left to ask, and the facts it has asked for.
CONSULTATION = "consultation"
CONSULTATION_ASKED = "consultation_asked"
# The ids of the steps of the plan as it was told last, so that a line can be asked about by its number.
PLAN_STEPS = "plan_steps"
ABOUT_THE_LAST_ANSWER = frozenset({"ask_more", "ask_source", "ask_why"})
# What is said in the middle of a consultation and is not an answer to its question.
REQUEST_DRAFT = "request_draft"
REQUEST_PLAN = "request_plan"
INTERRUPTING_INTENTS = frozenset(
    {"ask_why", "request_comparison", "request_export", "stop_consultation", "talk_to_human"}
)
# The kinds of turns that are done again when a fact is put right.
MADE_OF_FACTS = frozenset({"plan", "compare"})
SHELL_CHANNEL = "cmdline"


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
    named_options: tuple[str, ...] = ()
    last_draft: str | None = None
    chosen: dict[str, str] = field(default_factory=dict)
    plan_steps: tuple[str, ...] = ()
    days: Days = field(default_factory=Days)
    supposed: Supposed = field(default_factory=Supposed)

    @property
    def premises(self) -> Situation:
        """The situation to advise on: the real one with what the message supposes."""
        return Situation(
            {**self.situation, **self.supposed.facts}, self.situation.unsure, self.situation.days
        )

    @property
    def asks_what_if(self) -> bool:
        """Tell whether the message asks what something supposed would change, and nothing else."""
        return bool(self.supposed.facts) and self.supposed.asks_nothing_else

    @property
    def overrules_intent(self) -> bool:
        """Tell whether the message is to be answered by advice, whatever the intent that Rasa acts upon."""
        return self.picked or bool(self.supposed.facts)

    @property
    def puts_right(self) -> str | None:
        """The kind of the turn before, a plan or a comparison, if only a fact is told after it."""
        told_only = self.intent == "inform" and bool(self.told_now) and not self.consulting
        return self.last_kind if told_only and self.last_kind in MADE_OF_FACTS else None

    @property
    def facts_to_keep(self) -> dict[str, str | None]:
        """The slots of facts as they are to be after the turn; what was only supposed goes back."""
        return {**self.told_now, **self.supposed.real}

    @property
    def interrupts(self) -> bool:
        """Tell whether, in a consultation, the message is something else than an answer to its question."""
        if self.intent == REQUEST_DRAFT:
            return True
        if (
            self.picked
            or self.asked_fact in self.told_now
            or self.unreadable is not None
            or self.asks_what_if
        ):
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
    understanding = understanding_of(message, intent, spoken)
    unsure = set(tracker.get_slot(UNSURE_FACTS) or [])
    asked_fact = tracker.get_slot(ASKED_FACT)
    told, set_aside = told_in(message, knowledge, asked_fact, is_consulting(tracker))
    supposed = read_supposed(tracker, knowledge, message, told, cell_from_intent(intent) is not None)
    entities = {} if supposed.facts else told
    text = str(message.get("text") or "")
    readable = "" if message.get("unreadable") else text
    days = read_days(tracker, readable, entities.get(SINCE_END), knowledge.today)
    told_now = days.facts(entities) if days.changed else entities
    if asked_fact and not supposed.facts and _leaves_open(intent, consulting=is_consulting(tracker)):
        unsure.add(asked_fact)
    known = _known_facts(tracker, knowledge, supposed.real) | told_now
    for fact in set_aside:
        known.pop(fact, None)
    if _changes_option(understanding, spoken) and "actor" not in told_now:
        known.pop("actor", None)
    return Turn(
        intent=intent,
        text=text,
        situation=Situation(days.facts(known), frozenset(unsure), days.known),
        last_questions=_last_questions(tracker),
        understanding=understanding,
        unreadable=message.get("unreadable"),
        told_now=told_now,
        picked=picked is not None,
        last_advice=tuple(tracker.get_slot(LAST_ADVICE) or ()),
        last_kind=tracker.get_slot(LAST_KIND),
        asked_fact=asked_fact,
        consulting=is_consulting(tracker),
        supposed=supposed,
        consultation_asked=tuple(tracker.get_slot(CONSULTATION_ASKED) or ()),
        plan_steps=tuple(tracker.get_slot(PLAN_STEPS) or ()),
        days=days,
        asks=any(clause.get("intent_ranking") for clause in message.get("clauses") or []),
        named_options=options_named(message),
        last_draft=tracker.get_slot(LAST_DRAFT),
        chosen=_chosen(message.get("entities") or []),
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


def _chosen(entities: list[dict[str, Any]]) -> dict[str, str]:
    told = {str(entity.get("entity")): entity.get("value") for entity in entities}
    return {name: str(told[name]) for name in (CHOSEN_DRAFT, CHOSEN_TONE) if told.get(name)}


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
