"""A short reply that answers a question: "freelancer", "no reply", "2 weeks", "nope, nothing"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from advisor.records import Fact, FactValue

MAX_WORDS = 8
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|%")
_SHORT_NOT = re.compile(r"n'?t$")


def value_named(fact: Fact, text: str, small_words: Iterable[str] = ()) -> FactValue | None:
    """Return the value of a fact that a short reply names, if it names one only and says nothing else.

    A reply that asks something back names none. Small words may stand beside an answer, but are answers where
    the fact has them as such.
    """
    words = _words(text)
    if not words or len(words) > MAX_WORDS or "?" in text:
        return None
    exact = [value for value in fact.values if words in _phrases(value)]
    small = set(small_words) - _single_words(fact)
    named = exact or [value for value in fact.values if _names(set(words) - small, value, small)]
    return named[0] if len(named) == 1 else None


def _phrases(value: FactValue) -> list[list[str]]:
    return [_words(phrase) for phrase in (value.id.replace("_", " "), value.title, *value.answers)]


def _single_words(fact: Fact) -> set[str]:
    return {phrase[0] for value in fact.values for phrase in _phrases(value) if len(phrase) == 1}


def _names(telling: set[str], value: FactValue, small: set[str]) -> bool:
    """Tell whether words are made up of phrases that name the value."""
    phrases = [set(phrase) - small for phrase in _phrases(value)]
    said = [phrase for phrase in phrases if phrase and phrase <= telling]
    return bool(said) and telling == set().union(*said)


def _words(text: str) -> list[str]:
    """Return the words of a text, with "not" for the short form in "doesn't"."""
    plain = text.casefold().replace("\u2019", "'")
    return [word for found in _WORD.findall(plain) for word in _written_out(found)]


def _written_out(word: str) -> list[str]:
    if word in ("dont", "doesnt", "didnt", "isnt", "havent", "hasnt", "wasnt") or word.endswith("n't"):
        return [_SHORT_NOT.sub("", word), "not"]
    return [word.replace("'", "")]
