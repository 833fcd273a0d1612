"""Writes everything the assistant may say about contracts as one page to read, check and print.

python -m editing.review_copy FILE
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from advisor.footing import footing, is_due
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge
from advisor.records import AdviceRule
from advisor.vocabulary import OPTIONS, TOPICS, Cell

TEMPLATE = "review_copy.html.j2"


def review_copy(knowledge: KnowledgeBase) -> str:
    """Return the page: all rules by option and topic, then claims, conflicts, gaps and sources, as HTML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["contains"] = lambda values, value: value in values
    return environment.get_template(TEMPLATE).render(
        knowledge=knowledge,
        options=OPTIONS,
        topics=TOPICS,
        rules_of=lambda option, topic: _rules_of(knowledge, Cell(option, topic)),
        conditions=lambda rule: _conditions(knowledge, rule),
        footing=lambda rule: footing(knowledge, rule),
        is_due=lambda rule: is_due(knowledge, rule),
        claims_of=lambda rule: [claim for claim in knowledge.claims.values() if rule.id in claim.advice],
    )


def main(arguments: Sequence[str]) -> int:
    """Write the page and say where; return the exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    path = Path(arguments[0])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(review_copy(default_knowledge()), "utf-8")
    print(f"wrote {path}")
    return 0


def _rules_of(knowledge: KnowledgeBase, cell: Cell) -> list[AdviceRule]:
    """Return the cell's own rules, those no longer told included."""
    return [rule for rule in knowledge.rules.values() if knowledge.cells[rule.id] == cell]


def _conditions(knowledge: KnowledgeBase, rule: AdviceRule) -> list[str]:
    """Return the conditions in words, one for each fact."""
    lines = []
    for fact_id, values in rule.applies_when.items():
        fact = knowledge.facts[fact_id]
        titles = [value.title for value in fact.values if value.id in values]
        lines.append(f"{fact.meaning.rstrip('.')}: {' / '.join(titles)}")
    return lines


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
