"""Checks across the knowledge base: ids that exist, disputes that point both ways, one verdict at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from advisor.consultation.checks import consultation_faults
from advisor.consultation.draft_checks import draft_faults
from advisor.errors import Fault
from advisor.evidence import Claim, Conflict
from advisor.knowledge import KnowledgeBase
from advisor.matching import can_both_apply, replaces
from advisor.pointers import condition_faults, missing
from advisor.reading import Entry, Reading
from advisor.records import AdviceRule
from advisor.vocabulary import OPTIONS, TOPICS, Cell


def reference_faults(knowledge: KnowledgeBase, reading: Reading) -> Iterator[Fault]:
    """Yield every fault in how entries refer to one another."""
    for entry in reading.entries["findings"]:
        yield from missing(entry, "source", entry.record.sources, knowledge.sources)
    for entry in reading.entries["facts"]:
        yield from _fact_faults(entry)
    for entry in reading.entries["claims"]:
        yield from _claim_faults(entry, knowledge)
    for entry in reading.entries["conflicts"]:
        yield from _conflict_faults(entry, knowledge)
    for entry in reading.entries["advice"]:
        yield from _rule_faults(entry, knowledge)
    yield from _circle_faults(reading, knowledge)
    days = _days_of_change(knowledge)
    yield from {fault for day in days for fault in _verdict_faults(knowledge.as_of(day))}
    yield from _title_faults(knowledge, reading)
    yield from consultation_faults(knowledge, reading)
    yield from draft_faults(knowledge, reading)


def _fact_faults(entry: Entry) -> Iterator[Fault]:
    fact = entry.record
    ids = [value.id for value in fact.values]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield Fault(entry.file, fact.id, f"has the value {name} twice")
    if fact.presumed is not None and fact.presumed not in ids:
        yield Fault(entry.file, fact.id, f"presumes {fact.presumed}, which is none of its values")
    if fact.otherwise is not None and fact.otherwise not in ids:
        yield Fault(entry.file, fact.id, f"means {fact.otherwise} otherwise, which is none of its values")


def _claim_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    claim: Claim = entry.record
    yield from missing(entry, "source", [claim.document], knowledge.sources)
    if claim.document in knowledge.sources and knowledge.sources[claim.document].file is None:
        yield Fault(
            entry.file, claim.id, f"the source {claim.document} names no file to find the sentence in"
        )
    yield from missing(entry, "finding", claim.findings, knowledge.findings)
    yield from missing(entry, "advice rule", claim.advice, knowledge.rules)
    if bool(claim.advice) == bool(claim.left_out):
        yield Fault(entry.file, claim.id, "needs either advice rules or the reason why it is left out")
    rules = [knowledge.rules[name] for name in claim.advice if name in knowledge.rules]
    if claim.verdict == "contradicted" and not any(rule.correction for rule in rules):
        yield Fault(entry.file, claim.id, "is contradicted, but none of its advice rules has a correction")


def _conflict_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    conflict: Conflict = entry.record
    yield from missing(entry, "finding", conflict.findings, knowledge.findings)
    yield from missing(entry, "advice rule", conflict.advice, knowledge.rules)
    rules = [knowledge.rules[name] for name in conflict.advice if name in knowledge.rules]
    if not any(rule.disputes or (rule.older and conflict.newer_known) for rule in rules):
        yield Fault(
            entry.file, conflict.id, "none of its advice rules tells of the older copy or disputes it"
        )


def _rule_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    rule: AdviceRule = entry.record
    yield from missing(entry, "finding", rule.findings, knowledge.findings)
    yield from missing(entry, "gap", rule.gaps, knowledge.gaps)
    yield from missing(entry, "advice rule", rule.refines, knowledge.rules)
    yield from condition_faults(entry, knowledge)
    yield from _standing_faults(entry, knowledge)
    if not rule.findings and not rule.gaps:
        yield Fault(entry.file, rule.id, "cites neither a finding nor a gap")
    if rule.confidence == "unknown" and not rule.gaps:
        yield Fault(entry.file, rule.id, "says that something is unknown, but cites no gap")
    if rule.guards and rule.part != "warning":
        yield Fault(entry.file, rule.id, "only a warning can guard the cells of its option")


def _standing_faults(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Fault]:
    rule: AdviceRule = entry.record
    yield from missing(entry, "advice rule", rule.disputes, knowledge.rules)
    for other in rule.disputes:
        if other in knowledge.rules and rule.id not in knowledge.rules[other].disputes:
            yield Fault(entry.file, rule.id, f"disputes {other}, which does not point back")
    if (rule.standing == "disputed") != bool(rule.disputes):
        yield Fault(entry.file, rule.id, "standing 'disputed' and the list of disputes go together")
    if rule.standing != "superseded" and (rule.superseded_by or rule.ended_on):
        yield Fault(entry.file, rule.id, "superseded_by and ended_on belong to standing 'superseded'")
    if rule.standing == "superseded":
        if rule.ended_on is None or rule.superseded_by is None:
            yield Fault(entry.file, rule.id, "is superseded, so it needs superseded_by and ended_on")
        else:
            yield from missing(entry, "advice rule", [rule.superseded_by], knowledge.rules)


def _circle_faults(reading: Reading, knowledge: KnowledgeBase) -> Iterator[Fault]:
    """Rules that refine one another in a circle would all be left out when they apply together."""
    for entry in reading.entries["advice"]:
        reached: set[str] = set()
        ahead = list(entry.record.refines)
        while ahead:
            name = ahead.pop()
            if name not in reached and name in knowledge.rules:
                reached.add(name)
                ahead += knowledge.rules[name].refines
        if entry.record.id in reached:
            yield Fault(entry.file, entry.record.id, "refines itself by way of the rules it refines")


def _days_of_change(knowledge: KnowledgeBase) -> set[date]:
    """Return today and each day on which a rule begins to hold or holds no more."""
    rules = knowledge.rules.values()
    begun = {rule.valid_from for rule in rules if rule.valid_from is not None}
    last = {rule.valid_until for rule in rules if rule.valid_until is not None} - {date.max}
    over = {day + timedelta(days=1) for day in last}
    return {knowledge.today} | begun | over


def _verdict_faults(knowledge: KnowledgeBase) -> Iterator[Fault]:
    for cell in (Cell(option, topic) for option in OPTIONS for topic in TOPICS):
        verdicts = [rule for rule in knowledge.rules_for(cell) if rule.part == "verdict"]
        general = [rule for rule in verdicts if not rule.applies_when]
        if verdicts and len(general) != 1:
            yield Fault(
                f"advice/{cell}.yml", "", f"has {len(general)} verdicts without conditions, needs one"
            )
        for one, other in combinations(verdicts, 2):
            if can_both_apply(one, other) and not replaces(one, other) and not replaces(other, one):
                problem = f"and {other.id} can both be the verdict; name one in the other's refines"
                yield Fault(f"advice/{cell}.yml", one.id, problem)


def _title_faults(knowledge: KnowledgeBase, reading: Reading) -> Iterator[Fault]:
    untitled = [word for word in OPTIONS if word not in knowledge.options]
    untitled += [word for word in TOPICS if word not in knowledge.topics]
    for word in untitled:
        yield Fault("questions.yml", word, "has no title")
    for entry in reading.entries["options"]:
        yield from missing(entry, "source", [entry.record.page], knowledge.sources)
    for entry in reading.entries["near_misses"]:
        yield from missing(entry, "source", filter(None, [entry.record.source]), knowledge.sources)
    yield from _question_faults(knowledge)


def _question_faults(knowledge: KnowledgeBase) -> Iterator[Fault]:
    for cell, title in knowledge.questions.items():
        for topic in title.leads_to:
            if Cell(cell.option, topic) not in knowledge.questions:
                yield Fault("questions.yml", str(cell), f"leads to {topic}, which has no title")
