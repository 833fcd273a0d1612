"""Does a message suppose something, as "what if it was fixed price" does, or does it tell how things are?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from advisor.consultation.phrases import WhatIfPhrases

_SENTENCE_END = re.compile(r"[.!?\n]")


class Part(NamedTuple):
    """A clause of a message, and whether it asks something."""

    text: str
    asks: bool


class Supposition(NamedTuple):
    """Whether a message supposes something, and whether it asks nothing beside what that would change."""

    supposes: bool
    asks_nothing_else: bool


def supposition(phrases: WhatIfPhrases, text: str, parts: Iterable[Part], asks_itself: bool) -> Supposition:
    """Read a message; `asks_itself` tells that it was understood as a question of its own.

    A part that opens with a supposing phrase asks what that would change. In a part that asks something, the
    phrase may also stand further on, as in "what happens to my score if it was hourly".
    """
    opening = (*phrases.supposing, *([] if asks_itself else phrases.going_on))
    if _opens(opening, text) and not asks_itself:
        return Supposition(supposes=True, asks_nothing_else=True)
    parts = list(parts)
    opened = [_opens(opening, part.text) for part in parts]
    inside = any(part.asks and _contains(tuple(phrases.supposing), part.text) for part in parts)
    beside = any(part.asks and not opens for part, opens in zip(parts, opened, strict=True))
    return Supposition(supposes=inside or any(opened), asks_nothing_else=not beside)


def supposes_what_follows(phrases: WhatIfPhrases, before: str, is_act: bool) -> bool:
    """Tell whether what stands behind these words is only supposed, if only in their last sentence.

    Of an act, "if" is enough: "can I rate him if he ends it" tells of no end. Of other facts it is not, since
    "can I pause if it is hourly" is asked by people whose contract is hourly.
    """
    last = _SENTENCE_END.split(before)[-1]
    return _contains((*phrases.supposing, *(phrases.going_on if is_act else [])), last)


def _opens(phrases: tuple[str, ...], text: str) -> bool:
    return _pattern(phrases, opening=True).match(_plain(text)) is not None


def _contains(phrases: tuple[str, ...], text: str) -> bool:
    return _pattern(phrases, opening=False).search(_plain(text)) is not None


@lru_cache(maxsize=8)
def _pattern(phrases: tuple[str, ...], opening: bool) -> re.Pattern[str]:
    # A few words may go before: "ok, and what if ...".
    before = (
        r"\W*(?:(?:ok|okay|and|but|so|hm+|well|or|now|also|then|thanks|hi|hello)\b\W*)*" if opening else ""
    )
    return re.compile(rf"{before}\b(?:{'|'.join(map(re.escape, phrases))})\b")


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("\u2019", "'").split())
