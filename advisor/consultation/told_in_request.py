"""That somebody asks for a message, and what they say of it in the same breath: the day, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from advisor.consultation.day_phrases import day_phrases
from advisor.consultation.deadlines import spoken
from advisor.consultation.draft_records import Occasion
from advisor.consultation.told_days import told_days
from advisor.situation import Situation

REASON = re.compile(
    r"(?<!\bnot )\b(?:because(?: of)?|becaus|becuase|becouse|bcoz|bcs|bc|(?<!the )cause|cuz|coz|due to"
    r"|(?:the |my )?reason(?: is|:))(?: that)?\s+(?P<reason>.+?)\s*"
    r"(?:[.!?;\n]|$|,?\s+(?:and|but|so)?\s*\b(?:please|pls|plz|thanks|thank you|make it|keep it|write)\b)",
    re.IGNORECASE,
)
MAX_REASON_WORDS = 25
# Said of somebody to the assistant, it cannot be said to that person in the same words.
ABOUT_SOMEBODY = re.compile(
    r"\b(?:he|she|they|him|her|his|hers|them|their|theirs|you|your|client|clients|freelancer|buyer|customer)(?:'\w+)?\b",
    re.IGNORECASE,
)
# The places of drafts that are filled with the day of the act, by the option that the message is about.
DAY_PLACES = {"end": "[last day]", "pause": "[first day]", "resume": "[first day]"}
SUBMISSION_PLACE = "[day of submission]"
REASON_PLACES = ("[your reason, or leave this out]", "[your reason in one calm sentence]")
I_ALONE = re.compile(r"\bi(?=\b)(?!\.)")
# A sentence that begins like this wants a message to be written, whatever it goes on to say.
_POLITE = r"(?:(?:so|ok|okay|please|pls|plz|kindly|now|then|just|hi|hello|yes)\W{1,3}){0,3}"
_YOU = r"(?:(?:i (?:need|want) you to|(?:can|could|will|would) (?:you|u)(?=.*\b(?:me|please|pls|plz)\b)) )?"
_TEXT = r"(?:messages?|msg|mesage|massage|note|texts?|e-?mail|mail|letter|reply|reminder|template|lines)"
ASKS_TO_WRITE = re.compile(
    rf"(?:^|[.!?;,\n]\s*){_POLITE}{_YOU}{_POLITE}(?:"
    rf"(?:write|wrte|writ|draft|compose|formulate|prepare|generate)\s+(?:\w+ ){{0,4}}{_TEXT}\b"
    rf"|(?:write|draft)\s+(?:to )?(?:(?:my|the|our) (?:client|freelancer|customer|buyer)|him|her|them)\b)",
    re.IGNORECASE,
)


class ToldInRequest(NamedTuple):
    """The day on which it is to happen, and the reason in the person's own words."""

    day: date | None = None
    reason: str | None = None

    def over(self, before: ToldInRequest) -> ToldInRequest:
        """Return this with what was told before, where this tells nothing."""
        return ToldInRequest(self.day or before.day, self.reason or before.reason)


NOTHING_TOLD = ToldInRequest()


def asks_to_write(text: str) -> bool:
    """Tell whether a sentence of a message plainly wants a message to be written."""
    return ASKS_TO_WRITE.search(_plain(text)) is not None


def told_in_request(text: str, today: date) -> ToldInRequest:
    """Return what a request for a message tells of the message."""
    return ToldInRequest(_day(text, today), _reason(text))


def without_reason(text: str) -> str:
    """Return a request without the words that give a reason."""
    return REASON.sub(" ", _plain(text))


def filled_in(text: str, occasion: Occasion, told: ToldInRequest, situation: Situation, today: date) -> str:
    """Return a draft with what was told in the places for it; the other places stay."""
    for place, words in _fillings(occasion, told, situation, today):
        text = text.replace(place, words)
    return text


def _fillings(
    occasion: Occasion, told: ToldInRequest, situation: Situation, today: date
) -> Iterator[tuple[str, str]]:
    option = occasion.option
    ends = situation.days.get("end") if option == "end" else None
    day = told.day or (ends if ends is not None and ends >= today else None)
    if option in DAY_PLACES and day is not None:
        yield DAY_PLACES[option], spoken(day, today)
    if submitted := situation.days.get("submission"):
        yield SUBMISSION_PLACE, spoken(submitted, today)
    if told.reason:
        yield from ((place, told.reason) for place in REASON_PLACES)


def _day(text: str, today: date) -> date | None:
    """Return the only day ahead that a text names, unless it is the day of something else."""
    others = {told.day for event, told in told_days(text, today).items() if event != "end"}
    days = {phrase.day(today, "future") for phrase in day_phrases(text)} - others - {None}
    return days.pop() if len(days) == 1 else None


def _reason(text: str) -> str | None:
    match = REASON.search(_plain(text))
    if match is None:
        return None
    words = match["reason"].strip(" ,'\"")
    if not words or len(words.split()) > MAX_REASON_WORDS or ABOUT_SOMEBODY.search(words):
        return None
    return I_ALONE.sub("I", words)


def _plain(text: str) -> str:
    """Return a text with single spaces and line ends, among which the patterns look in no time."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
