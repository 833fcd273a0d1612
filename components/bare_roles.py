"""Finds the role that somebody gives by a bare word, as "freelancer, hourly, can I end it?" does."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

ROLE = "role"
ROLES = {
    "freelancer": "freelancer",
    "contractor": "freelancer",
    "client": "client",
    "buyer": "client",
    "employer": "client",
}
# What may stand between the word and the next comma or stop: the kind of contract.
KIND_OF_CONTRACT = frozenset({"hourly", "fixed", "price", "contract", "job", "gig", "project"})
BREAKS = frozenset(",.;:!?-/()\n")
# "Client speaking", "freelancer here".
SPEAKING = frozenset({"here", "speaking"})
ASKING = frozenset({"can", "could", "may", "should", "will", "do", "how", "what", "if", "when"})
ASKER = frozenset({"i", "we", "to"})
# "Freelancer i said."
SAYING = frozenset({"said", "say", "told", "wrote"})


def bare_roles(doc: Doc) -> Iterator[Span]:
    """Yield a span for each role that stands by itself, labelled `role`, with the role as its id."""
    for token in doc:
        role = ROLES.get(token.norm_)
        if role and _begins_alone(token) and _ends_alone(token):
            yield Span(doc, token.i, token.i + 1, label=ROLE, span_id=role)


def _begins_alone(role: Token) -> bool:
    place = role.i - 1
    while place >= role.sent.start and role.doc[place].norm_ in KIND_OF_CONTRACT:
        place -= 1
    return place < role.sent.start or role.doc[place].text in BREAKS


def _ends_alone(role: Token) -> bool:
    after = list(role.doc[role.i + 1 : role.sent.end])
    while after and after[0].norm_ in KIND_OF_CONTRACT:
        after.pop(0)
    if not after or after[0].text in BREAKS or after[0].norm_ in SPEAKING:
        return True
    if len(after) < 2:
        return False
    first, second = after[0].norm_, after[1].norm_
    return (first in ASKING and second in ASKER) or (first in ASKER and second in SAYING)
