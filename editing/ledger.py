"""Holds the claims ledger against copies of the two articles, which are not part of the project.

A claim is found again by the number of its sentence and by the SHA-256 of its words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from advisor.evidence import Claim, Source

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def sentences(text: str) -> list[str]:
    """Split an article into sentences: at line ends, and after . ! ? followed by a space."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [sentence for line in lines if line for sentence in SENTENCE_END.split(line)]


def sentence_digest(sentence: str) -> str:
    """Return the SHA-256 of a sentence, as the ledger keeps it."""
    return hashlib.sha256(sentence.encode("utf-8")).hexdigest()


def read_articles(folder: Path, sources: Iterable[Source]) -> dict[str, str]:
    """Return the text of each source that names a file, by its id.

    FileNotFoundError names the first file that is missing.
    """
    named = [source for source in sources if source.file is not None]
    return {source.id: (folder / str(source.file)).read_text("utf-8") for source in named}


def displaced_claims(claims: Iterable[Claim], articles: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each claim whose sentence moved, changed or vanished."""
    digests = {
        document: [sentence_digest(sentence) for sentence in sentences(text)]
        for document, text in articles.items()
    }
    for claim in claims:
        found = digests[claim.document]
        place = f"{claim.id}: sentence {claim.sentence} of {claim.document}"
        if claim.sha256 not in found:
            yield f"{place} {'changed' if claim.sentence <= len(found) else 'vanished'}"
        elif claim.sentence > len(found) or found[claim.sentence - 1] != claim.sha256:
            yield f"{place} is sentence {found.index(claim.sha256) + 1} now"
