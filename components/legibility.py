"""Whether a message can be read at all, before anybody tries to understand it."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from runpy import run_path
from typing import Literal, Optional

import spacy

MAX_CHARACTERS = 4000
SAMPLE_CHARACTERS = 1000
OTHER_LANGUAGES = ("es", "fr", "de", "pt", "it", "nl", "tr", "id", "pl", "ro", "tl")
MIN_FOREIGN_WORDS = 3

Problem = Literal["empty", "too_long", "without_words", "not_english"]


def problem_with(text: str) -> Optional[Problem]:
    """Return what keeps the text from being read, or None."""
    if all(character.isspace() or _is_invisible(character) for character in text):
        return "empty"
    if len(text) > MAX_CHARACTERS:
        return "too_long"
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return "without_words" if not any(character.isdigit() for character in text) else None
    if _mostly_not_latin(letters) or _reads_like_another_language(text):
        return "not_english"
    return None


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf")


def _mostly_not_latin(letters: list[str]) -> bool:
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in letters)
    return latin * 2 < len(letters)


def _reads_like_another_language(text: str) -> bool:
    words = [word.strip(".,!?¿¡;:\"'()") for word in text[:SAMPLE_CHARACTERS].lower().split()]
    english = sum(word in _common_words("en") for word in words)
    foreign = max(sum(word in _foreign_words(code) for word in words) for code in OTHER_LANGUAGES)
    return foreign >= MIN_FOREIGN_WORDS and foreign > 2 * english


@cache
def _foreign_words(code: str) -> frozenset[str]:
    return _common_words(code) - _common_words("en")


@cache
def _common_words(code: str) -> frozenset[str]:
    """Run spaCy's word list by itself: importing the package of a language can take seconds."""
    path = Path(spacy.__file__).parent / "lang" / code / "stop_words.py"
    return frozenset(run_path(str(path))["STOP_WORDS"])
