"""Loads the knowledge base and checks it as a whole."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from advisor.consultation.knowledge import ConsultationKnowledge
from advisor.consultation.phrases import ConsultationPhrases
from advisor.errors import Fault, KnowledgeError
from advisor.evidence import ReviewLimits
from advisor.knowledge import KnowledgeBase
from advisor.phrases import Phrases
from advisor.reading import Entry, Reading, read_knowledge, read_record
from advisor.references import reference_faults
from advisor.titles import CellTitle
from advisor.vocabulary import Cell

PHRASES_FILE = "phrases.yml"
REVIEW_FILE = "review.yml"
CONSULTATION_PHRASES_FILE = "consultation/phrases.yml"
KNOWLEDGE_FOLDER = Path(__file__).resolve().parent.parent / "knowledge"


def load_knowledge(folder: Path = KNOWLEDGE_FOLDER) -> KnowledgeBase:
    """Read and check the knowledge base in `folder`; KnowledgeError lists all its faults at once."""
    reading = read_knowledge(folder)
    phrases = read_record(folder, PHRASES_FILE, Phrases, reading.faults)
    review = read_record(folder, REVIEW_FILE, ReviewLimits, reading.faults)
    plan_phrases = read_record(folder, CONSULTATION_PHRASES_FILE, ConsultationPhrases, reading.faults)
    faults = reading.faults + _repeated_ids(reading)
    if faults or phrases is None or review is None or plan_phrases is None:
        raise KnowledgeError(faults)
    knowledge = _assemble(reading, phrases, review, plan_phrases)
    if faults := list(reference_faults(knowledge, reading)):
        raise KnowledgeError(faults)
    return knowledge


@lru_cache(maxsize=1)
def default_knowledge() -> KnowledgeBase:
    """Return the project's own knowledge base, read once in a process."""
    return load_knowledge()


def _assemble(
    reading: Reading, phrases: Phrases, review: ReviewLimits, plan_phrases: ConsultationPhrases
) -> KnowledgeBase:
    def by_id(key: str) -> dict[str, Any]:
        return {entry.record.id: entry.record for entry in reading.entries[key]}

    titles: list[CellTitle] = [entry.record for entry in reading.entries["questions"]]
    return KnowledgeBase(
        sources=by_id("sources"),
        findings=by_id("findings"),
        gaps=by_id("gaps"),
        facts=by_id("facts"),
        claims=by_id("claims"),
        conflicts=by_id("conflicts"),
        options=by_id("options"),
        topics=by_id("topics"),
        questions={Cell(title.option, title.topic): title for title in titles},
        near_misses=by_id("near_misses"),
        rules=by_id("advice"),
        cells={entry.record.id: entry.cell for entry in reading.entries["advice"] if entry.cell},
        phrases=phrases,
        review=review,
        consultation=ConsultationKnowledge(
            outcomes=by_id("outcomes"),
            presumed=by_id("presumed"),
            recommendations=by_id("recommendations"),
            steps=by_id("steps"),
            deadlines=by_id("deadlines"),
            tones=by_id("tones"),
            occasions=by_id("occasions"),
            drafts=by_id("drafts"),
            columns=by_id("columns"),
            rows=by_id("rows"),
            comparisons=by_id("comparisons"),
            phrases=plan_phrases,
        ),
        today=date.today(),
    )


def _repeated_ids(reading: Reading) -> list[Fault]:
    faults = []
    for entries in reading.entries.values():
        seen: dict[str, Entry] = {}
        for entry in entries:
            name = _name_of(entry)
            if name in seen:
                faults.append(Fault(entry.file, name, f"is already in {seen[name].file}"))
            seen.setdefault(name, entry)
    return faults


def _name_of(entry: Entry) -> str:
    if isinstance(entry.record, CellTitle):
        return f"{entry.record.option}/{entry.record.topic}"
    return str(entry.record.id)
