"""Which line of a plan a message asks about: "why step 3?", "says who for the second", "explain the last"."""

from __future__ import annotations

import re

LAST = -1
WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
NOUN = r"(?:steps?|lines?|points?|numbers?|items?|nr|no|num|task)"
AFTER_ORDINAL = r"(?= (?:one|step|line|point|item|thing|part|task)\b|\W*$)"
# After these a number counts something, and is not the number of a line.
COUNTS = (
    r"(?! ?%)(?! ?(?:percent|dollars?|usd|eur|euros?|bucks|hours?|hrs?|days?|weeks?|months?|years?|minutes?"
    r"|times?|contracts?|clients?|freelancers?|milestones?|business|stars?|people|questions?)\b)(?![\d.,/:-]*\d)"
)
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:\b{NOUN}\.? ?(?:number |no\.? ?)?#?|#) ?(?P<figure>\d{{1,2}})\b",
        rf"\b{NOUN} (?P<word>{'|'.join(WORDS)})\b",
        r"\b(?P<figure>\d{1,2})(?:st|nd|rd|th)\b" + AFTER_ORDINAL,
        rf"\b(?P<ordinal>{'|'.join(ORDINALS)}){AFTER_ORDINAL}",
        rf"\b(?P<last>last|final){AFTER_ORDINAL}",
        r"(?<![$€£\d.,/:-])\b(?P<figure>\d{1,2})\b" + COUNTS,
    )
)
# Several lines at once: "1 and 2", "1-3", "the first two".
SPAN = re.compile(r"(?<![\w$.:])(\d{1,2}) ?(?:-|\u2013|to|till|through|until) ?(\d{1,2})(?![\w.:%$])")
FIRST_FEW = re.compile(rf"\bfirst (\d|{'|'.join(WORDS)})\b")
EACH = re.compile(
    r"(?<![\w$€£.:])(?P<figure>\d{1,2})(?:st|nd|rd|th)?(?![\w%$]|[.:]\d| ?(?:days?|times?|percent)\b)"
    rf"|\b(?:{NOUN}|and|or) (?P<word>{'|'.join(WORDS)})\b"
    rf"|\b(?P<ordinal>{'|'.join(ORDINALS)})(?:(?= and\b)|{AFTER_ORDINAL})"
    rf"|\b(?P<last>last|final){AFTER_ORDINAL}"
)
# What asks for the reason or the source of something, however it was understood.
ASKS_FOR_GROUNDS = re.compile(
    r"\b(?:why|explain|explanation|reasons?|sources?|says who|who says|based|link|proof|prove|evidence"
    r"|where (?:does|is))\b",
    re.IGNORECASE,
)
FEW_WORDS = 9
NUMBER_WORD = re.compile(rf"#?\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join((*WORDS, *ORDINALS))}|last|final")


def line_asked(text: str) -> int | None:
    """Return the number of the line a text names, LAST for the last one, or None if it names no line."""
    for pattern in PATTERNS:
        match = pattern.search(text)
        if match is not None:
            return _number(match.groupdict())
    return None


def lines_named(text: str) -> tuple[int, ...]:
    """Return the numbers of all lines that a text names, in their order there, each once."""
    plain = SPAN.sub(lambda span: _counted(int(span[1]), int(span[2])), text.casefold())
    plain = FIRST_FEW.sub(lambda few: _counted(1, _cardinal(few[1])), plain.replace(",", " "))
    return tuple(dict.fromkeys(_number(match.groupdict()) for match in EACH.finditer(plain)))


def names_number(word: str) -> bool:
    """Tell whether a word is the number of a line, or part of one."""
    return NUMBER_WORD.fullmatch(word) is not None


def _counted(first: int, last: int) -> str:
    return " ".join(str(number) for number in range(first, last + 1))


def _cardinal(word: str) -> int:
    return int(word) if word.isdigit() else WORDS.index(word) + 1


def asks_about_a_line(text: str) -> bool:
    """Tell whether a short text plainly asks for the reason or the source of a line."""
    return (
        len(text.split()) <= FEW_WORDS
        and ASKS_FOR_GROUNDS.search(text) is not None
        and line_asked(text) is not None
    )


def _number(found: dict[str, str | None]) -> int:
    if found.get("last"):
        return LAST
    if word := found.get("word"):
        return WORDS.index(word.lower()) + 1
    if ordinal := found.get("ordinal"):
        return ORDINALS.index(ordinal.lower()) + 1
    return int(str(found["figure"]))
