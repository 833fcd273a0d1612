"""How easily one word is typed where another was meant, judged by their letters.

The costs tell slips that people make daily, like a vowel left out or two letters swapped, from those they
seldom make. They were set by hand and tried on pairs of words, as meant and as typed.
"""

from __future__ import annotations

import re
from itertools import accumulate

VOWELS = frozenset("aeiouy")
SOUND_ALIKE = tuple(map(frozenset, ("ckq", "sz", "sc", "gj", "fv", "dt", "pb")))
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
PLACES = {key: (row, column) for row, keys in enumerate(KEYBOARD) for column, key in enumerate(keys)}
SWAPPED = 0.5
OTHER_VOWEL, SOUNDS_ALIKE, NEXT_KEY, OTHER_LETTER, OTHER_BEGINNING = 0.5, 0.6, 0.75, 1.1, 1.4
ONE_OF_TWO_LEFT_OUT, VOWEL_LEFT_OUT, LETTER_LEFT_OUT, BEGINNING_LEFT_OUT = 0.3, 0.4, 0.8, 1.2
DOUBLED, VOWEL_ADDED, LETTER_ADDED = 0.3, 0.6, 0.9


def skeleton(word: str) -> str:
    """Return the first letter and the consonants after it, each once: what is left of a word in a hurry."""
    consonants = "".join(letter for letter in word[1:] if letter not in VOWELS)
    return re.sub(r"(.)\1+", r"\1", word[0] + consonants)


def slip_cost(typed: str, meant: str) -> float:
    """Return what speaks against `meant` where `typed` stands: 0 for the same word, about 1 for one slip.

    It is the least sum of costs by which the one word becomes the other (a weighted edit distance).
    """
    left_out = [_left_out(meant, place) for place in range(len(meant))]
    two_above: list[float] = []
    above = list(accumulate(left_out, initial=0.0))
    for i, letter in enumerate(typed):
        added = _added(typed, i)
        row = [above[0] + added]
        for j, wanted in enumerate(meant):
            cost = min(above[j + 1] + added, row[j] + left_out[j])
            cost = min(cost, above[j] + _instead(letter, wanted, begins=i == j == 0))
            if i and j and (letter, wanted) == (meant[j - 1], typed[i - 1]):
                cost = min(cost, two_above[j - 1] + SWAPPED)
            row.append(cost)
        two_above, above = above, row
    return above[-1]


def _added(typed: str, place: int) -> float:
    if place and typed[place] == typed[place - 1]:
        return DOUBLED
    return VOWEL_ADDED if typed[place] in VOWELS else LETTER_ADDED


def _left_out(meant: str, place: int) -> float:
    if place == 0:
        return BEGINNING_LEFT_OUT
    if meant[place] == meant[place - 1]:
        return ONE_OF_TWO_LEFT_OUT
    return VOWEL_LEFT_OUT if meant[place] in VOWELS else LETTER_LEFT_OUT


def _instead(typed: str, meant: str, begins: bool) -> float:
    if typed == meant:
        return 0.0
    if begins:
        return OTHER_BEGINNING
    if typed in VOWELS and meant in VOWELS:
        return OTHER_VOWEL
    if any(typed in letters and meant in letters for letters in SOUND_ALIKE):
        return SOUNDS_ALIKE
    return NEXT_KEY if _are_neighbours(typed, meant) else OTHER_LETTER


def _are_neighbours(one: str, other: str) -> bool:
    if one not in PLACES or other not in PLACES:
        return False
    (row, column), (other_row, other_column) = PLACES[one], PLACES[other]
    return abs(row - other_row) <= 1 and abs(column - other_column) <= 1
