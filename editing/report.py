"""Prints how complete the knowledge base is and what in it is due for review.

python -m editing.report [--documents FOLDER] [--today YYYY-MM-DD] [FOLDER]

--documents names a folder with copies of the articles. The rows of the claims ledger whose sentence is no
longer there as it was are listed, and the exit code is 1 if there are any.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from advisor.errors import KnowledgeError
from advisor.footing import days_unchecked, is_due
from advisor.knowledge import KnowledgeBase
from advisor.loading import KNOWLEDGE_FOLDER, load_knowledge
from editing.coverage import DEPTHS, all_cells, answered_cells, depths_by_option
from editing.ledger import displaced_claims, read_articles
from editing.readability import deciles, readings


def main(arguments: Sequence[str]) -> int:
    """Print the report; return the exit code."""
    parser = ArgumentParser(prog="python -m editing.report", description="Report on the knowledge base.")
    parser.add_argument("folder", nargs="?", type=Path, default=KNOWLEDGE_FOLDER)
    parser.add_argument("--documents", type=Path, help="a folder with copies of the articles")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to report on")
    options = parser.parse_args(arguments)
    try:
        knowledge = load_knowledge(options.folder).as_of(options.today)
        displaced = _displaced(knowledge, options.documents)
    except (KnowledgeError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 1
    parts = [
        ledger_lines(knowledge),
        cell_lines(knowledge),
        reading_lines(knowledge),
        review_lines(knowledge),
    ]
    if options.documents:
        parts.append(iter(displaced or ["every claim stands where the ledger says"]))
    print("\n\n".join("\n".join(lines) for lines in parts))
    return 1 if displaced else 0


def ledger_lines(knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield how many rules there are, and what of the evidence they carry."""
    rules = knowledge.rules_in_force()
    cited = {finding for rule in rules for finding in rule.findings}
    left_out = [finding.id for finding in knowledge.findings.values() if finding.left_out]
    told = {gap for rule in rules for gap in rule.gaps}
    disputed = sum(rule.standing == "disputed" for rule in rules)
    verdicts = Counter(claim.verdict for claim in knowledge.claims.values())
    carried = sum(bool(claim.advice) for claim in knowledge.claims.values())
    yield f"advice rules in force: {len(rules)}, {disputed} of them disputed"
    yield f"findings: {len(cited)} of {len(knowledge.findings)} carried by a rule, {len(left_out)} left out"
    yield f"claims: {carried} of {len(knowledge.claims)} carried, the others left out; " + ", ".join(
        f"{count} {verdict}" for verdict, count in sorted(verdicts.items())
    )
    yield f"gaps: {len(told)} of {len(knowledge.gaps)} told"
    telling = {rule.id for rule in rules if rule.older or rule.disputes}
    conflicts = [telling.intersection(conflict.advice) for conflict in knowledge.conflicts.values()]
    yield f"conflicts between copies of official pages: {sum(map(bool, conflicts))} of {len(conflicts)} told"


def cell_lines(knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield how the cells are answered for each role and contract type, and name those that are not."""
    yield "answers by option, for every topic, role and contract type:"
    for option, counts in depths_by_option(knowledge).items():
        yield f"  {option}: " + ", ".join(f"{counts[depth]} {depth}" for depth in DEPTHS)
    empty = {str(one.cell) for one in answered_cells(knowledge) if one.depth == "empty"}
    yield f"cells without any answer: {', '.join(sorted(empty)) or 'none'} (of {len(all_cells())})"


def reading_lines(knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield how long the first answers are and how hard to read: median, ninth decile and greatest."""
    words, grades = zip(*readings(knowledge), strict=True)
    yield "first answers in every cell, by role, contract type and actor (median, ninth decile, greatest):"
    yield "  words: {:.0f}, {:.0f}, {:.0f}".format(*deciles(list(words)))
    yield "  reading grade: {:.1f}, {:.1f}, {:.1f}".format(*deciles(list(grades)))


def review_lines(knowledge: KnowledgeBase) -> Iterator[str]:
    """Yield the rules due for review, the longest unchecked first."""
    due = [rule for rule in knowledge.rules.values() if is_due(knowledge, rule)]
    yield f"rules due for review on {knowledge.today}: {len(due)}"
    for rule in sorted(due, key=lambda rule: (rule.checked_on, rule.id)):
        yield f"  {rule.id}: checked {days_unchecked(rule, knowledge.today)} days ago"


def _displaced(knowledge: KnowledgeBase, documents: Path | None) -> list[str]:
    if documents is None:
        return []
    articles = read_articles(documents, knowledge.sources.values())
    return list(displaced_claims(knowledge.claims.values(), articles))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
