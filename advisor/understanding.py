"""From the classifier's rankings to the questions a person asked, or to what is still unclear about them.

Every intent `ask_<option>_<topic>` is a cell of the vocabulary, so one ranking says how likely each option
and each topic is. Words that name an option, and the conversation so far, shift that likelihood: in
"and my score?" the topic is plain and the option is the one spoken about before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from advisor.vocabulary import OPTIONS, Cell, cell_from_intent

Unclear = Literal["option", "topic", "both"]

IN_SCOPE_FROM = 0.1
SCOPE_SHARE_FROM = 0.45
SCOPE_SHARE_FROM_NEAR_MISS = 0.85
ANSWER_FROM = 0.25
HALF_KNOWN_FROM = 0.5
OTHER_OPTION_WHEN_NAMED = 0.1
OTHER_OPTION_IN_CONVERSATION = 0.35
UNSEEN_OPTION_SHARE = 0.05
MAX_NEAREST = 3
MAX_QUESTIONS = 5
REFERRING_INTENTS = frozenset({"follow_up", "inform", "ask_why", "not_sure"})


@dataclass(frozen=True)
class Clause:
    """A part of a message, how likely each intent is for it, and what it names.

    `near_misses` are neighbouring subjects outside the vocabulary, by the ids of `knowledge/questions.yml`;
    `claims` are claims of the articles, by the ids of `knowledge/claims.yml`.
    """

    text: str
    ranking: Mapping[str, float]
    options: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """What the conversation is about so far."""

    option: str | None = None
    topic: str | None = None


@dataclass(frozen=True)
class Question:
    """A question of the vocabulary that somebody asked in these words, and the claims these bring up."""

    text: str
    cell: Cell
    confidence: float
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understanding:
    """The questions understood; if there are none, the nearest ones and what is unclear.

    `unclear` is None when the message asks nothing of the vocabulary; `near_misses` then names what it asks.
    `left_out` tells that the message asked more questions than are answered at once.
    """

    questions: tuple[Question, ...] = ()
    unclear: Unclear | None = None
    nearest: tuple[Cell, ...] = ()
    near_misses: tuple[str, ...] = ()
    left_out: bool = False


@dataclass(frozen=True)
class _Weighing:
    """How likely each cell is for a clause, and how likely it is anything else.

    `dangling` is how likely it refers to a question before it although there was none.
    """

    clause: Clause
    cells: dict[Cell, float]
    other: float
    dangling: float

    @property
    def scope(self) -> float:
        return sum(self.cells.values())

    @property
    def in_scope(self) -> bool:
        needed = SCOPE_SHARE_FROM_NEAR_MISS if self.clause.near_misses else SCOPE_SHARE_FROM
        return self.scope >= IN_SCOPE_FROM and self.scope >= needed * (self.scope + self.other)

    @property
    def ranked(self) -> list[Cell]:
        return sorted(self.cells, key=lambda cell: (-self.cells[cell], cell))


def understand(
    clauses: Sequence[Clause], spoken: Spoken = Spoken(), named: tuple[str, ...] = ()
) -> Understanding:
    """Work out what the asking clauses of a message ask; `named` are the options it names anywhere."""
    weighings = [_weigh(clause, named, spoken) for clause in clauses]
    questions = _merged(question for question in map(_question, weighings) if question is not None)
    if questions:
        left_out = len(questions) > MAX_QUESTIONS
        return Understanding(questions=questions[:MAX_QUESTIONS], left_out=left_out)
    return _what_is_unclear(weighings, bool(named or spoken.option))


def _weigh(clause: Clause, named: tuple[str, ...], spoken: Spoken) -> _Weighing:
    cells: dict[Cell, float] = {}
    referring = other = 0.0
    for intent, confidence in clause.ranking.items():
        cell = cell_from_intent(intent)
        if cell is not None:
            cells[cell] = confidence
        elif intent in REFERRING_INTENTS:
            referring += confidence
        else:
            other += confidence
    meant = _referred_to(clause, named, spoken)
    if meant is not None:
        cells[meant] = cells.get(meant, 0.0) + referring
    shifted = _shift(cells, _option_weights(clause.options or named, spoken))
    return _Weighing(clause, shifted, other, dangling=0.0 if meant else referring)


def _referred_to(clause: Clause, named: tuple[str, ...], spoken: Spoken) -> Cell | None:
    """Return the cell a follow-up means: what it names, and for the rest what was spoken about."""
    options = clause.options or named[:1]
    option = options[0] if options else spoken.option
    topic = clause.topics[0] if clause.topics else spoken.topic
    return Cell(option, topic) if option and topic else None


def _option_weights(named: tuple[str, ...], spoken: Spoken) -> dict[str, float]:
    if named:
        likely = {*named, "compare"} if len(set(named)) > 1 else set(named)
        return {option: 1.0 if option in likely else OTHER_OPTION_WHEN_NAMED for option in OPTIONS}
    if spoken.option:
        return {
            option: 1.0 if option == spoken.option else OTHER_OPTION_IN_CONVERSATION for option in OPTIONS
        }
    return dict.fromkeys(OPTIONS, 1.0)


def _shift(cells: dict[Cell, float], weights: dict[str, float]) -> dict[Cell, float]:
    """Move likelihood between options, topic by topic, so that the whole stays the same."""
    moved: dict[Cell, float] = {}
    for topic in sorted({cell.topic for cell in cells}):
        total = sum(value for cell, value in cells.items() if cell.topic == topic)
        if total <= 0:
            continue
        weighted = {
            option: (cells.get(Cell(option, topic), 0.0) + UNSEEN_OPTION_SHARE * total) * weight
            for option, weight in weights.items()
        }
        scale = total / sum(weighted.values())
        moved |= {Cell(option, topic): value * scale for option, value in weighted.items()}
    return moved


def _question(weighing: _Weighing) -> Question | None:
    if not weighing.in_scope:
        return None
    cell = weighing.ranked[0]
    if weighing.cells[cell] < ANSWER_FROM * weighing.scope or weighing.dangling > weighing.scope:
        return None
    confidence = weighing.cells[cell] / (weighing.scope + weighing.other)
    return Question(weighing.clause.text, cell, round(confidence, 3), weighing.clause.claims)


def _merged(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return each question once, with the claims that any of its clauses brings up."""
    by_cell: dict[Cell, Question] = {}
    for question in questions:
        first = by_cell.setdefault(question.cell, question)
        claims = tuple(dict.fromkeys(first.claims + question.claims))
        by_cell[question.cell] = replace(first, claims=claims)
    return tuple(by_cell.values())


def _what_is_unclear(weighings: Sequence[_Weighing], option_known: bool) -> Understanding:
    weighing = max(weighings, key=lambda one: one.scope, default=None)
    if weighing is None:
        return Understanding()
    near_misses = tuple(dict.fromkeys(name for one in weighings for name in one.clause.near_misses))
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


def _unclear_half(weighing: _Weighing, option_known: bool) -> Unclear:
    topics: dict[str, float] = {}
    for cell, value in weighing.cells.items():
        topics[cell.topic] = topics.get(cell.topic, 0.0) + value
    if not option_known and max(topics.values()) >= HALF_KNOWN_FROM * weighing.scope:
        return "option"
    return "topic" if option_known else "both"
