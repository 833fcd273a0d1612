"""Cuts a message into clauses and tells which of them ask something, by the words of `clauses.yml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from advisor.yaml_files import parse_yaml

QUESTION = "question"
STATEMENT = "statement"
CLAUSE_WORDS_FILE = Path(__file__).with_name("clauses.yml")


@lru_cache(maxsize=1)
def clause_words() -> dict[str, frozenset[str]]:
    """Return the word lists of `clauses.yml` by name."""
    return {name: frozenset(words) for name, words in parse_yaml(CLAUSE_WORDS_FILE).items()}


def clauses_of(doc: Doc) -> Iterator[Span]:
    """Yield the clauses of a text whose sentences are known, each labelled question or statement.

    A sentence is cut where a further question begins.
    """
    spans = [
        _trimmed(doc[start:end])
        for sentence in doc.sents
        for start, end in pairwise([sentence.start, *_question_starts(sentence), sentence.end])
    ]
    spans = [span for span in spans if _has_letters(span)]
    for span in spans:
        asks = _asks(span, is_last=span is spans[-1])
        yield Span(doc, span.start, span.end, label=QUESTION if asks else STATEMENT)


def clauses_around(doc: Doc, questions: Iterable[tuple[int, int]]) -> Iterator[Span]:
    """Yield the questions, given by their places in the text, and the sentences before, between and after."""
    end = 0
    for start_char, end_char in questions:
        question = doc.char_span(start_char, end_char, alignment_mode="expand")
        if question is None or question.start < end or _is_fragment(question):
            continue
        yield from _statements(doc[end : question.start])
        end = question.end
        yield from _questions(question)
    yield from _statements(doc[end:])


def _questions(span: Span) -> Iterator[Span]:
    """Yield the span, cut once more where its words show that a further question begins."""
    for start, end in pairwise([span.start, *_question_starts(span), span.end]):
        question = _trimmed(span.doc[start:end])
        if _has_letters(question):
            yield Span(span.doc, question.start, question.end, label=QUESTION)


def _is_fragment(question: Span) -> bool:
    """Tell whether it is but the first word of a sentence that goes on, like its subject."""
    words = [token for token in question if token.is_alpha]
    goes_on = question.end < question.sent.end and question.doc[question.end].is_alpha
    return len(words) == 1 and goes_on and not _is(words[0], "question_words")


def asks_plainly(clause: Span) -> bool:
    """Tell whether the words of a clause show that it asks, as those of "I need a break" do not."""
    return _asks(clause, is_last=True)


def is_coordinated(clause: Span) -> bool:
    """Tell whether parts of the clause are joined, so that it may ask more than one thing."""
    return any(_is(token, "coordinators") for token in clause[1:-1])


def _statements(span: Span) -> Iterator[Span]:
    for sentence in span.doc.sents:
        inside = _trimmed(span.doc[max(sentence.start, span.start) : min(sentence.end, span.end)])
        if _has_letters(inside):
            yield Span(span.doc, inside.start, inside.end, label=STATEMENT)


def _has_letters(span: Span) -> bool:
    return any(character.isalpha() for character in span.text)


def _is(token: Token, name: str) -> bool:
    return token.lower_ in clause_words()[name]


def _question_starts(sentence: Span) -> Iterator[int]:
    for token in sentence[1:]:
        opener = _after_joiners(token)
        if opener is not None and opener.i < sentence.end and _opens_question(opener):
            yield token.i


def _after_joiners(token: Token) -> Token | None:
    """Return the word after a run of joiners that begins at `token`, if one begins there."""
    doc = token.doc
    if not _is(token, "joiners") or _is(doc[token.i - 1], "joiners"):
        return None
    return next((word for word in doc[token.i :] if not _is(word, "joiners")), None)


def _opens_question(token: Token) -> bool:
    """Tell whether a question begins at the token: "how", "until when", "if so", "will it", "don't they"."""
    following = _following(token)
    if _is(token, "question_words"):
        return True
    if following is None:
        return False
    if _is(token, "prepositions"):
        return _is(following, "question_words")
    if token.lower_ == "if":
        return _is(following, "answers")
    return _is(token, "auxiliaries") and _is(following, "subjects")


def _following(token: Token) -> Token | None:
    return next((word for word in token.doc[token.i + 1 :] if word.norm_ != "not"), None)


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and (span.doc[start].is_space or _is(span.doc[start], "joiners")):
        start += 1
    while end > start and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def _asks(clause: Span, is_last: bool) -> bool:
    text = clause.text.lower()
    if _asks_for_nothing(text):
        return False
    if "?" in text or any(phrase in text for phrase in clause_words()["phrases_that_ask"]):
        return True
    first = next((token for token in clause if token.text[0].isalnum()), clause[0])
    if _opens_question(first):
        return True
    # "if i quit now does my score drop" asks; "he told me how to do it" in the middle of a story does not.
    return (is_last or _is(first, "connectors")) and any(map(_turns_to_question, clause[1:]))


def _turns_to_question(token: Token) -> bool:
    """Tell whether a question begins here without any mark before it: "how do", "what about", "does my"."""
    following = _following(token)
    if following is None:
        return False
    if _is(token, "question_words"):
        return _is(following, "auxiliaries") or _is(following, "after_question_words")
    after_subject = _is(token.doc[token.i - 1], "subjects")
    return _opens_question(token) and not _is(token, "copulas") and not after_subject


def _asks_for_nothing(text: str) -> bool:
    """Tell whether the clause only pleads for an answer to what was said before, like `please advise`."""
    return text.strip(" .!?,") in clause_words()["pleas"] | clause_words()["phrases_that_ask"]
