"""What is asked about a plan that was given: its days, what is next, the whole again or in brief, a line.

A request has known words only, so that a question with a subject of its own is never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from advisor.consultation.line_numbers import asks_about_a_line, line_asked, lines_named, names_number
from advisor.consultation.phrases import RequestPhrases, RequestWords

RequestKind = Literal["dates", "next", "again", "steps", "done", "line"]
MAX_WORDS = 14
# Between figures a point or a colon belongs to them: "3.5", "10:30".
_APART = re.compile(r"[\s,;!?()\"&/\u2013\u2014*-]+|[.:](?!\d)|(?<!\d)[.:]")


class PlanRequest(NamedTuple):
    """What is wanted, and of which lines, if some are named."""

    kind: RequestKind
    lines: tuple[int, ...] = ()


def plan_request(phrases: RequestPhrases, text: str, right_after: bool) -> PlanRequest | None:
    """Return what a message asks about a plan, or None if it asks something else.

    `right_after` tells that the plan was spoken about just before.
    """
    words = _words(text)
    lines = lines_named(text)
    if _says_nothing_else(phrases, words):
        if lines and _says_done(phrases, text, words):
            return PlanRequest("done", lines)
        kind = _kind(phrases, words, bool(lines), right_after)
        if kind is not None:
            return PlanRequest(kind, lines)
    line = line_asked(text) if asks_about_a_line(text) else None
    return None if line is None else PlanRequest("line", (line,))


def _kind(
    phrases: RequestPhrases, words: Sequence[str], has_lines: bool, right_after: bool
) -> RequestKind | None:
    named = not set(phrases.plan).isdisjoint(words) or (right_after and has_lines)
    for kind, known in _kinds(phrases):
        if _has(words, _enough(known, named, right_after)):
            return kind
    return "line" if has_lines and named else None


def _says_done(phrases: RequestPhrases, text: str, words: Sequence[str]) -> bool:
    return "?" not in text and _has(words, phrases.done) and not _has(words, phrases.not_done)


def _kinds(phrases: RequestPhrases) -> Iterator[tuple[RequestKind, RequestWords]]:
    """Yield the kinds that have phrases of their own, in the order in which these are looked for."""
    yield "dates", phrases.dates
    yield "next", phrases.next
    yield "again", phrases.again
    yield "steps", phrases.steps


def _enough(known: RequestWords, named: bool, right_after: bool) -> Iterator[str]:
    yield from known.at_any_time
    if named or right_after:
        yield from known.right_after
    if named:
        yield from known.with_plan


def _has(words: Sequence[str], phrases: Iterable[str]) -> bool:
    said = f" {' '.join(words)} "
    return any(f" {phrase} " in said for phrase in phrases)


def _says_nothing_else(phrases: RequestPhrases, words: Sequence[str]) -> bool:
    of_kinds = (one for _, kind in _kinds(phrases) for one in _enough(kind, named=True, right_after=True))
    known = _vocabulary((*phrases.plan, *phrases.done, *phrases.not_done, *phrases.beside, *of_kinds))
    return 0 < len(words) <= MAX_WORDS and all(word in known or names_number(word) for word in words)


@lru_cache(maxsize=4)
def _vocabulary(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase.split())


def _words(text: str) -> list[str]:
    plain = text.casefold().replace("\u2019", "'").replace("'", "")
    return [word for word in _APART.split(plain) if word and word != "#"]
