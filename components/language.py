"""The spaCy pipeline: blank English, sentences, clauses, and a ruler for options, topics and facts.

Nothing is downloaded: there are no vectors and no statistical model in it. The clauses of a text are in
`doc.spans["clauses"]`, labelled `question` or `statement`; what the ruler found is in `doc.spans["ruler"]`,
the label telling what it is about and the id its value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components.clauses import clause_words, clauses_around, clauses_of
from components.indexed_ruler import FACTORY
from components.phrase_patterns import read_patterns

CLAUSES = "clauses"
RULER = "ruler"
# A text of the greatest length allowed has about 800 words; only noise has more.
MAX_WORDS = 1000
NONE: Mapping[tuple[int, int], str] = MappingProxyType({})


@lru_cache(maxsize=1)
def contract_language() -> Language:
    """Return the pipeline, built once in a process."""
    return build_language()


def analyse(
    text: str,
    corrections: Mapping[tuple[int, int], str] = NONE,
    questions: Sequence[tuple[int, int]] | None = None,
) -> Doc:
    """Return the text run through the pipeline; what follows its first MAX_WORDS words is left out.

    `corrections` has the right spelling of misspelt words, by the places between which they stand. Where it
    is known which parts of the text are questions, these are the clauses that ask.
    """
    doc = contract_language().make_doc(text)[:MAX_WORDS].as_doc()
    for word in doc:
        # A short form, like "wasnt", is two words here and has its norms already.
        word.norm_ = corrections.get((word.idx, word.idx + len(word)), word.norm_)
    doc = contract_language()(doc)
    if questions is not None:
        doc.spans[CLAUSES] = list(clauses_around(doc, questions))
    return doc


def build_language() -> Language:
    """Build the pipeline from its parts and `patterns.yml`."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer", config={"punct_chars": sorted(clause_words()["sentence_ends"])})
    language.add_pipe("line_splitter", after="sentencizer")
    language.add_pipe("clause_splitter")
    ruler = language.add_pipe(FACTORY, name="entity_ruler", config={"spans_key": RULER})
    ruler.add_patterns(read_patterns(language))  # type: ignore[attr-defined]
    return language


@Language.component("line_splitter")
def split_lines(doc: Doc) -> Doc:
    """Let a sentence end where a line ends."""
    for token in doc[:-1]:
        if "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@Language.component("clause_splitter")
def split_clauses(doc: Doc) -> Doc:
    """Cut sentences where a further question begins, and label each clause."""
    doc.spans[CLAUSES] = list(clauses_of(doc))
    return doc
