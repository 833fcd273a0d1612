"""Whether a verdict may answer with yes or no: only a question that cannot be the other way round."""

from __future__ import annotations

import re

from advisor.knowledge import KnowledgeBase
from advisor.vocabulary import Cell

WORD = re.compile(r"[a-z]+|\d+")
# With "not by itself" or "it seems" the yes or no makes one short sentence, and goes as a whole.
YES_OR_NO = re.compile(r"^(Yes|No)\b(?:, (?:not by itself|it seems)[.:] |[.,] )")


def fits_yes_or_no(knowledge: KnowledgeBase, cell: Cell, asked: str) -> bool:
    """Tell whether the question is certainly put the way round that the verdicts of the cell answer.

    It is if it has no words but small ones and those that questions.yml lists for the cell, so "do I need
    an approval to end it?" is not. A question picked by its button has no words and fits.
    """
    if not asked or asked.startswith("/"):
        return True
    question = knowledge.questions.get(cell)
    fitting = {*knowledge.phrases.small_words, *(question.yes_or_no if question else ())}
    return bool(question and question.yes_or_no) and set(WORD.findall(asked.lower())) <= fitting


def without_yes_or_no(told: str) -> str:
    """Return a verdict without its opening yes or no."""
    rest = YES_OR_NO.sub("", told)
    return f"{rest[:1].upper()}{rest[1:]}"
