"""From the classifier's rankings to the questions a person asked, or to what is still unclear about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from advisor.vocabulary import Cell, near_miss_from_intent
from advisor.weighing import Clause, Spoken, Weighing, weigh

Unclear = Literal["option", "topic", "both"]

# Of a message that is rather about something else as a whole, a part has to be surer.
SCOPE_SHARE_FROM_WITHIN_ANOTHER_SUBJECT = 0.95
ANSWER_FROM = 0.25
HALF_KNOWN_FROM = 0.5
# In a clause with "and", what is at least so much less likely than the likeliest question is asked too.
ASKED_TOO_FROM = 0.35
MAX_ASKED_TOO = 2
MAX_NEAREST = 3
OUT_OF_SCOPE = "out_of_scope"
# What people tell about their situation is easily taken for a question about one of these.
BACKGROUND_TOPICS = frozenset({"advice", "consequences", "duration", "permission", "procedure", "who"})
MAX_QUESTIONS = 5


@dataclass(frozen=True)
class Question:
    """A question of the vocabulary that somebody asked in these words, and the claims these bring up."""

    text: str
    cell: Cell
    confidence: float
    claims: tuple[str, ...] = ()
    asks_plainly: bool = True


@dataclass(frozen=True)
class Understanding:
    """The questions understood; if there are none, the nearest ones and what is unclear.

    `unclear` is None when the message asks nothing of the vocabulary; `near_misses` then names the
    neighbouring subjects it is about.
    `left_out` tells that the message asked more questions than are answered at once.
    """

    questions: tuple[Question, ...] = ()
    unclear: Unclear | None = None
    nearest: tuple[Cell, ...] = ()
    near_misses: tuple[str, ...] = ()
    left_out: bool = False


def understand(
    clauses: Sequence[Clause],
    spoken: Spoken = Spoken(),
    named: tuple[str, ...] = (),
    denied: tuple[str, ...] = (),
    whole: Mapping[str, float] = MappingProxyType({}),
) -> Understanding:
    """Work out what the asking clauses of a message ask.

    `named` are the options it names anywhere, and `denied` those that it says it is not about; `whole` says
    how likely each intent is for the message as a whole.
    """
    weighings = [weigh(clause, named, denied, spoken) for clause in clauses]
    if _is_outside(whole):
        surer = SCOPE_SHARE_FROM_WITHIN_ANOTHER_SUBJECT
        weighings = [replace(weighing, scope_share_from=surer) for weighing in weighings]
    asked = [question for weighing in weighings for question in _questions(weighing)]
    questions = _merged(_without_background(asked))
    if questions:
        left_out = len(questions) > MAX_QUESTIONS
        return Understanding(questions=questions[:MAX_QUESTIONS], left_out=left_out)
    return _what_is_unclear(weighings, bool(named or spoken.option))


def _is_outside(ranking: Mapping[str, float]) -> bool:
    likeliest = max(ranking, key=lambda intent: ranking[intent], default="")
    return likeliest == OUT_OF_SCOPE or near_miss_from_intent(likeliest) is not None


def _questions(weighing: Weighing) -> Iterator[Question]:
    """Yield what a clause asks: one thing, or if it is coordinated also what may as well be meant."""
    if not weighing.cells or not _is_plain(weighing, weighing.ranked[0]):
        return
    likeliest, *others = weighing.ranked
    yield _question(weighing, likeliest)
    if weighing.clause.coordinated and weighing.clause.asks_plainly:
        enough = ASKED_TOO_FROM * weighing.cells[likeliest]
        for cell in others[:MAX_ASKED_TOO]:
            if cell.option == likeliest.option and weighing.cells[cell] >= enough:
                yield _question(weighing, cell)


def _is_plain(weighing: Weighing, likeliest: Cell) -> bool:
    stands_out = weighing.cells[likeliest] >= ANSWER_FROM * weighing.scope
    return weighing.in_scope and stands_out and weighing.dangling <= weighing.scope


def _question(weighing: Weighing, cell: Cell) -> Question:
    clause = weighing.clause
    confidence = weighing.cells[cell] / (weighing.scope + weighing.other)
    return Question(clause.text, cell, round(confidence, 3), clause.claims, clause.asks_plainly)


def _without_background(questions: list[Question]) -> list[Question]:
    """Leave out what is told rather than asked, if something is asked: "client ended it. am i paid?"."""
    asked = [one for one in questions if one.asks_plainly or one.cell.topic not in BACKGROUND_TOPICS]
    return asked or questions


def _merged(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return each question once, with the claims that any of its clauses brings up."""
    by_cell: dict[Cell, Question] = {}
    for question in questions:
        first = by_cell.setdefault(question.cell, question)
        claims = tuple(dict.fromkeys(first.claims + question.claims))
        by_cell[question.cell] = replace(first, claims=claims)
    return tuple(by_cell.values())


def _what_is_unclear(weighings: Sequence[Weighing], option_known: bool) -> Understanding:
    weighing = max(weighings, key=lambda one: one.scope, default=None)
    if weighing is None:
        return Understanding()
    named = (one.near_miss for one in weighings)
    near_misses = tuple(dict.fromkeys(name for name in named if name is not None))
    if not weighing.in_scope:
        return Understanding(nearest=tuple(weighing.ranked[:MAX_NEAREST]), near_misses=near_misses)
    unclear = _unclear_half(weighing, option_known)
    nearest = [cell for cell in weighing.ranked if _shares_the_plain_half(cell, weighing.ranked[0], unclear)]
    return Understanding(unclear=unclear, nearest=tuple(nearest[:MAX_NEAREST]))


def _shares_the_plain_half(cell: Cell, likeliest: Cell, unclear: Unclear) -> bool:
    """Tell whether a cell differs from the likeliest one in the unclear half only."""
    if unclear == "option":
        return cell.topic == likeliest.topic
    return unclear == "both" or cell.option == likeliest.option


def _unclear_half(weighing: Weighing, option_known: bool) -> Unclear:
    topics: dict[str, float] = {}
    for cell, value in weighing.cells.items():
        topics[cell.topic] = topics.get(cell.topic, 0.0) + value
    if not option_known and max(topics.values()) >= HALF_KNOWN_FROM * weighing.scope:
        return "option"
    return "topic" if option_known else "both"
