"""Corrects misspelt words towards the words of the training data.

Vectors and n-grams of "contarct" have little to do with those of "contract". A word that neither English nor
the training data knows is replaced by the nearest word of the training data, if one is near enough; of
several, by the most frequent.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import Iterable, Mapping

from spacy.lang.en import English
from symspellpy import SymSpell, Verbosity

WORD = re.compile(r"[^\W\d_]+")
# Shorter words have too many neighbours to tell which of them was meant.
SHORTEST_CORRECTED = 4
TWO_ERRORS_FROM = 6
# What stands this often in the training data and in no dictionary is a word of the trade ("jss"), unless it
# is one error away from a word that is more frequent by the factor below.
FREQUENT_FROM = 4
TIMES_MORE_FREQUENT = 3


class Spelling:
    """The words of some training data, with how often each occurs."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._nearest = SymSpell(max_dictionary_edit_distance=2)
        for word, count in self.counts.items():
            self._nearest.create_dictionary_entry(word, count)

    @classmethod
    def learnt_from(cls, texts: Iterable[str]) -> Spelling:
        """Learn the words of the texts, leaving out those that are misspelt there themselves."""
        counts = Counter(word.lower() for text in texts for word in WORD.findall(text))
        spelling = cls({word: count for word, count in counts.items() if word in english_words()})
        trade = {
            word: count
            for word, count in counts.items()
            if count >= FREQUENT_FROM and word not in spelling.counts and not spelling._is_slip(word, count)
        }
        return cls({**spelling.counts, **trade})

    def corrected(self, text: str) -> str:
        """Return the text with its misspelt words replaced; everything else stays as it is."""
        return WORD.sub(lambda found: self._corrected_word(found.group()), text)

    def _corrected_word(self, word: str) -> str:
        written = word.lower()
        if len(written) < SHORTEST_CORRECTED or written in self.counts or written in _never_corrected():
            return word
        errors = 2 if len(written) >= TWO_ERRORS_FROM else 1
        found = self._nearest.lookup(written, Verbosity.TOP, max_edit_distance=errors)
        return found[0].term if found else word

    def _is_slip(self, word: str, count: int) -> bool:
        near = self._nearest.lookup(word, Verbosity.CLOSEST, max_edit_distance=1)
        return any(other.count >= TIMES_MORE_FREQUENT * count for other in near)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the words of the English dictionary that comes with symspellpy."""
    lines = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8").splitlines()
    return frozenset(line.partition(" ")[0].lstrip("\ufeff") for line in lines)


@lru_cache(maxsize=1)
def _never_corrected() -> frozenset[str]:
    return english_words() | short_forms()


@lru_cache(maxsize=1)
def short_forms() -> frozenset[str]:
    """Return short forms written in one, like "wasnt", and what stands before the apostrophe, like "wasn"."""
    forms = [form.lower() for form in English.Defaults.tokenizer_exceptions if form.isascii()]
    written = {form.replace("'", "") for form in forms} | {form.partition("'")[0] for form in forms}
    return frozenset(form for form in written if form.isalpha())
