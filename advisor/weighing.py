"""How likely each question of the vocabulary is for a part of a message, in the light of the conversation.

Every intent `ask_<option>_<topic>` is a cell of the vocabulary, so one ranking says how likely each option
and each topic is. Words that name an option, and the conversation so far, shift that likelihood: in
"and my score?" the topic is plain and the option is the one spoken about before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.vocabulary import OPTIONS, Cell, cell_from_intent, near_miss_from_intent

IN_SCOPE_FROM = 0.3
SCOPE_SHARE_FROM = 0.45
OTHER_OPTION_WHEN_NAMED = 0.1
DENIED_OPTION = 0.01
OTHER_OPTION_IN_CONVERSATION = 0.05
UNSEEN_OPTION_SHARE = 0.05
# To want a message written asks the same as what to write.
DRAFT_INTENT = "request_draft"
REFERRING_INTENTS = frozenset({"follow_up", "inform", "ask_why", "not_sure"})


@dataclass(frozen=True)
class Clause:
    """A part of a message, how likely each intent is for it, and what it names.

    `claims` are claims of the articles, by the ids of `knowledge/claims.yml`. What does not ask plainly has
    not the form of a question, like "I need a break". What is coordinated has an "and" or the like in it.
    """

    text: str
    ranking: Mapping[str, float]
    options: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    asks_plainly: bool = True
    coordinated: bool = False


@dataclass(frozen=True)
class Spoken:
    """What the conversation is about so far."""

    option: str | None = None
    topic: str | None = None


@dataclass(frozen=True)
class Weighing:
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


def weigh(clause: Clause, named: tuple[str, ...], denied: tuple[str, ...], spoken: Spoken) -> Weighing:
    """Return how likely each cell is for a clause.

    `named` are the options that its message names, and `denied` those that it says it is not about.
    """
    cells: dict[Cell, float] = {}
    referring = other = 0.0
    for intent, confidence in clause.ranking.items():
        cell = cell_from_intent(intent)
        if cell is not None:
            cells[cell] = confidence
        elif intent in REFERRING_INTENTS:
            referring += confidence
        elif intent != DRAFT_INTENT:
            other += confidence
    cells, other = _with_drafts(cells, other, clause.ranking.get(DRAFT_INTENT, 0.0))
    meant = _referred_to(clause, named, spoken)
    if meant is not None:
        cells[meant] = cells.get(meant, 0.0) + referring
    weights = _option_weights(clause.options or named, spoken)
    for option in set(denied) - set(clause.options or named):
        # Who does not want the one does not compare it with the other either.
        weights |= {option: DENIED_OPTION, "compare": DENIED_OPTION}
    shifted = _shift(cells, weights)
    return Weighing(clause, shifted, other, dangling=0.0 if meant else referring)


def _with_drafts(cells: dict[Cell, float], other: float, wanted: float) -> tuple[dict[Cell, float], float]:
    """Share out how likely a draft is wanted among the cells on notice; without any, it is something else."""
    notice = {cell: value for cell, value in cells.items() if cell.topic == "notice"}
    total = sum(notice.values())
    if total <= 0:
        return cells, other + wanted
    return cells | {cell: value + wanted * (value / total) for cell, value in notice.items()}, other


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
