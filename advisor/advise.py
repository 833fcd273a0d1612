"""From a question and a situation to the advice that holds for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from advisor.hinging import Branch, branches, decisive, facts_to_ask, repeats
from advisor.knowledge import KnowledgeBase
from advisor.lines import Line, first_lines
from advisor.matching import applying, by_weight, depending
from advisor.named_points import named_point
from advisor.polarity import fits_yes_or_no
from advisor.records import AdviceRule, Fact
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import Cell
from advisor.warning import Warning, warnings_told

COMPARED_OPTIONS = ("end", "pause")
MAX_SHORT_WORDS = 30


@dataclass(frozen=True)
class Advice:
    """What may be said about one cell in one situation.

    `lead` is the point that was asked for by name, if any; `lines` are all the others, most important first.
    `asks` is the fact worth asking about, if any, and `hinges` tells that the verdict itself depends on it.
    `says_yes_or_no` tells that the yes or no of a verdict fits the question. `correction` sets right what an
    article claims. A `brief` answer is one of several.
    """

    cell: Cell
    verdict: AdviceRule | None
    warnings: tuple[Warning, ...]
    lines: tuple[Line, ...]
    asks: Fact | None
    hinges: bool
    lead: Line | None = None
    says_yes_or_no: bool = True
    correction: str | None = None
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
        """The lines of a first answer: as many as a reader takes in."""
        return first_lines(self.opening, self.lines, self.verdict is not None, self.brief)

    @property
    def opening(self) -> list[AdviceRule]:
        """What was asked for by name, the verdict or else the sides of a comparison, and the warnings."""
        verdict = [self.verdict] if self.verdict is not None else list(self.sides)
        lead = [self.lead.rule] if self.lead is not None else []
        return [*lead, *verdict, *(warning.rule for warning in self.warnings)]

    @property
    def left_lines(self) -> tuple[Line, ...]:
        """The lines that a first answer leaves out."""
        return tuple(line for line in self.lines if line not in self.told_lines)

    @property
    def rules(self) -> tuple[AdviceRule, ...]:
        """The rules of a first answer in the order in which they are told, each once."""
        told = [*self.opening, *(line.rule for line in self.told_lines)]
        return tuple({rule.id: rule for rule in told}.values())

    @property
    def opens_with_warning(self) -> bool:
        """Tell whether the answer shows how to take a step that cannot be undone."""
        return any(rule.irreversible and rule.part != "warning" for rule in self.rules)

    @property
    def sides(self) -> tuple[AdviceRule, ...]:
        """The verdicts on each option that a comparison sets side by side."""
        return tuple(line.rule for line in self.lines if line.option is not None)

    @property
    def disputed(self) -> bool:
        """Tell whether a first answer names a conflict of sources."""
        return self.correction is not None or any(rule.standing == "disputed" for rule in self.rules)


def advise_all(
    knowledge: KnowledgeBase, situation: Situation, questions: Sequence[Question], message: str = ""
) -> list[Advice]:
    """Work out the advice on each of the questions of a message; several make each answer brief.

    What a short message says around its only question helps to tell what is asked for.
    """
    brief = len(questions) > 1
    short = not brief and len(message.split()) <= MAX_SHORT_WORDS
    return [
        advise(
            knowledge,
            situation,
            one.cell,
            one.claims,
            brief,
            one.text,
            message if short and one.text in message else one.text,
        )
        for one in questions
    ]


def advise(
    knowledge: KnowledgeBase,
    situation: Situation,
    cell: Cell,
    claims: Iterable[str] = (),
    brief: bool = False,
    asked: str = "",
    context: str = "",
) -> Advice:
    """Work out the advice on a cell; the same input always gives the same advice.

    `claims` are the ids of the claims of the articles that the person brings up: only these are corrected.
    `asked` is the question in the person's own words, `context` the same with what was said around it.
    """
    facts = {**knowledge.presumed, **situation}
    rules = knowledge.rules_for(cell)
    in_force, open_rules = applying(rules, facts), depending(rules, facts)
    warnings = warnings_told(knowledge, cell.option, in_force, open_rules, facts)
    warned = [warning.rule for warning in warnings]
    asks, hinge = facts_to_ask(knowledge, decisive(knowledge, open_rules, warned), facts, situation.unsure)
    told = [branch for branch in branches(rules, facts, hinge) if not repeats(warned, branch.rule)]
    lead = named_point(knowledge, cell, facts, context or asked)
    points = [*_sides(knowledge, facts, cell), *_points(knowledge, cell, in_force, lead)]
    return Advice(
        cell=cell,
        lead=lead,
        verdict=_verdict(in_force),
        says_yes_or_no=lead is None and fits_yes_or_no(knowledge, cell, asked),
        warnings=warnings,
        lines=_ordered(points, told),
        asks=asks,
        hinges=asks is not None and any(branch.rule.part == "verdict" for branch in told),
        correction=knowledge.correction_of(claims, cell),
        brief=brief,
    )


def _ordered(points: Iterable[Line], branches: Iterable[Branch]) -> tuple[Line, ...]:
    """Return sides first, then the branches of values that are not rare, points, and the other branches."""
    lines = [*points, *(Line(branch.rule, condition=branch.value) for branch in branches)]

    def rank(line: Line) -> int:
        if line.option is not None:
            return 0
        if line.condition is None:
            return 2
        return 3 if line.condition.rare else 1

    return tuple(sorted(lines, key=rank))


def _verdict(rules: list[AdviceRule]) -> AdviceRule | None:
    return next((rule for rule in rules if rule.part == "verdict"), None)


def _points(
    knowledge: KnowledgeBase, cell: Cell, in_force: list[AdviceRule], lead: Line | None
) -> list[Line]:
    """Return the points without the lead, the cell's own first; what is disputed brings its other side."""
    points = [rule for rule in in_force if rule.part == "point"]
    points.sort(key=lambda rule: (knowledge.cells[rule.id] != cell, *by_weight(rule)))
    leading = [lead.rule] if lead is not None else []
    told: dict[str, AdviceRule] = {}
    for rule in [*filter(None, [_verdict(in_force)]), *leading, *points]:
        told.setdefault(rule.id, rule)
        for other in rule.disputes:
            told.setdefault(other, knowledge.rules[other])
    others = [rule for rule in told.values() if rule not in leading]
    return [Line(rule) for rule in others if rule.part == "point" and rule.holds_on(knowledge.today)]


def _sides(knowledge: KnowledgeBase, facts: Mapping[str, str], cell: Cell) -> list[Line]:
    """Return the verdicts on the two options that a comparison sets side by side."""
    if cell.option != "compare":
        return []
    sides = [
        (option, _verdict(applying(knowledge.rules_for(Cell(option, cell.topic)), facts)))
        for option in COMPARED_OPTIONS
    ]
    return [Line(rule, option=option) for option, rule in sides if rule is not None]
