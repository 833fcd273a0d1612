"""The few words that join recommendations and steps into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, get_args

from pydantic import Field, validator

from advisor.consultation.records import Aim, Doer, Sureness
from advisor.field_types import Text
from advisor.phrases import PhraseRecord, complete
from advisor.records import Record


class DraftPhrases(PhraseRecord):
    """What is said around a draft: how it is offered, given, and asked back about."""

    places: ClassVar[Mapping[str, str]] = {"none": "occasion", "unfit": "occasion"}

    offer: Text
    hint: Text
    given: Text
    which: Text
    none: Text
    unfit: Text
    not_yet: Text


class ComparisonPhrases(PhraseRecord):
    """What stands around a comparison; `offer` is the button for it.

    `leans` says which way the present recommendation goes, and `leans_nowhere` that it may still be any.
    """

    places: ClassVar[Mapping[str, str]] = {"leans": "title"}

    heading: Text
    leans: Text
    leans_nowhere: Text
    offer: Text


class WhatIfPhrases(PhraseRecord):
    """The words by which people suppose something, and those that tell what it would change.

    `going_on` are words that suppose something unless the message is a question of its own.
    """

    places: ClassVar[Mapping[str, str]] = {
        "other_advice": "title",
        "other_reason": "title",
        "same_advice": "title",
    }

    supposing: list[Text] = Field(min_items=1)
    going_on: list[Text] = Field(min_items=1)
    other_advice: Text
    other_reason: Text
    same_advice: Text
    nothing: Text
    added: Text
    removed: Text
    changed: Text
    step: Text
    plan_stays: Text
    facts_stay: Text


class RequestWords(Record):
    """The phrases by which a kind of request about a plan is known.

    Those of `with_plan` need a word for the plan beside them, and those of `right_after` need one unless the
    plan was told just before.
    """

    with_plan: list[Text] = Field(min_items=1)
    right_after: list[Text] = Field(min_items=1)
    at_any_time: list[Text] = Field(default_factory=list)


class RequestPhrases(PhraseRecord):
    """How a plan that was given is asked about, and what is said around the answers.

    `plan` has the words for the plan and its lines, and `done` those by which a line is said to be done,
    unless one of `not_done` stands there too. `beside` is what may stand beside all these.
    """

    places: ClassVar[Mapping[str, str]] = {"noted": "lines"}

    plan: list[Text] = Field(min_items=1)
    dates: RequestWords
    next: RequestWords
    again: RequestWords
    steps: RequestWords
    done: list[Text] = Field(min_items=1)
    not_done: list[Text] = Field(min_items=1)
    beside: list[Text] = Field(min_items=1)
    dated: Text
    without_day: Text
    no_dates: Text
    tell_day: Text
    noted: Text
    next_line: Text
    after: Text
    all_done: Text


class ConsultationPhrases(PhraseRecord):
    """Headings and labels of a plan.

    `opening` goes before the first question, `no_answer` before one that is asked again, and
    `question_reason` before what the values of a fact lead to; `question_reason_steps` is told if they change
    the steps only. `partial` follows a plan that lacks steps, and `closing` any plan. Those after it are for
    a line of a plan that is asked about, and for files. A message that ends with one of `plan_wanted` asks
    for a plan.
    """

    places: ClassVar[Mapping[str, str]] = {
        "recommended": "title",
        "because": "facts",
        "holds": "clause",
        "where": "where",
        "why": "why",
        "no_such_line": "count",
        "exported_to": "folder",
        "not_exported": "folder",
        "made_on": "day",
        "calendar_entry": "title",
    }

    recommended: Text
    because: Text
    holds: Text
    sureness: dict[Sureness, Text]
    weighing: Text
    aims: dict[Aim, Text]
    changes: Text
    plan: Text
    doers: dict[Doer, Text]
    where: Text
    irreversible: Text
    partial: Text
    opening: Text
    no_answer: Text
    question_reason: Text
    question_reason_steps: Text
    offer: Text
    drafts: DraftPhrases
    closing: Text
    why: Text
    no_page: Text
    no_such_line: Text
    exported: Text
    exported_to: Text
    with_days: Text
    no_days: Text
    not_exported: Text
    no_plan: Text
    made_on: Text
    calendar_entry: Text
    disclaimer: Text
    requests: RequestPhrases
    comparison: ComparisonPhrases
    what_if: WhatIfPhrases
    small_words: list[Text] = Field(min_items=1)
    plan_wanted: list[Text] = Field(min_items=1)

    @validator("sureness")
    def has_every_sureness(cls, labels: dict[str, str]) -> dict[str, str]:
        return complete(labels, get_args(Sureness))

    @validator("aims")
    def has_every_aim(cls, labels: dict[str, str]) -> dict[str, str]:
        return complete(labels, get_args(Aim))

    @validator("doers")
    def has_every_doer(cls, labels: dict[str, str]) -> dict[str, str]:
        return complete(labels, get_args(Doer))
