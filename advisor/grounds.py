"""Why an answer is what it is: the facts and the findings that decided it, and the sources of these alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from advisor.advise import Advice
from advisor.consultation.wording import because
from advisor.evidence import Finding
from advisor.knowledge import KnowledgeBase
from advisor.records import AdviceRule, FactValue
from advisor.situation import Situation
from advisor.wording import sources_listed

# So many reasons are read.
MAX_GROUNDS = 4
MAX_GAPS = 2


def grounds_told(
    knowledge: KnowledgeBase, situation: Situation, advice: Sequence[Advice], sources_first: bool = False
) -> str:
    """Return the reasons for the answers of a message and then their sources, or these first."""
    gaps = [one.verdict.gaps[0] for one in advice if one.verdict is not None and one.verdict.gaps][:MAX_GAPS]
    findings = _deciding(knowledge, advice)[: MAX_GROUNDS - len(gaps)]
    lines = [f"- {_open(knowledge, gap)}" for gap in gaps] + [f"- {one.statement}" for one in findings]
    facts = _facts(knowledge, situation, advice)
    reasons = [because(knowledge, facts)] if facts else []
    reasons += ["\n".join([knowledge.phrases.grounds, *lines])] if lines else []
    names = dict.fromkeys(finding.sources[0] for finding in findings)
    cited = sources_listed(knowledge, [knowledge.sources[name] for name in names])
    return "\n\n".join([cited, *reasons] if sources_first else [*reasons, cited])


def _open(knowledge: KnowledgeBase, gap: str) -> str:
    return str(knowledge.phrases.open_ground.format(question=knowledge.gaps[gap].open_question))


def _facts(knowledge: KnowledgeBase, situation: Situation, advice: Sequence[Advice]) -> list[FactValue]:
    """Return what the person told that decided which verdicts were given."""
    needed = dict.fromkeys(
        fact for one in advice if one.verdict is not None for fact in one.verdict.applies_when
    )
    values = [knowledge.facts[fact].value(situation.get(fact, "")) for fact in needed]
    return [value for value in values if value is not None]


def _deciding(knowledge: KnowledgeBase, advice: Sequence[Advice]) -> list[Finding]:
    """Return the findings that carry what was told: first that of each verdict, then of the others."""
    told = zip_longest(*(list(_carrying(one)) for one in advice))
    names = dict.fromkeys(name for name in chain.from_iterable(told) if name is not None)
    return [knowledge.findings[name] for name in names]


def _carrying(advice: Advice) -> Iterator[str]:
    """Yield the finding that leads each rule, and last what else carries the verdict."""
    rules: Sequence[AdviceRule] = advice.rules
    for rule in rules:
        yield from rule.findings[:1]
    yield from chain.from_iterable(rule.findings[1:] for rule in rules[:1])
