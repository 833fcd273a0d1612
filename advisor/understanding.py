"""From the classifier's rankings to the questions a person asked, or to what is still unclear about them.

Every intent `ask_<option>_<topic>` is a cell of the vocabulary, so one ranking says how likely each option
and each topic is. Words that name an option, and the conversation so far, shift that likelihood: in
"and my score?" the topic is plain and the option is the one spoken about before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from advisor.vocabulary import OPTIONS, Cell, cell_from_intent, near_miss_from_intent

Unclear = Literal["option", "topic", "both"]

IN_SCOPE_FROM = 0.1
SCOPE_SHARE_FROM = 0.45
# Of a message that is rather about something else as a whole, a part has to be surer.
SCOPE_SHARE_FROM_WITHIN_ANOTHER_SUBJECT = 0.8
ANSWER_FROM = 0.25
HALF_KNOWN_FROM = 0.5
OTHER_OPTION_WHEN_NAMED = 0.1
DENIED_OPTION = 0.01
OTHER_OPTION_IN_CONVERSATION = 0.35
UNSEEN_OPTION_SHARE = 0.05
MAX_NEAREST = 3
OUT_OF_SCOPE = "out_of_scope"
# What people tell about their situation is easily taken for a question about one of these.
BACKGROUND_TOPICS = frozenset({"advice", "consequences", "duration", "permission", "procedure", "who"})
MAX_QUESTIONS = 5
REFERRING_INTENTS = frozenset({"follow_up", "inform", "ask_why", "not_sure"})


@dataclass(frozen=True)
class Clause:
    """A part of a message, how likely each intent is for it, and what it names.

    `claims` are claims of the articles, by the ids of `knowledge/claims.yml`. What does not ask plainly has
    not the form of a question, like "I need a break".
    """

    text: str
    ranking: Mapping[str, float]
    options: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    asks_plainly: bool = True


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


@dataclass(frozen=True)
class _Weighing:
    """How likely each cell is for a clause, and how likely it is anything else.

    `dangling` is how likely it refers to a question before it although there was none.
    """

    clause: Clause
    cells: dict[Cell, float]
    other: float
    dangling: float
    scope_share_from: float = SCOPE_SHARE_FROM

    @property
    def scope(self) -> float:
        return sum(self.cells.values())

    @property
    def in_scope(self) -> bool:
        enough = self.scope_share_from * (self.scope + self.other)
        return self.scope >= IN_SCOPE_FROM and self.scope >= enough

    @property
    def near_miss(self) -> str | None:
        """The neighbouring subject it is about, if nothing else but a question is likelier."""
        ranking = self.clause.ranking
        others = [intent for intent in ranking if cell_from_intent(intent) is None]
        return near_miss_from_intent(max(others, key=lambda intent: ranking[intent], default=""))

    @property
    def ranked(self) -> list[Cell]:
        return sorted(self.cells, key=lambda cell: (-self.cells[cell], cell))


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
    weighings = [_weigh(clause, named, denied, spoken) for clause in clauses]
    if _is_outside(whole):
        surer = SCOPE_SHARE_FROM_WITHIN_ANOTHER_SUBJECT
        weighings = [replace(weighing, scope_share_from=surer) for weighing in weighings]
    questions = _merged(_without_background([one for one in map(_question, weighings) if one is not None]))
    if questions:
        left_out = len(questions) > MAX_QUESTIONS
        return Understanding(questions=questions[:MAX_QUESTIONS], left_out=left_out)
    return _what_is_unclear(weighings, bool(named or spoken.option))


def _is_outside(ranking: Mapping[str, float]) -> bool:
    likeliest = max(ranking, key=lambda intent: ranking[intent], default="")
    return likeliest == OUT_OF_SCOPE or near_miss_from_intent(likeliest) is not None


def _weigh(clause: Clause, named: tuple[str, ...], denied: tuple[str, ...], spoken: Spoken) -> _Weighing:
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
    weights = _option_weights(clause.options or named, spoken)
    for option in set(denied) - set(clause.options or named):
        # Who does not want the one does not compare it with the other either.
        weights |= {option: DENIED_OPTION, "compare": DENIED_OPTION}
    shifted = _shift(cells, weights)
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
    clause = weighing.clause
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


def _what_is_unclear(weighings: Sequence[_Weighing], option_known: bool) -> Understanding:
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


def _unclear_half(weighing: _Weighing, option_known: bool) -> Unclear:
    topics: dict[str, float] = {}
    for cell, value in weighing.cells.items():
        topics[cell.topic] = topics.get(cell.topic, 0.0) + value
    if not option_known and max(topics.values()) >= HALF_KNOWN_FROM * weighing.scope:
        return "option"
    return "topic" if option_known else "both"
