"""Checks the knowledge base and prints how much of the vocabulary it answers.

python -m advisor.check [--quiet] [FOLDER]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from advisor.errors import KnowledgeError
from advisor.knowledge import KnowledgeBase
from advisor.loading import KNOWLEDGE_FOLDER, load_knowledge
from advisor.vocabulary import OPTIONS, TOPICS, Cell


def main(arguments: list[str]) -> int:
    """Print the faults or, unless told to be quiet, the coverage; return the exit code."""
    quiet = "--quiet" in arguments
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    try:
        knowledge = load_knowledge(folders[0] if folders else KNOWLEDGE_FOLDER)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    if not quiet:
        print(coverage(knowledge))
    return 0


def coverage(knowledge: KnowledgeBase) -> str:
    """Return how many rules, findings, gaps and claims there are, and which cells nothing answers."""
    cells = [Cell(option, topic) for option in OPTIONS for topic in TOPICS]
    empty = [str(cell) for cell in cells if not knowledge.rules_for(cell)]
    cited = {finding for rule in knowledge.rules.values() for finding in rule.findings}
    gaps = {gap for rule in knowledge.rules.values() for gap in rule.gaps}
    verdicts = Counter(claim.verdict for claim in knowledge.claims.values())
    lines = [
        f"{len(knowledge.rules)} advice rules answer {len(cells) - len(empty)} of {len(cells)} cells",
        f"findings cited: {len(cited)} of {len(knowledge.findings)}",
        f"gaps told: {len(gaps)} of {len(knowledge.gaps)}",
        "claims: " + ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items())),
        "cells without advice of their own: " + (", ".join(empty) or "none"),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
