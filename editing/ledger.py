"""Holds the claims ledger against copies of the two articles, which are not part of the project.

    python -m advisor.ledger FOLDER

FOLDER holds each article as `<document id>.txt`. Every claim of `knowledge/claims.yml` must name a sentence
that is there, by its number and its SHA-256.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from advisor.loading import default_knowledge
from advisor.records import Claim

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def sentences(text: str) -> list[str]:
    """Split an article into sentences: at line ends, and after . ! ? followed by a space."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [sentence for line in lines if line for sentence in SENTENCE_END.split(line)]


def sentence_digest(sentence: str) -> str:
    """Return the SHA-256 of a sentence, as the ledger keeps it."""
    return hashlib.sha256(sentence.encode("utf-8")).hexdigest()


def misplaced_claims(claims: Iterable[Claim], articles: dict[str, str]) -> Iterator[str]:
    """Yield a line for each claim whose sentence is not where the ledger says."""
    for claim in claims:
        found = sentences(articles[claim.document])
        if claim.sentence > len(found):
            yield f"{claim.id}: {claim.document} has only {len(found)} sentences"
        elif sentence_digest(found[claim.sentence - 1]) != claim.sha256:
            yield f"{claim.id}: sentence {claim.sentence} of {claim.document} is another one"


def main(folder: Path) -> int:
    """Print what is misplaced; return the exit code."""
    claims = default_knowledge().claims.values()
    documents = {str(claim.document) for claim in claims}
    articles = {document: (folder / f"{document}.txt").read_text("utf-8") for document in documents}
    problems = list(misplaced_claims(claims, articles))
    print("\n".join(problems) or f"all {len(claims)} claims stand where the ledger says")
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    raise SystemExit(main(Path(sys.argv[1])))
