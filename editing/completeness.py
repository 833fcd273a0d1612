"""What a sound knowledge base may still lack before it may be published."""

from __future__ import annotations

from collections.abc import Container, Iterator

from advisor.errors import Fault
from advisor.footing import days_unchecked, is_expired
from advisor.knowledge import KnowledgeBase
from advisor.records import AdviceRule

WORDS_OF_A_PART = {"verdict": 30, "point": 28, "warning": 34}
WORDS_OF_A_NEXT_STEP = 22
WORDS_OF_A_CELL = 12


def completeness_faults(knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Yield what is carried by no rule, told at too great a length, or unchecked for too long."""
    rules = knowledge.rules_in_force()
    yield from _finding_faults(knowledge, {finding for rule in rules for finding in rule.findings})
    yield from _gap_faults(knowledge, {gap for rule in rules for gap in rule.gaps})
    for rule in rules:
        yield from _rule_faults(knowledge, rule)
    yield from _cell_faults(knowledge)


def _finding_faults(knowledge: KnowledgeBase, cited: Container[str]) -> Iterator[Fault]:
    for finding in knowledge.findings.values():
        if (finding.id in cited) == bool(finding.left_out):
            problem = "needs either an advice rule that cites it or the reason why it is left out"
            yield Fault("findings.yml", finding.id, problem)


def _gap_faults(knowledge: KnowledgeBase, told: Container[str]) -> Iterator[Fault]:
    for gap in knowledge.gaps:
        if gap not in told:
            yield Fault("gaps.yml", gap, "no advice rule says that this is not known")


def _rule_faults(knowledge: KnowledgeBase, rule: AdviceRule) -> Iterator[Fault]:
    file = f"advice/{knowledge.cells[rule.id]}.yml"
    if rule.confidence == "unknown" and not rule.next_step:
        yield Fault(file, rule.id, "says that something is unknown, so it needs the next_step that is safe")
    if is_expired(knowledge, rule):
        days = days_unchecked(rule, knowledge.today)
        problem = f"was checked {days} days ago; hold it against its pages and renew checked_on, or retire it"
        yield Fault(file, rule.id, problem)
    for key, limit in (("statement", WORDS_OF_A_PART[rule.part]), ("next_step", WORDS_OF_A_NEXT_STEP)):
        words = len((getattr(rule, key) or "").split())
        if words > limit:
            yield Fault(file, rule.id, f"{key} has {words} words; {limit} is the most a reader bears")


def _cell_faults(knowledge: KnowledgeBase) -> Iterator[Fault]:
    for cell in knowledge.consultation.comparisons.values():
        words = len(cell.text.split())
        if words > WORDS_OF_A_CELL:
            problem = f"text has {words} words; {WORDS_OF_A_CELL} is the most that a cell of the table holds"
            yield Fault("consultation/comparisons.yml", cell.id, problem)
