"""From a question and a situation to the advice that holds for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.hinging import Branch, branches, fact_to_ask
from advisor.knowledge import KnowledgeBase
from advisor.matching import applying, by_weight, depending, match, replaces
from advisor.records import AdviceRule, Fact, FactValue
from advisor.situation import Situation
from advisor.vocabulary import Cell

COMPARED_OPTIONS = ("end", "pause")
MAX_LINES = 3
MIN_LINES = 2


@dataclass(frozen=True)
class Line:
    """One point of an answer: a rule, and the option or the condition it is told for, if any."""

    rule: AdviceRule
    option: str | None = None
    condition: FactValue | None = None


@dataclass(frozen=True)
class Advice:
    """What may be said about one cell in one situation.

    `warning_needs` holds the values of unknown facts under which the warning applies (empty: it applies);
    `lines` are all the points, most important first; `asks` is the fact worth asking about, if any, and
    `hinges` tells that the verdict itself depends on it. A `brief` answer is one of several.
    """

    cell: Cell
    verdict: AdviceRule | None
    warning: AdviceRule | None
    warning_needs: tuple[FactValue, ...]
    lines: tuple[Line, ...]
    asks: Fact | None
    hinges: bool
    brief: bool = False

    @property
    def status(self) -> str:
        """`answered`, `needs_fact` or `unknown`, as the turn report gives it."""
        if self.verdict is None:
            return "answered" if self.sides else "unknown"
        if self.verdict.confidence == "unknown":
            return "unknown"
        return "needs_fact" if self.hinges else "answered"

    @property
    def told_lines(self) -> tuple[Line, ...]:
        """The lines of a first answer: fewer when there is a warning or a correction to read too.

        What disputes something told is told as well.
        """
        room = 1 if self.brief else MAX_LINES - (self.warning is not None) - (self.correction is not None)
        room = max(room, 1 if self.brief else MIN_LINES, len(self.sides))
        told, left = self.lines[:room], self.lines[room:]
        first = [self.verdict, self.warning, *(line.rule for line in told)]
        ids = {rule.id for rule in first if rule is not None}
        return (*told, *(line for line in left if ids.intersection(line.rule.disputes)))

    @property
    def left_lines(self) -> tuple[Line, ...]:
        """The lines that a first answer leaves out."""
        return tuple(line for line in self.lines if line not in self.told_lines)

    @property
    def rules(self) -> tuple[AdviceRule, ...]:
        """The rules of a first answer in the order in which they are told, each once."""
        told = [self.verdict, self.warning, *(line.rule for line in self.told_lines)]
        return tuple({rule.id: rule for rule in told if rule is not None}.values())

    @property
    def sides(self) -> tuple[AdviceRule, ...]:
        """The verdicts on each option that a comparison sets side by side."""
        return tuple(line.rule for line in self.lines if line.option is not None)

    @property
    def correction(self) -> str | None:
        """The line that names a claim of an article which does not hold, if the verdict corrects one."""
        return self.verdict.correction if self.verdict else None

    @property
    def disputed(self) -> bool:
        """Tell whether a first answer names a conflict of sources."""
        return self.correction is not None or any(rule.standing == "disputed" for rule in self.rules)


def advise_all(knowledge: KnowledgeBase, situation: Situation, cells: Sequence[Cell]) -> list[Advice]:
    """Work out the advice on each of the cells that one message asks about; several make each one brief."""
    return [advise(knowledge, situation, cell, brief=len(cells) > 1) for cell in cells]


def advise(knowledge: KnowledgeBase, situation: Situation, cell: Cell, brief: bool = False) -> Advice:
    """Work out the advice on a cell; the same input always gives the same advice."""
    facts = {**_presumed(knowledge), **situation}
    rules = knowledge.rules_for(cell)
    in_force, open_rules = applying(rules, facts), depending(rules, facts)
    asks = fact_to_ask(knowledge, open_rules, facts, but_not=situation.unsure)
    warning, needs = _warning(knowledge, cell, in_force, open_rules, facts)
    hinge = asks or fact_to_ask(
        knowledge, open_rules, facts, but_not=knowledge.facts.keys() - situation.unsure
    )
    told = [branch for branch in branches(rules, facts, hinge) if branch.rule != warning]
    return Advice(
        cell=cell,
        verdict=_verdict(in_force),
        warning=warning,
        warning_needs=needs,
        lines=(
            *_sides(knowledge, facts, cell),
            *(_branch_line(branch) for branch in told if not branch.value.rare),
            *_points(knowledge, cell, in_force),
            *(_branch_line(branch) for branch in told if branch.value.rare),
        ),
        asks=asks,
        hinges=asks is not None and any(branch.rule.part == "verdict" for branch in told),
        brief=brief,
    )


def _presumed(knowledge: KnowledgeBase) -> dict[str, str]:
    return {fact.id: str(fact.presumed) for fact in knowledge.facts.values() if fact.presumed}


def _verdict(rules: list[AdviceRule]) -> AdviceRule | None:
    return next((rule for rule in rules if rule.part == "verdict"), None)


def _branch_line(branch: Branch) -> Line:
    return Line(branch.rule, condition=branch.value)


def _warning(
    knowledge: KnowledgeBase,
    cell: Cell,
    in_force: list[AdviceRule],
    open_rules: list[AdviceRule],
    facts: Mapping[str, str],
) -> tuple[AdviceRule | None, tuple[FactValue, ...]]:
    """Pick the weightiest warning; one that may apply is told with its condition rather than kept back."""
    certain = [rule for rule in in_force if rule.part == "warning"] or _guards(knowledge, facts, cell.option)
    if certain:
        return min(certain, key=by_weight), ()
    possible = [rule for rule in open_rules if rule.part == "warning" and rule.irreversible]
    if not possible:
        return None, ()
    likeliest = min(possible, key=lambda rule: len(match(rule, facts).unknown))
    unknown = match(likeliest, facts).unknown
    needs = (knowledge.facts[fact].value(likeliest.applies_when[fact][0]) for fact in unknown)
    return likeliest, tuple(value for value in needs if value is not None)


def _guards(knowledge: KnowledgeBase, facts: Mapping[str, str], option: str) -> list[AdviceRule]:
    """Return the warnings that hold for every question about the option in this situation."""
    holding = [rule for rule in knowledge.rules_of(option) if match(rule, facts).applies]
    return [rule for rule in holding if rule.guards and not any(replaces(other, rule) for other in holding)]


def _points(knowledge: KnowledgeBase, cell: Cell, in_force: list[AdviceRule]) -> list[Line]:
    """Return the points, the cell's own first; a disputed rule brings along what disputes it."""
    points = [rule for rule in in_force if rule.part == "point"]
    points.sort(key=lambda rule: (knowledge.cells[rule.id] != cell, *by_weight(rule)))
    told: dict[str, AdviceRule] = {}
    for rule in [*filter(None, [_verdict(in_force)]), *points]:
        told.setdefault(rule.id, rule)
        for other in rule.disputes:
            told.setdefault(other, knowledge.rules[other])
    return [Line(rule) for rule in told.values() if rule.part == "point"]


def _sides(knowledge: KnowledgeBase, facts: Mapping[str, str], cell: Cell) -> list[Line]:
    """Return the verdicts on the two options that a comparison sets side by side."""
    if cell.option != "compare":
        return []
    sides = [
        (option, _verdict(applying(knowledge.rules_for(Cell(option, cell.topic)), facts)))
        for option in COMPARED_OPTIONS
    ]
    return [Line(rule, option=option) for option, rule in sides if rule is not None]
