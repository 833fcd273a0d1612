"""Words that say what happened, or will, on the day that stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from re import Pattern
from typing import Literal

from advisor.consultation.day_phrases import Tense

TellableEvent = Literal["end", "submission", "request"]

NEARBY = 22
JUST_BEFORE = 60


def _words(pattern: str) -> Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


WILL = (
    r"(?:will|'ll|gonna|(?:going|wants?|plan(?:s|ned|ning)?|intends?|is|am|have|has|about|set) to)"
    r"(?: \w+){0,2}? "
)
REFUND = r"(?: \w+){0,2} (?:refund|money back)"
PAST_END = _words(
    r"\b(?:ended(?! up)|closed|cancell?ed|terminated|end date(?: was)?)\b"
    r"|\b(?:contract|job) (?:was |is |has )?(?:over|finished)\b"
)
FUTURE_END = _words(
    rf"\b(?:ends|expires|end date(?: is)?)\b|\b{WILL}(?:end|close|cancel|terminate|be over)\b"
    r"|\b(?:is|am|are|be|i'm|he's|she's|it'?s) (?:ending|closing|terminating|cancell?ing)\b"
)
PAST_SUBMISSION = _words(
    r"\b(?:submit+ed|delivered|uploaded|(?:handed|turned) (?:\w+ ){0,3}in|submission was"
    r"|sent (?:\w+ ){0,3}(?:work|files?|milestone))\b"
)
FUTURE_SUBMISSION = _words(rf"\b{WILL}(?:submit|deliver)\b")
PAST_REQUEST = _words(
    rf"\b(?:asked(?: \w+){{0,2}} for{REFUND}|refund request|requested{REFUND}|dispute[ds]?)\b"
)
CUES: tuple[tuple[TellableEvent, Tense, Pattern[str]], ...] = (
    ("end", "past", PAST_END),
    ("end", "future", FUTURE_END),
    ("submission", "past", PAST_SUBMISSION),
    ("submission", "future", FUTURE_SUBMISSION),
    ("request", "past", PAST_REQUEST),
)
SUPPOSED = _words(
    r"\b(?:if|whether|unless|suppose|imagine|should|would|could|until|before"
    r"|(?:can|may|must|do|does|did) (?:i|he|she|we|they|it|you))\b"
)
ASKS = _words(r"^\W*(?:is|was|are|were|has|have|had|will|when)\b")
DENIED = _words(r"(?:\b(?:not|never|nobody|cannot)|n't)(?: \w+){0,2} $")
BY_ME = _words(r"\b(?:i|we|i've|we've)(?: \w+){0,3} $")
# What these words stand beside was ended or sent, but not the contract or the work.
ANOTHER_THING = _words(
    r"\b(?:accounts?|tickets?|meeting|call|subscription|membership|interview|trial|milestone \d|proposals?"
    r"|offer|bid|application|pause|break|hold|(?<!a )week|job post|posting|chat|appeal|withdrawal|invoice"
    r"|refund|dispute|report)\b"
)
DISPUTE_IS_OVER = _words(
    r"^ (?:was |is |has |been |got )*(?:closed|closes|ended|ends|over|settled|resolved|won|lost|denied)\b"
)


@dataclass(frozen=True)
class Cue:
    """Where in a text words stand that say what happened, or will."""

    event: TellableEvent
    tense: Tense
    start: int
    end: int


def cues_in(text: str) -> list[Cue]:
    """Return the cues of a part of a sentence in their order; what is only supposed or denied is none."""
    found = [
        Cue(event, tense, match.start(), match.end())
        for event, tense, pattern in CUES
        for match in pattern.finditer(text)
        if _is_stated(text, event, match.start(), match.end())
    ]
    return sorted(found, key=lambda cue: cue.start)


def asks(text: str) -> bool:
    """Tell whether a part of a sentence that ends with a question mark begins as a question does."""
    return ASKS.search(text) is not None


def _is_stated(text: str, event: TellableEvent, start: int, end: int) -> bool:
    just_before = text[max(0, start - JUST_BEFORE) : start]
    if SUPPOSED.search(text[:start]) or DENIED.search(just_before):
        return False
    if event == "request":
        # What the person demanded is for the other side to answer.
        return not BY_ME.search(just_before) and not DISPUTE_IS_OVER.search(text[end:])
    return not ANOTHER_THING.search(text[max(0, start - NEARBY) : end + NEARBY])
