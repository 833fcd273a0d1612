"""The lines below the verdict and the warnings, and how many of them a first answer tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from advisor.records import AdviceRule, FactValue

# With headings and what is said of sources this makes an answer of about 90 words.
MAX_WORDS = 80
MAX_LINES = 3
MAX_LINES_WHEN_BRIEF = 1
MIN_BRANCHES = 2


@dataclass(frozen=True, eq=False)
class Line:
    """One point of an answer: a rule, and the option or the condition it is told for, if any."""

    rule: AdviceRule
    option: str | None = None
    condition: FactValue | None = None


def first_lines(
    opening: Iterable[AdviceRule], lines: Sequence[Line], has_verdict: bool, brief: bool
) -> tuple[Line, ...]:
    """Return the lines told below the opening: as many as fit, but two branches of the verdict always.

    The sides of a comparison stand in for a verdict where there is none. What disputes something told is told
    as well.
    """
    needed = [line for line in lines if _is_needed(line, has_verdict)][:MIN_BRANCHES]
    told = needed + _fitting(opening, lines, needed, MAX_LINES_WHEN_BRIEF if brief else MAX_LINES)
    ids = {rule.id for rule in (*opening, *(line.rule for line in told))}
    return tuple(line for line in lines if line in told or ids.intersection(line.rule.disputes))


def _is_needed(line: Line, has_verdict: bool) -> bool:
    if line.option is not None:
        return not has_verdict
    return line.condition is not None and line.rule.part == "verdict" and not line.condition.rare


def _fitting(
    opening: Iterable[AdviceRule], lines: Sequence[Line], needed: Sequence[Line], most: int
) -> list[Line]:
    rules = {rule.id: rule for rule in (*opening, *(line.rule for line in needed))}
    words = sum(rule.words for rule in rules.values())
    fitting: list[Line] = []
    for group in _groups(line for line in lines if line not in needed):
        words += sum(line.rule.words for line in group)
        if words > MAX_WORDS or len(needed) + len(fitting) + len(group) > most:
            break
        fitting += group
    return fitting


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield the sides of a comparison together, since one alone would mislead, and each other line alone."""
    others = list(lines)
    sides = [line for line in others if line.option is not None]
    if sides:
        yield sides
    yield from ([line] for line in others if line.option is None)
