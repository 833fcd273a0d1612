"""Texts as they are typed in haste: what the spelling component then cannot mend, the encoder has to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from components.slips import PLACES, SOUND_ALIKE, VOWELS, skeleton

SHARE_OF_TEXTS = 0.25
SLIPS_IN_HASTE, SLIPS_OTHERWISE = 0.35, 0.04
SHORTEST = 3


def in_haste(words: Sequence[str], random: Random, mend: Callable[[str], str]) -> list[str]:
    """Return the words of a text, some of them with slips, as `mend` makes the best of each."""
    rate = SLIPS_IN_HASTE if random.random() < SHARE_OF_TEXTS else SLIPS_OTHERWISE
    return [mend(_slipped(word, random)) if random.random() < rate else word for word in words]


def _slipped(word: str, random: Random) -> str:
    if len(word) < SHORTEST or not word.isalpha():
        return word
    place = random.randrange(1, len(word))
    return random.choice(SLIPS)(word.lower(), place, random)


def _swap(word: str, place: int, random: Random) -> str:
    return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]


def _leave_out(word: str, place: int, random: Random) -> str:
    return word[:place] + word[place + 1 :]


def _double(word: str, place: int, random: Random) -> str:
    return word[:place] + word[place] + word[place:]


def _next_key(word: str, place: int, random: Random) -> str:
    row, column = PLACES.get(word[place], (-9, -9))
    near = [key for key, (r, c) in PLACES.items() if (r - row) ** 2 + (c - column) ** 2 == 1]
    return word[:place] + random.choice(near or [word[place]]) + word[place + 1 :]


def _by_sound(word: str, place: int, random: Random) -> str:
    alike = [letters for letters in (VOWELS, *SOUND_ALIKE) if word[place] in letters]
    letters = sorted(random.choice(alike)) if alike else [word[place]]
    return word[:place] + random.choice(letters) + word[place + 1 :]


def _without_vowels(word: str, place: int, random: Random) -> str:
    return skeleton(word)


SLIPS = (_swap, _leave_out, _leave_out, _double, _next_key, _by_sound, _by_sound, _without_vowels)
