"""The ruler that looks up its patterns finds what spaCy's own finds by trying all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from advisor.yaml_files import parse_yaml
from components.indexed_ruler import FACTORY
from components.language import RULER, build_language
from components.phrase_patterns import read_patterns

EVERY = 7
DATA = sorted(Path("data/nlu").glob("*.yml"))


def texts() -> list[str]:
    """Return some of the training examples, without the marks in them."""
    examples = [
        line[2:]
        for path in DATA
        for entry in parse_yaml(path)["nlu"]
        for line in str(entry.get("examples") or "").splitlines()
    ]
    return [re.sub(r"\[([^\]]*)\](\([^)]*\)|\{[^}]*\})", r"\1", text) for text in examples[::EVERY]]


def found(doc: Doc) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label_, span.id_) for span in doc.spans[RULER]]


def test_the_same_spans_are_found_in_the_training_examples():
    quick, slow = build_language(), spacy.blank("en")
    ruler = slow.add_pipe("span_ruler", config={"spans_key": RULER, "annotate_ents": False})
    ruler.add_patterns(read_patterns(slow))
    some = texts()
    assert len(some) > 1000
    for text in some:
        assert found(quick(text)) == found(slow(text)), text


@pytest.mark.parametrize("text", ["", "pause", "a b c", "end end end"])
def test_patterns_of_optional_words_only_are_tried_everywhere(text: str):
    language, slow = spacy.blank("en"), spacy.blank("en")
    patterns = [
        {"label": "option", "id": "pause", "pattern": [{"NORM": "pause", "OP": "?"}, {"OP": "?"}]},
        {"label": "option", "id": "end", "pattern": [{"NORM": "end"}, {"OP": "{0,3}"}, {"NORM": "end"}]},
    ]
    language.add_pipe(FACTORY, config={"spans_key": RULER}).add_patterns(patterns)  # type: ignore[attr-defined]
    slow.add_pipe("span_ruler", config={"spans_key": RULER, "annotate_ents": False}).add_patterns(patterns)  # type: ignore[attr-defined]
    assert found(language(text)) == found(slow(text))
