"""The part of the knowledge base that a consultation is made of."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.consultation.draft_records import Draft, Occasion, ToneTitle
from advisor.consultation.phrases import ConsultationPhrases
from advisor.consultation.records import (
    AspectTitle,
    Compared,
    Deadline,
    OutcomeTitle,
    Presumption,
    Recommendation,
    Step,
    WayTitle,
)


@dataclass(frozen=True)
class ConsultationKnowledge:
    """All entries by id, in the order of their files; where only one that holds is told, it is the first.

    `presumed` is by fact.
    """

    outcomes: dict[str, OutcomeTitle]
    presumed: dict[str, Presumption]
    recommendations: dict[str, Recommendation]
    steps: dict[str, Step]
    deadlines: dict[str, Deadline]
    tones: dict[str, ToneTitle]
    occasions: dict[str, Occasion]
    drafts: dict[str, Draft]
    columns: dict[str, WayTitle]
    rows: dict[str, AspectTitle]
    comparisons: dict[str, Compared]
    phrases: ConsultationPhrases
