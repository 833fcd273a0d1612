"""A span ruler that tries only those of its patterns of which a text has the words."""

from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import SpanRuler
from spacy.tokens import Doc, Span

FACTORY = "indexed_span_ruler"


class IndexedRuler(SpanRuler):
    """SpaCy's span ruler for token patterns that name norms, found by a word that each pattern needs.

    SpaCy tries every pattern at every word. Here each has a matcher of its own, and few are run.
    """

    def add_patterns(self, patterns: list[dict[str, Any]]) -> None:
        """Add patterns; each is kept under the norms of its mandatory word that has the fewest of them."""
        super().add_patterns(patterns)
        self._by_norm: dict[str, list[int]] = {}
        self._always: list[int] = []
        self._matchers: list[tuple[Matcher, str, str]] = []
        for number, entry in enumerate(patterns):
            matcher = Matcher(self.nlp.vocab)
            matcher.add("it", [entry["pattern"]])
            self._matchers.append((matcher, entry["label"], entry["id"]))
            for norm in _rarest(entry["pattern"]):
                self._by_norm.setdefault(norm, []).append(number)
            if not _rarest(entry["pattern"]):
                self._always.append(number)

    def match(self, doc: Doc) -> list[Span]:
        """Return the spans of all patterns, each once and in order, as spaCy's ruler does."""
        norms = {token.norm_ for token in doc}
        tried = {number for norm in norms for number in self._by_norm.get(norm, ())}
        found: set[Span] = set()
        for matcher, label, name in (self._matchers[number] for number in {*tried, *self._always}):
            found.update(
                Span(doc, start, end, label=label, span_id=name)
                for _, start, end in matcher(doc)
                if start != end
            )
        return sorted(found)


@Language.factory(FACTORY, default_config={"spans_key": "ruler"})
def make_ruler(nlp: Language, name: str, spans_key: str) -> IndexedRuler:
    """Make a ruler without patterns."""
    return IndexedRuler(nlp, name, spans_key=spans_key)


def _rarest(pattern: list[dict[str, Any]]) -> list[str]:
    """Return the norms of which a text must have one for the pattern to match; none if it needs no word."""
    needed = [_norms(token["NORM"]) for token in pattern if "NORM" in token and "OP" not in token]
    return min(needed, key=len, default=[])


def _norms(norm: str | dict[str, list[str]]) -> list[str]:
    return [norm] if isinstance(norm, str) else norm["IN"]
