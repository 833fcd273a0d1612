"""What `knowledge/consultation/drafts.yml` holds: tones, occasions, and the templates of the drafts."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from pydantic import Field, StrictBool, validator

from advisor.field_types import FindingId, Id, Text
from advisor.phrases import complete
from advisor.records import Conditional, Record
from advisor.vocabulary import Option, Topic

Tone = Literal["polite", "brief"]
TONES: tuple[Tone, ...] = get_args(Tone)


class ToneTitle(Record):
    """A tone: how it is offered, and the words by which people ask for it."""

    id: Tone
    title: Text
    words: list[Text] = Field(min_items=1)


class Occasion(Record):
    """What a message is about, and the words that name it.

    One that leads is meant alone, whatever else a request names, and one that yields only if nothing else is
    named. With an option it answers a question of the
    vocabulary, whose warnings are then told too.
    """

    id: Id
    title: Text
    words: list[Text] = Field(min_items=1)
    leads: StrictBool = False
    yields: StrictBool = False
    option: Option | None = None
    topic: Topic = "notice"


class Draft(Conditional):
    """A message to be sent by the person, as a template for each tone.

    `steps` are the steps of plans in which the message is sent.
    """

    occasion: Id
    title: Text
    steps: list[Id] = Field(default_factory=list)
    texts: dict[Tone, Text]
    findings: list[FindingId] = Field(min_items=1)
    checked_on: date

    @validator("texts")
    def has_every_tone(cls, texts: dict[str, str]) -> dict[str, str]:
        return complete(texts, TONES)
