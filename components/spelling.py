"""Corrects misspelt words towards the words of the training data.

Vectors and n-grams of "contarct" have little to do with those of "contract". A word that neither English nor
the training data knows is replaced by the word of the training data that was likeliest meant: one that is
near it, or frequent, or best both.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import Dict, Iterable, List, Mapping

from spacy.lang.en import English
from symspellpy import SymSpell, Verbosity

from components.slips import skeleton, slip_cost

WORD = re.compile(r"[^\W\d_]+")
# Longer ones are noise, and would take seconds.
SHORTEST_CORRECTED, LONGEST_CORRECTED = 2, 20
TWO_ERRORS_FROM = 5
# The longer a word is, the more of it may be wrong.
HIGHEST_COST, HIGHEST_COST_OF_SHORT, SHORT = 0.8, 0.8, 3
MAX_COMPARED = 30
# How much the cost of slips weighs against how frequent a word is; measured on 420 messages typed in haste.
WEIGHT_OF_SLIPS = 8.0
SPACE_LEFT_OUT = 0.6
# Both halves of "isthe" stand in the training data this often.
FREQUENT_HALF = 20
# What stands this often in the training data and in no dictionary is a word of the trade ("jss"), unless it
# is a likely slip of a word that is more frequent.
FREQUENT_FROM = 4
WEIGHT_OF_FREQUENT_SLIPS, WEIGHT_IN_SHORT_WORDS = 3.0, 5.0


class Spelling:
    """The words of some training data, with how often each occurs."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._total = sum(counts.values())
        self._nearest = SymSpell(max_dictionary_edit_distance=2)
        self._by_skeleton: Dict[str, List[str]] = {}
        for word, count in self.counts.items():
            self._nearest.create_dictionary_entry(word, count)
            self._by_skeleton.setdefault(skeleton(word), []).append(word)

    @classmethod
    def learnt_from(cls, texts: Iterable[str]) -> Spelling:
        """Learn the words of the texts, leaving out those that are misspelt there themselves."""
        counts = Counter(word for text in texts for word in WORD.findall(text.lower()))
        english = {word: count for word, count in counts.items() if word in english_words()}
        trade = {word: count for word, count in counts.items() if count >= FREQUENT_FROM}
        spelling = cls({**english, **trade})
        slips = {word for word in trade if word not in english and spelling._is_slip(word)}
        return cls({word: count for word, count in spelling.counts.items() if word not in slips})

    def corrected(self, text: str) -> str:
        """Return the text with its misspelt words replaced; everything else stays as it is."""
        return WORD.sub(lambda found: self._corrected_word(found.group()), text)

    def _corrected_word(self, word: str) -> str:
        written = word.lower()
        if not self._is_unknown(written):
            return word
        costs = {**self._slip_costs(written), **self._written_together(written)}
        against = {meant: WEIGHT_OF_SLIPS * cost + self._rarity(meant) for meant, cost in costs.items()}
        return min(against, key=lambda meant: (against[meant], meant), default=word)

    def _is_unknown(self, written: str) -> bool:
        fits = SHORTEST_CORRECTED <= len(written) <= LONGEST_CORRECTED
        return fits and written not in self.counts and written not in _never_corrected()

    def _slip_costs(self, written: str) -> Dict[str, float]:
        """Return the words that may have been meant, with the cost of the slips."""
        errors = 2 if len(written) >= TWO_ERRORS_FROM else 1
        found = self._nearest.lookup(written, Verbosity.ALL, max_edit_distance=errors)
        near = {one.term for one in found} | set(self._by_skeleton.get(skeleton(written), ())) - {written}
        near = {word for word in near if len(word) >= SHORTEST_CORRECTED}
        compared = sorted(near, key=lambda word: (-self.counts[word], word))[:MAX_COMPARED]
        highest = HIGHEST_COST_OF_SHORT if len(written) <= SHORT else HIGHEST_COST * len(written) ** 0.5
        costs = {word: slip_cost(written, word) for word in compared}
        return {word: cost for word, cost in costs.items() if cost <= highest}

    def _written_together(self, written: str) -> Dict[str, float]:
        """Return the pairs of frequent words that are the word if there is no space between them."""
        pairs = ((written[:place], written[place:]) for place in range(1, len(written)))
        return {
            f"{first} {second}": SPACE_LEFT_OUT
            for first, second in pairs
            if self._can_be_half(first) and self._can_be_half(second)
        }

    def _can_be_half(self, word: str) -> bool:
        is_letter = len(word) == 1 and word not in english_words()
        return not is_letter and self.counts.get(word, 0) >= FREQUENT_HALF

    def _rarity(self, words: str) -> float:
        return sum(log(self._total / self.counts[word]) for word in words.split())

    def _is_slip(self, word: str) -> bool:
        """Tell whether a word of the training data is rather a slip of a more frequent one there."""
        count = self.counts[word]
        if not SHORTEST_CORRECTED <= len(word) <= LONGEST_CORRECTED:
            return False
        if count < FREQUENT_HALF and self._written_together(word):
            return True
        weight = WEIGHT_IN_SHORT_WORDS if len(word) <= SHORT else WEIGHT_OF_FREQUENT_SLIPS
        costs = self._slip_costs(word)
        return any(log(self.counts[meant] / count) > weight * cost for meant, cost in costs.items())


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
