"""Checks that the knowledge base can be used, before anything is trained from it or started on it.

python -m advisor.check [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from advisor.errors import KnowledgeError
from advisor.loading import KNOWLEDGE_FOLDER, load_knowledge


def main(arguments: list[str]) -> int:
    """Print every fault, if there are any; return the exit code."""
    try:
        load_knowledge(Path(arguments[0]) if arguments else KNOWLEDGE_FOLDER)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
