"""Small knowledge folders to test with: valid as they stand, and every file of them can be replaced."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from advisor.consultation.draft_records import TONES
from advisor.consultation.phrases import (
    ComparisonPhrases,
    ConsultationPhrases,
    DraftPhrases,
    RequestPhrases,
    WhatIfPhrases,
)
from advisor.consultation.records import Aim, Aspect, Doer, Outcome, Sureness, Way
from advisor.evidence import Age, SourceKind
from advisor.knowledge import KnowledgeBase
from advisor.loading import load_knowledge
from advisor.phrases import Phrases
from advisor.records import AdviceRule
from advisor.vocabulary import OPTIONS, TOPICS

READ_BY = "2026-11-22"
# The day on which the small knowledge is asked, so that it never gets old.
TODAY = date.fromisoformat(READ_BY)
FACT_VALUES = {
    "role": ["freelancer", "client"],
    "contract_type": ["hourly", "fixed_price", "payroll"],
    "actor": ["me", "other_side"],
    "money_state": ["none", "held", "owed", "paid"],
}
RARE = "payroll"
PRESUMED = {"actor": "me"}


def _source(name: str, kind: str, **keys: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": f"Title of {name}",
        "publisher": "Upwork",
        "kind": kind,
        "link": f"https://example.org/{name}",
        "age": "newest",
        "read_by": READ_BY,
        **keys,
    }


def _finding(name: str, *sources: str) -> dict[str, Any]:
    return {
        "id": name,
        "audience": "both",
        "contract_type": "any",
        "confidence": "high",
        "statement": f"Statement of {name}.",
        "sources": list(sources),
    }


def _fact(name: str, values: list[str]) -> dict[str, Any]:
    return {
        "id": name,
        "meaning": f"Meaning of {name}.",
        "question": f"What is the {name}?",
        "values": [
            {"id": value, "title": f"It is {value}", "clause": f"if it is {value}", "rare": value == RARE}
            for value in values
        ],
    } | ({"presumed": PRESUMED[name]} if name in PRESUMED else {})


def _advice(
    name: str, part: str = "point", when: Mapping[str, Any] | None = None, **keys: Any
) -> dict[str, Any]:
    """Return an advice rule as a file states it; `when` is short for its conditions."""
    return {
        "id": name,
        "part": part,
        "applies_when": dict(when or {}),
        "statement": f"Statement of {name}.",
        "findings": ["PF-001"],
        "confidence": "stated",
        "standing": "agreed",
        "checked_on": READ_BY,
        **keys,
    }


def advice_file(cell: str, rules: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    option, _, topic = cell.partition("/")
    return {
        "option": option,
        "topic": topic,
        "advice": [_advice(name, **keys) for name, keys in rules.items()],
    }


def grounded(name: str, **keys: Any) -> dict[str, Any]:
    """Return what every entry of a consultation has: an id and what it rests on."""
    return {"id": name, "findings": ["PF-001"], "confidence": "stated", "checked_on": READ_BY, **keys}


def recommendation(name: str, recommends: str, **when: Any) -> dict[str, Any]:
    weighs = [{"aim": "money", "text": f"Weight of {name}."}]
    return grounded(
        name, recommends=recommends, applies_when=when, reason=f"Reason of {name}.", weighs=weighs
    )


def step(
    name: str, phase: str, *serves: str, when: Mapping[str, Any] | None = None, **keys: Any
) -> dict[str, Any]:
    return grounded(
        name,
        phase=phase,
        serves=list(serves),
        applies_when=dict(when or {}),
        who="you",
        text=f"Text of {name}.",
        why=f"Why of {name}.",
        **keys,
    )


def draft(name: str, occasion: str, when: Mapping[str, Any] | None = None, **keys: Any) -> dict[str, Any]:
    return {
        "id": name,
        "occasion": occasion,
        "title": f"Title of {name}",
        "applies_when": dict(when or {}),
        "texts": {"polite": f"Dear [name], {name} politely.", "brief": f"[name], {name}."},
        "findings": ["PF-001"],
        "checked_on": READ_BY,
        **keys,
    }


def compared(name: str, aspect: str, way: str, **when: Any) -> dict[str, Any]:
    return grounded(name, aspects=[aspect], ways=[way], applies_when=when, text=f"Text of {name}.")


CONSULTATION_PHRASES: dict[str, Any] = {
    **{name: f"({name})" for name in ConsultationPhrases.__fields__},
    "recommended": "(recommended {title})",
    "because": "(because {facts})",
    "why": "(why {why})",
    "no_such_line": "(no_such_line {count})",
    "exported_to": "(exported_to {folder})",
    "not_exported": "(not_exported {folder})",
    "made_on": "(made_on {day})",
    "calendar_entry": "(calendar_entry {title})",
    "holds": "(holds {clause})",
    "where": "(where {where})",
    "sureness": {name: f"({name})" for name in get_args(Sureness)},
    "aims": {name: f"Aim {name}" for name in get_args(Aim)},
    "doers": {name: f"Doer {name}" for name in get_args(Doer)},
    "drafts": {
        **{name: f"({name})" for name in DraftPhrases.__fields__},
        "none": "(none {occasion})",
        "unfit": "(unfit {occasion})",
    },
    "what_if": {
        **{name: f"({name})" for name in WhatIfPhrases.__fields__},
        "supposing": ["what if", "if it was"],
        "going_on": ["if"],
        **{name: f"({name} {{title}})" for name in ("other_advice", "other_reason", "same_advice")},
    },
    "small_words": ["it", "is"],
    "plan_wanted": ["make me a plan"],
    "requests": {
        **{name: f"({name})" for name in RequestPhrases.__fields__},
        "noted": "(noted {lines})",
        "plan": ["plan", "steps"],
        "dates": {"with_plan": ["day"], "right_after": ["dates"]},
        "next": {"with_plan": ["first"], "right_after": ["then"], "at_any_time": ["what now"]},
        "again": {"with_plan": ["again"], "right_after": ["repeat"]},
        "steps": {"with_plan": ["just"], "right_after": ["shorter"]},
        "done": ["done"],
        "not_done": ["need"],
        "beside": ["the"],
    },
    "comparison": {
        **{name: f"({name})" for name in ComparisonPhrases.__fields__},
        "leans": "(leans {title})",
    },
}
CONSULTATION: dict[str, dict[str, Any]] = {
    "consultation/recommendations.yml": {
        "outcomes": [
            {"id": outcome, "title": f"Outcome {outcome}", "meaning": f"Meaning of {outcome}."}
            for outcome in get_args(Outcome)
        ],
        "presumed": [],
        "recommendations": [
            recommendation("submit-first", "finish_first", contract_type="fixed_price", money_state="held"),
            recommendation("just-end", "end_now"),
        ],
    },
    "consultation/steps.yml": {
        "steps": [
            step("close", "end", "finish_first", "end_now", irreversible=True),
            step("submit", "finish", "finish_first", protects=["money"], by="release"),
            step("check-hours", "secure", "end_now", when={"contract_type": "hourly"}, protects=["money"]),
            step("rate", "after", "finish_first", "end_now", by="feedback"),
        ]
    },
    "consultation/comparisons.yml": {
        "columns": [{"id": f"column-{way}", "way": way, "title": f"Way {way}"} for way in get_args(Way)],
        "rows": [{"id": aspect, "title": f"Aspect {aspect}"} for aspect in get_args(Aspect)],
        "comparisons": [
            compared("money-end-held", "money", "end", money_state="held"),
            *(
                compared(f"{aspect}-{way}".replace("_", "-"), aspect, way)
                for aspect in get_args(Aspect)
                for way in get_args(Way)
            ),
        ],
    },
    "consultation/phrases.yml": CONSULTATION_PHRASES,
    "consultation/deadlines.yml": {
        "deadlines": [
            {
                "id": name,
                "title": f"Title of {name}",
                "after": event,
                "days": 14,
                "text": f"{name} until {{day}}",
                "known": f"{name} surely until {{day}}",
                "over": f"{name} over on {{day}}",
                "findings": ["PF-001"],
                "checked_on": READ_BY,
            }
            for name, event in (("release", "submission"), ("feedback", "end"))
        ]
    },
    "consultation/drafts.yml": {
        "tones": [{"id": tone, "title": f"Title of {tone}", "words": [tone]} for tone in TONES],
        "occasions": [
            {"id": "ending", "title": "Title of ending", "words": ["end", "part ways"], "option": "end"},
            {"id": "money", "title": "Title of money", "words": ["money"]},
            {"id": "anger", "title": "Title of anger", "words": ["angry"], "yields": True},
            {"id": "support", "title": "Title of support", "words": ["support"], "leads": True},
        ],
        "drafts": [
            draft("end-to-client", "ending", {"role": "freelancer"}, steps=["close"]),
            draft("end-to-freelancer", "ending", {"role": "client"}, steps=["close"]),
            draft(
                "ask-for-money",
                "money",
                {"role": "freelancer", "contract_type": "fixed_price"},
                steps=["submit"],
            ),
            draft("calm-answer", "anger"),
            draft("to-support", "support"),
        ],
    },
}


PHRASES: dict[str, Any] = {
    **{name: f"({name})" for name in Phrases.__fields__},
    "small_words": ["may", "i"],
    "conditional_warning": "(warning {clause})",
    "doubted": "(doubted {month})",
    "open_ground": "(open {question})",
    "unsettled": "(unsettled {topics})",
    "old_copies": {"oldest": "old page", "dated": "page of {year}"},
    "second_hand": {"community_member": "member", "article": "article"},
    "ages": {**{age: f"age {age}" for age in get_args(Age)}, "dated": "year {year}"},
    "kinds": {kind: f"kind {kind}" for kind in get_args(SourceKind)},
}
MINIMAL: dict[str, dict[str, Any]] = {
    "sources.yml": {
        "sources": [
            _source("help-page", "official_help"),
            _source("forum-post", "community_member", age="dated", year=2019),
            _source("old-article", "article", link=None, age="unknown", file="old-article.txt"),
        ]
    },
    "findings.yml": {
        "findings": [
            _finding("PF-001", "help-page"),
            _finding("PF-002", "forum-post", "help-page"),
            _finding("PF-003", "old-article"),
        ]
    },
    "gaps.yml": {"gaps": [{"id": "G-01", "title": "A gap", "open_question": "Who knows?"}]},
    "facts.yml": {"facts": [_fact(name, values) for name, values in FACT_VALUES.items()]},
    "claims.yml": {
        "claims": [
            {
                "id": "S0-1",
                "document": "old-article",
                "sentence": 1,
                "sha256": "0" * 64,
                "paraphrase": "No feedback can be left.",
                "verdict": "contradicted",
                "findings": ["PF-001"],
                "advice": ["general"],
            }
        ]
    },
    "conflicts.yml": {
        "conflicts": [
            {
                "id": "C-01",
                "subject": "How long feedback can be left.",
                "newer": "14 days.",
                "older": "A week.",
                "findings": ["PF-001"],
                "advice": ["general"],
            }
        ]
    },
    "review.yml": {"due_after_days": 100, "doubted_after_days": 200, "expired_after_days": 300},
    "questions.yml": {
        "options": [{"id": option, "title": f"Option {option}", "page": "help-page"} for option in OPTIONS],
        "topics": [{"id": topic, "title": f"Topic {topic}"} for topic in TOPICS],
        "questions": [
            {"option": option, "topic": topic, "title": f"Question {option}/{topic}", "leads_to": ["advice"]}
            for option in OPTIONS
            for topic in TOPICS
        ],
        "near_misses": [{"id": "taxes", "pointer": "Ask someone who knows taxes.", "source": "help-page"}],
    },
    "phrases.yml": PHRASES,
    **CONSULTATION,
    "advice/end/feedback.yml": advice_file(
        "end/feedback",
        {
            "general": {
                "part": "verdict",
                "older": "It was a week.",
                "correction": "An article says otherwise.",
            },
            "detail": {},
        },
    ),
}


@pytest.fixture
def minimal() -> dict[str, dict[str, Any]]:
    """The documents of a small valid knowledge folder by file name, to be changed at will."""
    return deepcopy(MINIMAL)


@pytest.fixture
def write_knowledge(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a small valid knowledge folder, with some of its files replaced.

    A file is given as a document, as text or as bytes; None leaves it out.
    """

    def write(files: Mapping[str, Any] | None = None) -> Path:
        folder = tmp_path / "knowledge"
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in {**MINIMAL, **(files or {})}.items():
            if content is not None:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(_encoded(content))
        return folder

    return write


def _encoded(content: Any) -> bytes:
    """Documents are written as JSON, which YAML includes."""
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, str) else json.dumps(content)).encode()


@pytest.fixture
def rule() -> Callable[..., AdviceRule]:
    """A function that makes an advice rule: its id, its part, `when` it applies, and any other key."""
    return lambda name, **keys: AdviceRule.parse_obj(_advice(name, **keys))


@pytest.fixture
def knowledge_of(write_knowledge: Callable[..., Path]) -> Callable[..., KnowledgeBase]:
    """A function that loads the small knowledge with other advice: for each cell its rules by their ids.

    Other files are replaced by their names.
    """

    def load(
        cells: Mapping[str, Mapping[str, Mapping[str, Any]]], files: Mapping[str, Any] | None = None
    ) -> KnowledgeBase:
        advice = {f"advice/{cell}.yml": advice_file(cell, rules) for cell, rules in cells.items()}
        none = {
            "claims.yml": {"claims": []},
            "conflicts.yml": {"conflicts": []},
            "advice/end/feedback.yml": None,
        }
        return load_knowledge(write_knowledge({**none, **advice, **(files or {})})).as_of(TODAY)

    return load
