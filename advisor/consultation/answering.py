"""A bare word that answers a question: "freelancer", "silent", "for good"."""

from __future__ import annotations

import re

from advisor.records import Fact, FactValue

MAX_WORDS = 3
# Shorter words say too little by themselves.
MIN_LETTERS = 4


def value_named(fact: Fact, text: str) -> FactValue | None:
    """Return the value of a fact that a short reply names, if its words are those of one value only."""
    words = _words(text)
    if not words or len(words) > MAX_WORDS:
        return None
    exact = [value for value in fact.values if words == _words(value.id.replace("_", " "))]
    if exact:
        return exact[0]
    named = [value for value in fact.values if set(words) <= set(_words(value.title))]
    return named[0] if len(named) == 1 and any(len(word) >= MIN_LETTERS for word in words) else None


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.casefold())
