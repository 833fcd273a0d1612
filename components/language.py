"""The spaCy pipeline: blank English, sentences, clauses, and a ruler for options, topics and facts.

Nothing is downloaded: there are no vectors and no statistical model in it. The clauses of a text are in
`doc.spans["clauses"]`, labelled `question` or `statement`; what the ruler found is in `doc.spans["ruler"]`,
the label telling what it is about and the id its value.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from advisor.yaml_files import parse_yaml
from components.phrase_patterns import read_patterns

CLAUSES = "clauses"
RULER = "ruler"
QUESTION = "question"
STATEMENT = "statement"
# A text of the greatest length allowed has about 800 words; only noise has more.
MAX_WORDS = 1000
CLAUSE_WORDS_FILE = Path(__file__).with_name("clauses.yml")


@lru_cache(maxsize=1)
def clause_words() -> dict[str, frozenset[str]]:
    """Return the word lists of `clauses.yml` by name."""
    return {name: frozenset(words) for name, words in parse_yaml(CLAUSE_WORDS_FILE).items()}


@lru_cache(maxsize=1)
def contract_language() -> Language:
    """Return the pipeline, built once in a process."""
    return build_language()


def analyse(text: str) -> Doc:
    """Return the text run through the pipeline; what follows its first MAX_WORDS words is left out."""
    words = contract_language().make_doc(text)[:MAX_WORDS]
    return contract_language()(words.as_doc())


def build_language() -> Language:
    """Build the pipeline from its parts and `patterns.yml`."""
    language = spacy.blank("en")
    language.add_pipe("sentencizer", config={"punct_chars": sorted(clause_words()["sentence_ends"])})
    language.add_pipe("line_splitter", after="sentencizer")
    language.add_pipe("clause_splitter")
    ruler = language.add_pipe(
        "span_ruler", name="entity_ruler", config={"spans_key": RULER, "annotate_ents": False}
    )
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
    spans = []
    for sentence in doc.sents:
        cuts = [sentence.start, *_question_starts(sentence), sentence.end]
        for start, end in pairwise(cuts):
            clause = _trimmed(doc[start:end])
            if any(character.isalpha() for character in clause.text):
                spans.append(Span(doc, clause.start, clause.end, label=_label(clause)))
    doc.spans[CLAUSES] = spans
    return doc


def _question_starts(sentence: Span) -> list[int]:
    starts = []
    for token in sentence[1:]:
        opener = _after_joiners(token)
        if opener is not None and _opens_question(opener) and opener.i < sentence.end:
            starts.append(token.i)
    return starts


def _after_joiners(token: Token) -> Token | None:
    """Return the word after a run of joiners that begins at `token`, if one begins there."""
    doc = token.doc
    if token.lower_ not in clause_words()["joiners"] or doc[token.i - 1].lower_ in clause_words()["joiners"]:
        return None
    i = token.i
    while i < len(doc) and doc[i].lower_ in clause_words()["joiners"]:
        i += 1
    return doc[i] if i < len(doc) else None


def _opens_question(token: Token) -> bool:
    if token.lower_ in clause_words()["question_words"]:
        return True
    if token.lower_ not in clause_words()["auxiliaries"]:
        return False
    following = next((word for word in token.doc[token.i + 1 :] if word.norm_ != "not"), None)
    return following is not None and following.lower_ in clause_words()["subjects"]


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (span.doc[start].is_space or span.doc[start].lower_ in clause_words()["joiners"]):
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def _label(clause: Span) -> str:
    text = clause.text.lower()
    asking = any(phrase in text for phrase in clause_words()["phrases_that_ask"])
    first_word = next((token for token in clause if token.text[0].isalnum()), clause[0])
    asking = asking or "?" in text or _opens_question(first_word)
    return QUESTION if asking and not _asks_for_nothing(text) else STATEMENT


def _asks_for_nothing(text: str) -> bool:
    """Tell whether the clause only pleads for an answer to what was said before, like `please advise`."""
    return text.strip(" .!?,") in clause_words()["pleas"] | clause_words()["phrases_that_ask"]
