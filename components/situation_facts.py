"""Picks the facts of a situation out of what the ruler has found in a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from spacy.tokens import Doc, Span, Token

from components.bare_roles import bare_roles
from components.clauses import QUESTION
from components.language import CLAUSES, RULER

LASTED = "lasted"
NOT_ENDED = "not_ended"
NOT_A_FACT = frozenset({"option", "topic", "claim", LASTED, NOT_ENDED})
# That it has ended says less than when; said together, the day counts.
SAYS_LESS = {"time_since_end": "ended"}
NEGATIONS = frozenset({"not", "no", "never", "neither", "nor", "nothing"})
# "No reason to end it" and "I have never ended one" are about ending; only this says that it is not meant.
DENIALS = frozenset({"not"})
NEGATION_REACH = 3
# "I submitted nothing."
DENYING_AFTER = frozenset({"nothing", "none"})
# With one of these behind it, "no" is an answer: "no he is hostile".
SUBJECTS = frozenset({"i", "he", "she", "it", "its", "they", "we", "you", "this", "that", "my", "the"})
INTERJECTIONS = frozenset({"wait", "oh", "ah", "hey", "sorry", "ok", "okay", "well", "hmm", "actually"})
ORDINARY_CONTRACTS = frozenset({"hourly", "fixed_price"})
INABILITY = frozenset({"can", "could"})


def facts_in(doc: Doc) -> list[Span]:
    """Return one span for each fact the text states: its label is the fact, its id the value.

    A value that is denied ("not hourly") is left out, and so is a fact for which two values stand side by
    side, since then the text asks about both.
    """
    by_fact: dict[str, list[Span]] = {}
    found = [span for span in doc.spans[RULER] if span.label_ not in NOT_A_FACT]
    for span in _widest([*_telling(found), *bare_roles(doc)]):
        if not _is_denied(span) and not _has_lasted(span):
            by_fact.setdefault(span.label_, []).append(span)
    stated = (_the_one_stated(doc, spans) for spans in by_fact.values())
    return [span for span in stated if span is not None]


def _telling(found: Sequence[Span]) -> list[Span]:
    """Leave out a value that says less than another one of the same fact."""
    more = {span.label_ for span in found if span.id_ != SAYS_LESS.get(span.label_)}
    return [span for span in found if span.id_ != SAYS_LESS.get(span.label_) or span.label_ not in more]


def denies_an_end(doc: Doc) -> bool:
    """Tell whether the text says of the contract that nobody has ended it yet."""
    spans = [span for span in doc.spans[RULER] if span.label_ == NOT_ENDED]
    return any(not _in_question(doc, span) for span in spans)


def mentioned(clause: Span, label: str, found: Sequence[Span], denied: bool = False) -> list[str]:
    """Return the ids of what the ruler found under a label inside the clause, each once, in order.

    What is denied, as ending is in "I don't want to end it", is left out; or, if asked for, returned alone.
    """
    widest = list(_widest(span for span in _inside(clause, found) if span.label_ == label))
    negations = DENIALS if label == "option" else NEGATIONS
    kept = [span for span in widest if _is_denied(span, negations) is denied]
    return list(dict.fromkeys(span.id_ for span in kept))


def claims_in(clause: Span, found: Sequence[Span]) -> list[str]:
    """Return the ids of the claims that the clause brings up; to deny a claim is to bring it up too."""
    return list(dict.fromkeys(span.id_ for span in _inside(clause, found) if span.label_ == "claim"))


def _inside(clause: Span, found: Sequence[Span]) -> list[Span]:
    return [span for span in found if clause.start <= span.start and span.end <= clause.end]


def _widest(spans: Iterable[Span]) -> Iterator[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=len, reverse=True):
        if not any(_covers(wider, span) for wider in kept):
            kept.append(span)
    return iter(sorted(kept, key=lambda span: span.start))


def _covers(wider: Span, span: Span) -> bool:
    inside = wider.start <= span.start and span.end <= wider.end
    return inside and wider.label_ == span.label_


def _is_denied(span: Span, negations: frozenset[str] = NEGATIONS) -> bool:
    if span.doc[span.end : span.end + 1].text.casefold() in DENYING_AFTER:
        return True
    before = list(span.doc[max(span.sent.start, span.start - NEGATION_REACH) : span.start])
    since_comma = takewhile(lambda token: token.text != ",", reversed(before))
    return any(
        token.norm_ in negations and not _says_inability(token) and not _answers(token, span)
        for token in since_comma
    )


def _has_lasted(span: Span) -> bool:
    """Tell whether it is the length of "silent for two weeks", which is over and intended by nobody."""
    lasted = [other for other in span.doc.spans[RULER] if other.label_ == LASTED]
    return span.label_ == "intended_length" and any(
        span.start < other.end and other.start < span.end for other in lasted
    )


def _says_inability(negation: Token) -> bool:
    """Tell whether it is the "not" of "I can't end it" or "can I not end it", which are about ending."""
    return any(token.norm_ in INABILITY for token in negation.doc[max(0, negation.i - 2) : negation.i])


def _answers(negation: Token, span: Span) -> bool:
    """Tell whether it is the "no" of "no I mean pausing", which answers what was said before."""
    goes_on = span.start > negation.i + 1 or negation.nbor().norm_ in SUBJECTS
    return negation.norm_ == "no" and _opens_sentence(negation) and goes_on


def _opens_sentence(word: Token) -> bool:
    """Tell whether nothing stands before it but a "wait" or an "oh"."""
    return all(token.is_punct or token.norm_ in INTERJECTIONS for token in word.doc[word.sent.start : word.i])


def _the_one_stated(doc: Doc, spans: list[Span]) -> Span | None:
    if len({span.id_ for span in spans}) == 1:
        return spans[0]
    if spans[0].label_ == "contract_type":
        # A Direct Contract is hourly or at a fixed price as well.
        special = [span for span in spans if span.id_ not in ORDINARY_CONTRACTS]
        return special[0] if len({span.id_ for span in special}) == 1 else None
    if spans[0].label_ != "actor":
        return None
    asked = [span for span in spans if _in_question(doc, span)]
    return asked[0] if len({span.id_ for span in asked}) == 1 else None


def _in_question(doc: Doc, span: Span) -> bool:
    return any(
        clause.label_ == QUESTION and clause.start <= span.start and span.end <= clause.end
        for clause in doc.spans[CLAUSES]
    )
