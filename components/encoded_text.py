"""A text as the sentence encoder sees it: its words, and the state of each of their pieces in context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"\w+|[^\w\s]")
# The number of the word of a piece that belongs to none, like the signs for beginning and end.
NO_WORD = -1


class Word(NamedTuple):
    """A word or sign of a text: where it stands, and how it is read, which may be its corrected spelling."""

    start: int
    end: int
    text: str


def words_of(text: str) -> list[Word]:
    """Return the words and signs of a text in their order."""
    return [Word(found.start(), found.end(), found.group()) for found in WORD.finditer(text)]


@dataclass(frozen=True, eq=False)
class EncodedText:
    """The words of a text and the states of their pieces.

    `states` has one row for each piece, and `word_numbers` says which word it belongs to. A part of the text
    keeps what it means in the whole: in "can i end it, will i get paid" the state of "paid" knows of ending.
    """

    words: tuple[Word, ...]
    states: NDArray[np.float16]
    word_numbers: NDArray[np.int32]

    @property
    def vector(self) -> NDArray[np.float32]:
        """The vector of the whole text, of length one."""
        return _direction(self.states)

    def vector_of(self, start: int, end: int) -> NDArray[np.float32]:
        """Return the vector of the words between two places of the text; of the whole if there are none."""
        first, last = self._word_range(start, end)
        inside = (self.word_numbers >= first) & (self.word_numbers < last)
        return _direction(self.states[inside]) if inside.any() else self.vector

    def text_of(self, start: int, end: int) -> str:
        """Return the words between two places, as they are read, with spaces between them."""
        first, last = self._word_range(start, end)
        return " ".join(word.text for word in self.words[first:last])

    @property
    def word_states(self) -> NDArray[np.float32]:
        """One row of length one for each word: the state of its first piece.

        A word without a piece, like an invisible sign, has the vector of the text.
        """
        states = np.tile(self.vector, (len(self.words), 1))
        numbers, firsts = np.unique(self.word_numbers, return_index=True)
        known = numbers != NO_WORD
        states[numbers[known]] = self.states[firsts[known]]
        return np.asarray(states / np.linalg.norm(states, axis=1, keepdims=True))

    def fingerprint(self) -> str:
        """Return a digest of what was read and made of it, by which Rasa knows whether anything changed."""
        return sha256(repr(self.words).encode("utf-8", "replace") + self.vector.tobytes()).hexdigest()

    def _word_range(self, start: int, end: int) -> tuple[int, int]:
        first = sum(word.end <= start for word in self.words)
        return first, first + sum(word.end > start and word.start < end for word in self.words)


def _direction(states: NDArray[np.float16]) -> NDArray[np.float32]:
    mean = states.mean(axis=0, dtype=np.float32)
    return np.asarray(mean / np.linalg.norm(mean))
