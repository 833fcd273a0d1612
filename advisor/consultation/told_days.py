"""Which event happened on which day, in a message: "he ended it on 20 November", "I submitted it 3 days ago".

Only a plain statement counts. What is asked, denied, supposed or said roughly tells no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from advisor.consultation.day_cues import Cue, asks, cues_in
from advisor.consultation.day_phrases import DayPhrase, Tense, day_phrases

FEEDBACK_DAYS = 14
# Parts of a sentence in which a day and what happened on it stand together.
PARTS = re.compile(
    r"[.!?;\n]+(?=\s|$)|,(?! ?\d{4}\b)|\b(?:and|but|then|so|because|while|although)\b", re.IGNORECASE
)
CORRECTION = re.compile(
    r"\b(?:i mean|i meant|sorry|actually|correction|no|it was|oops|wait)\b", re.IGNORECASE
)
# A part with no more words beside its day belongs to what was said just before.
WORDS_BESIDE_A_DAY = 2


@dataclass(frozen=True)
class ToldDay:
    """The day of an event; `happened` tells that it was spoken of as past."""

    day: date
    happened: bool


ToldDays = dict[str, ToldDay]


def told_days(text: str, today: date, known: Mapping[str, date] | None = None) -> ToldDays:
    """Return the events whose days a message tells, each with its day.

    `known` are those told before: a day that corrects the only one of them needs no further words.
    """
    found: ToldDays = {}
    before: list[Cue] = []
    for part, is_asked in _parts(text):
        cues = [] if is_asked else cues_in(part)
        phrases = list(day_phrases(part))
        if not cues and _says_little_more(part, phrases):
            cues = [Cue(cue.event, cue.tense, 0, 0) for cue in before[-1:]]
        found |= _told_in(phrases, cues, today)
        before = cues if not phrases else []
    return found or _corrected(text, today, known or {})


def since_end(day: date, today: date) -> str:
    """Return the value of the fact time_since_end for a contract that ended on a day."""
    return "within_14_days" if (today - day).days <= FEEDBACK_DAYS else "after_14_days"


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether each is a question."""
    start = 0
    for sign in PARTS.finditer(text):
        part = text[start : sign.start()]
        yield part, "?" in sign[0] and asks(part)
        start = sign.end()
    yield text[start:], False


def _told_in(phrases: Sequence[DayPhrase], cues: Sequence[Cue], today: date) -> ToldDays:
    """Return what the days of one part tell; two different days of one event tell none."""
    days: dict[str, set[ToldDay]] = {}
    for phrase in phrases if cues else ():
        cue = min(cues, key=lambda one: _distance(one, phrase))
        day = phrase.day(today, cue.tense)
        if day is not None:
            days.setdefault(cue.event, set()).add(ToldDay(day, cue.tense == "past"))
    return {event: told.pop() for event, told in days.items() if len(told) == 1}


def _distance(cue: Cue, phrase: DayPhrase) -> tuple[bool, int]:
    """What stands before a day goes with it rather than what stands after."""
    return cue.start > phrase.start, abs(phrase.start - cue.start)


def _says_little_more(part: str, phrases: Sequence[DayPhrase]) -> bool:
    if len(phrases) != 1:
        return False
    beside = part[: phrases[0].start] + part[phrases[0].end :]
    return len(beside.split()) <= WORDS_BESIDE_A_DAY


def _corrected(text: str, today: date, known: Mapping[str, date]) -> ToldDays:
    phrases = list(day_phrases(text))
    if len(known) != 1 or len(phrases) != 1 or not CORRECTION.search(text):
        return {}
    ((event, before),) = known.items()
    tense: Tense = "past" if before <= today else "future"
    day = phrases[0].day(today, tense)
    return {event: ToldDay(day, tense == "past")} if day else {}
