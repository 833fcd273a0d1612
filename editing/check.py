"""Checks the knowledge base for faults, for what it lacks, and for rules unchecked for too long.

python -m editing.check [--today YYYY-MM-DD] [FOLDER]
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from advisor.errors import KnowledgeError
from advisor.knowledge import KnowledgeBase
from advisor.loading import KNOWLEDGE_FOLDER, load_knowledge
from editing.completeness import completeness_faults


def main(arguments: Sequence[str]) -> int:
    """Print every fault, or that there is none; return the exit code."""
    parser = ArgumentParser(prog="python -m editing.check", description="Check the knowledge base.")
    parser.add_argument("folder", nargs="?", type=Path, default=KNOWLEDGE_FOLDER)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to check for")
    options = parser.parse_args(arguments)
    try:
        knowledge = checked(options.folder, options.today)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(knowledge.rules)} advice rules, no faults")
    return 0


def checked(folder: Path, today: date) -> KnowledgeBase:
    """Load the knowledge base as it holds on a day; KnowledgeError lists what is wrong or missing."""
    knowledge = load_knowledge(folder).as_of(today)
    if faults := list(completeness_faults(knowledge)):
        raise KnowledgeError(faults)
    return knowledge


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
