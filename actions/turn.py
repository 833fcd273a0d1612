"""What one message of a person comes to: a value that the actions read and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.suppositions import Supposed
from actions.told_days import Days
from advisor.consultation.plan_requests import PlanRequest
from advisor.situation import Situation
from advisor.understanding import Question, Understanding
from advisor.vocabulary import cell_from_intent, near_miss_from_intent

REQUEST_DRAFT = "request_draft"
REQUEST_PLAN = "request_plan"
REQUEST_ERASURE = "request_erasure"
# What is said in the middle of a consultation and is not an answer to its question.
INTERRUPTING_INTENTS = frozenset(
    {"ask_why", "request_comparison", "request_export", "stop_consultation", "talk_to_human"}
)
# The kinds of turns that are done again when a fact is put right.
MADE_OF_FACTS = frozenset({"plan", "compare"})


@dataclass(frozen=True)
class Turn:
    """What one message of a person comes to, in the light of the conversation before it.

    `answers` tells that it is a short reply to what was asked, so that it informs and asks nothing. Rasa
    chose the action by the intent `routed_as`, which may be another one than the message comes to.
    `plan_request` is what it asks about the plan that was given, if that is all it asks.
    """

    intent: str
    text: str
    situation: Situation
    last_questions: tuple[Question, ...]
    understanding: Understanding
    unreadable: str | None = None
    told_now: dict[str, str] = field(default_factory=dict)
    taken_back: frozenset[str] = frozenset()
    picked: bool = False
    answers: bool = False
    routed_as: str | None = None
    asks: bool = False
    last_advice: tuple[str, ...] = ()
    last_kind: str | None = None
    asked_fact: str | None = None
    consulting: bool = False
    consultation_asked: tuple[str, ...] = ()
    named_options: tuple[str, ...] = ()
    last_draft: str | None = None
    draft_told: dict[str, str | None] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    plan_steps: tuple[str, ...] = ()
    steps_done: tuple[str, ...] = ()
    plan_request: PlanRequest | None = None
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
        is_another = self.routed_as not in (None, self.intent)
        asks_of_plan = self.plan_request is not None
        return self.picked or self.answers or is_another or asks_of_plan or bool(self.supposed.facts)

    @property
    def puts_right(self) -> str | None:
        """The kind of the turn before, a plan or a comparison, if only a fact is told after it."""
        changes = bool(self.told_now or self.taken_back)
        told_only = self.intent == "inform" and changes and not self.consulting
        return self.last_kind if told_only and self.last_kind in MADE_OF_FACTS else None

    @property
    def facts_to_keep(self) -> dict[str, str | None]:
        """The slots of facts as they are to be after the turn; what was only supposed goes back."""
        return {**self.told_now, **self.supposed.real}

    @property
    def interrupts(self) -> bool:
        """Tell whether, in a consultation, the message is something else than an answer to its question."""
        if self.intent in (REQUEST_DRAFT, REQUEST_ERASURE):
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
