"""What the files of `knowledge/consultation/` hold: recommendations, steps and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import Field, StrictBool, root_validator

from advisor.field_types import FindingId, GapId, Id, Text
from advisor.phrases import filled_with
from advisor.records import Conditional, Record

Outcome = Literal[
    "end_now",
    "finish_first",
    "agree_first",
    "ask_to_pause",
    "leave_open",
    "talk_first",
    "report_and_end",
    "settle_dispute_first",
    "nothing_needed",
]
Aim = Literal["money", "score", "time", "relationship"]
# The order in which the steps of a plan are taken: what cannot be undone stands after what protects.
Phase = Literal["secure", "talk", "finish", "settle", "wait", "end", "after"]
Doer = Literal["you", "other_side", "upwork"]
Protected = Literal["money", "reputation"]
Event = Literal["today", "submission", "end", "request"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Footing = Literal["stated", "inferred", "reported"]
Sureness = Literal["sure", "likely", "open"]
# What a comparison looks at, and the ways it sets side by side.
Aspect = Literal["money", "score", "feedback", "contact", "effort", "undoing"]
Way = Literal["end", "ask_to_pause", "leave_open"]


class OutcomeTitle(Record):
    """A recommendation in a few words, and what it means; `irreversible` if it leads to such a step."""

    id: Outcome
    title: Text
    meaning: Text
    irreversible: StrictBool = False


class Presumption(Conditional):
    """A value that a fact is taken to have, and is not asked for, until the person says otherwise.

    `id` is the fact. The presumption holds where the facts that were told meet `applies_when`.
    """

    value: Id


class Weight(Record):
    """What a recommendation does for one of the things people care about, or what it costs."""

    aim: Aim
    text: Text


class Grounded(Conditional):
    """An entry that rests on findings, or says by a gap that nobody knows better."""

    findings: list[FindingId] = Field(default_factory=list)
    gaps: list[GapId] = Field(default_factory=list)
    confidence: Footing
    checked_on: date

    @root_validator(skip_on_failure=True)
    def cites_something(cls, values: dict[str, object]) -> dict[str, object]:
        if not values["findings"] and not values["gaps"]:
            raise ValueError("cites neither a finding nor a gap")
        return values


class Recommendation(Grounded):
    """What to do in some situations, and why. Of several that hold, the first of the file is given."""

    recommends: Outcome
    reason: Text
    weighs: list[Weight] = Field(min_items=1)


class Step(Grounded):
    """Something to do for some recommendations.

    `where` says where on Upwork it is done, `by` names the deadline until which, and `protects` what would be
    at risk if an irreversible step came before it. `unless` maps facts to the values with which the step is
    pointless; a fact that is not known leaves it standing.
    """

    phase: Phase
    who: Doer
    serves: list[Outcome] = Field(min_items=1)
    unless: dict[Id, list[Id]] = Field(default_factory=dict)
    text: Text
    where: Text | None = None
    why: Text
    by: Id | None = None
    protects: list[Protected] = Field(default_factory=list)
    irreversible: StrictBool = False

    def is_pointless(self, facts: Mapping[str, str]) -> bool:
        """Tell whether a fact that is known leaves nothing to do."""
        return any(facts.get(fact) in values for fact, values in self.unless.items())

    @root_validator(skip_on_failure=True)
    def comes_late_if_irreversible(cls, values: dict[str, object]) -> dict[str, object]:
        if values["irreversible"] and values["phase"] != "end":
            raise ValueError("cannot be undone, so its phase is end")
        return values


class Deadline(Record):
    """A day that counts: some days after an event, or the next such day of the week.

    Each text has a place for the `{day}`: `text` while nobody told when the event was (without it nothing is
    said then), `known` when somebody did, and `over` when that day is past.
    """

    id: Id
    title: Text
    after: Event
    days: int | None = Field(None, ge=0, le=400)
    business_days: StrictBool = False
    weekday: Weekday | None = None
    text: Text | None = None
    known: Text | None = None
    over: Text | None = None
    findings: list[FindingId] = Field(min_items=1)
    checked_on: date

    @root_validator(skip_on_failure=True)
    def counts_one_way(cls, values: dict[str, object]) -> dict[str, object]:
        if (values["days"] is None) == (values["weekday"] is None):
            raise ValueError("needs either a number of days or a day of the week")
        if values["business_days"] and values["days"] is None:
            raise ValueError("counts business days, so it needs a number of days")
        return values

    @root_validator(skip_on_failure=True)
    def can_be_told(cls, values: dict[str, object]) -> dict[str, object]:
        needed = ("text",) if values["after"] == "today" else ("known", "over")
        for name in needed:
            if values[name] is None:
                raise ValueError(f"counts from {values['after']}, so it needs {name}")
        for name in ("text", "known", "over"):
            if values[name] is not None:
                filled_with(str(values[name]), "day")
        return values


class WayTitle(Conditional):
    """The heading of a column for some situations; of those of one way, the first that holds is told."""

    way: Way
    title: Text


class AspectTitle(Record):
    """The heading of a row."""

    id: Aspect
    title: Text


class Compared(Grounded):
    """What some ways come to under some aspects. Of several that hold, the first of the file is told."""

    aspects: list[Aspect] = Field(min_items=1)
    ways: list[Way] = Field(min_items=1)
    text: Text
