"""Words that name one day: "20 November", "last Friday", "3 days ago". What is rough does not count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from re import Match
from typing import Literal

import dateparser

Tense = Literal["past", "future"]

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
YEAR = r"(?:,?\ \d{4}\b)?"
# The names of the groups say how a phrase is read. "2 may have" has no month in it.
PHRASES = re.compile(
    rf"""\b(?:
    (?P<dated>(?!\d+\ may\ [a-z])\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?{MONTH}{YEAR}
        |{MONTH}\ \d{{1,2}}(?:st|nd|rd|th)?(?!\d){YEAR})
    |(?P<numeric>\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}})(?![\d/.-]*\d)
    |(?:on\ |the\ ){{1,2}}(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th))\b
        (?!\ (?:of\ )?{MONTH}|\ [a-z]*(?:time|day|week|mile|contract))
    |(?P<counted>(?<!day\ ){NUMBER}\ (?:day|week)s?\ ago|in\ {NUMBER}\ (?:day|week)s?(?!\ ago))\b
    |(?P<near>(?:the\ )?day\ (?:before\ yesterday|after\ tomorrow)|yesterday|today|tomorrow)\b
    |(?P<tonight>tonight|this\ (?:morning|afternoon|evening))\b
    |(?P<lastnight>last\ night)\b
    |(?P<weekday>(?:(?:last|this|next|past|coming)\ )?{WEEKDAY})\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Right before a day these say that it is not the day itself, and right after it that it is another one.
NOT_QUITE = re.compile(
    r"\b(?:about|around|roughly|approx\w*|maybe|perhaps|probably|like|some|over|than|almost|nearly|least|before"
    r"|after|until|till|by|between|every|each|or)(?: the| on)* $|~ ?$",
    re.IGNORECASE,
)
ANOTHER_DAY = re.compile(r"^(?:s\b|'s|,? or\b|,? (?:\w+ ){0,2}weeks?\b)", re.IGNORECASE)
JUST_BEFORE = 30
NUMERIC_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y")
PARSED = {"tonight": "today", "lastnight": "yesterday"}
# Nobody means a day further off than this; a slip of the pen may name one.
FARTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True)
class DayPhrase:
    """Where in a text words stand that name a day."""

    start: int
    end: int
    kind: str
    words: str

    def day(self, today: date, tense: Tense) -> date | None:
        """Return the day that is meant, or None if there is no such day, or it is not of that tense."""
        found = self._read(today, tense)
        if found is None or abs(found - today) > FARTHEST:
            return None
        return found if (found <= today if tense == "past" else found >= today) else None

    def _read(self, today: date, tense: Tense) -> date | None:
        if self.kind == "numeric":
            return _numeric(self.words)
        words = PARSED.get(self.kind, self.words)
        if self.kind == "weekday":
            return _weekday(words, today, tense)
        found = _parsed(words, today, tense)
        if self.kind == "ordinal" and tense == "past" and (found is None or found > today):
            return _parsed(words, today.replace(day=1) - timedelta(days=1), tense)
        return found


def day_phrases(text: str) -> Iterator[DayPhrase]:
    """Yield the words of a text that name one day each."""
    for match in PHRASES.finditer(text):
        if not NOT_QUITE.search(
            text[max(0, match.start() - JUST_BEFORE) : match.start()]
        ) and not ANOTHER_DAY.search(text[match.end() :]):
            yield _phrase(match)


def _phrase(match: Match[str]) -> DayPhrase:
    kind = str(match.lastgroup)
    return DayPhrase(match.start(), match.end(), kind, match[kind])


def _numeric(words: str) -> date | None:
    """Read a day in figures; "03/04/2026" may be either of two, so it is none."""
    read = set()
    for form in NUMERIC_FORMATS:
        try:
            read.add(datetime.strptime(words, form).date())
        except ValueError:
            continue
    return read.pop() if len(read) == 1 else None


def _weekday(words: str, today: date, tense: Tense) -> date | None:
    """Read a day of the week; on that very day, "on Friday" may mean today or another one, so it is none."""
    which, _, name = words.lower().rpartition(" ")
    if f"{today:%A}".lower() == name and which not in ("last", "past", "next"):
        return None
    if (which in ("last", "past") and tense == "future") or (which in ("next", "coming") and tense == "past"):
        return None
    return _parsed(name, today, tense)


def _parsed(words: str, today: date, tense: Tense) -> date | None:
    settings = {
        "PREFER_DATES_FROM": tense,
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "DATE_ORDER": "DMY",
    }
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
