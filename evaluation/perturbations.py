"""Changes to a message that leave what it asks as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

# Shorter words are easily turned into other words.
SHORTEST_CHANGED = 5
WORD = re.compile(rf"[A-Za-z]{{{SHORTEST_CHANGED},}}")
# A sign between digits, as in 2.5 or 10:30, is part of a number.
SIGNS = re.compile(r"(?<!\d)[.,;:!?()\"…]|[.,;:!?()\"…](?!\d)")
NAMES = ("Maria", "Ahmed", "Priya", "John", "Olena", "Chidi", "Mei", "Carlos")

Perturbation = Callable[[str, Random], str]


def swap_letters(text: str, chance: Random) -> str:
    """Swap two neighbouring letters inside a word."""
    return _change_a_word(text, chance, lambda word, at: word[:at] + word[at + 1] + word[at] + word[at + 2 :])


def drop_letter(text: str, chance: Random) -> str:
    """Leave out a letter inside a word."""
    return _change_a_word(text, chance, lambda word, at: word[:at] + word[at + 1 :])


def upper_case(text: str, chance: Random) -> str:
    """Shout it."""
    return text.upper()


def no_punctuation(text: str, chance: Random) -> str:
    """Leave out the signs between words."""
    return " ".join(SIGNS.sub(" ", text).split())


def politeness(text: str, chance: Random) -> str:
    """Greet before it and give thanks after it."""
    return f"Hello, I hope you are well. {_ended(text)} Thank you so much in advance!"


def first_name(text: str, chance: Random) -> str:
    """Let the person say their name first."""
    return f"Hi, this is {chance.choice(NAMES)}. {text}"


PERTURBATIONS: dict[str, Perturbation] = {
    "two letters swapped": swap_letters,
    "a letter dropped": drop_letter,
    "upper case": upper_case,
    "no punctuation": no_punctuation,
    "politeness around it": politeness,
    "a first name before it": first_name,
}


def perturbed(text: str, name: str, seed: int) -> str:
    """Return the text changed in the way of this name; the same seed and text give the same change."""
    return PERTURBATIONS[name](text, Random(f"{seed} {name} {text}"))


def _change_a_word(text: str, chance: Random, change: Callable[[str, int], str]) -> str:
    """Change one word at a place inside it where that makes a difference, if there is one."""
    places = [
        (found, at)
        for found in WORD.finditer(text)
        for at in range(1, len(found.group()) - 2)
        if found.group()[at] != found.group()[at + 1]
    ]
    if not places:
        return text
    found, at = chance.choice(places)
    return text[: found.start()] + change(found.group(), at) + text[found.end() :]


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text}."
