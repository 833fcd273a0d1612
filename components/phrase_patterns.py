"""Turns the phrases of `patterns.yml` into token patterns for spaCy's matcher."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language

from advisor.errors import Fault, KnowledgeError
from advisor.knowledge import ANY_CLAIM, KnowledgeBase
from advisor.vocabulary import OPTIONS, TOPICS
from advisor.yaml_files import parse_yaml

PATTERNS_FILE = Path(__file__).with_name("patterns.yml")
GAP = "..."

TokenPattern = dict[str, Any]


def read_patterns(language: Language, path: Path = PATTERNS_FILE) -> list[dict[str, Any]]:
    """Return the patterns as spaCy's span ruler takes them: label, id and token pattern."""
    document = parse_yaml(path)
    words = {f"<{name}>": value for name, value in document["words"].items()}
    return [
        {
            "label": entry["about"],
            "id": entry["value"],
            "pattern": token_pattern(language, _expand(str(phrase), words)),
        }
        for entry in document["patterns"]
        for phrase in entry["phrases"]
    ]


def token_pattern(language: Language, phrase: str) -> list[TokenPattern]:
    """Return the token pattern of a phrase; its signs are told in `patterns.yml`."""
    return [token for word in phrase.split() for token in _tokens(language, word)]


def _expand(phrase: str, words: dict[str, str]) -> str:
    for name, alternatives in words.items():
        phrase = phrase.replace(name, alternatives)
    return phrase


def _tokens(language: Language, word: str) -> list[TokenPattern]:
    if word == GAP:
        return [{"OP": "{0,3}"}]
    alternatives = word.rstrip("?").split("|")
    if len(alternatives) == 1:
        tokens: list[TokenPattern] = [{"NORM": token.norm_} for token in language.make_doc(alternatives[0])]
    else:
        tokens = [{"NORM": {"IN": alternatives}}]
    return [{**token, "OP": "?"} for token in tokens] if word.endswith("?") else tokens


def check_patterns(knowledge: KnowledgeBase, path: Path = PATTERNS_FILE) -> None:
    """Raise KnowledgeError if a pattern is about something the knowledge base does not know."""
    known = {"option": set(OPTIONS), "topic": set(TOPICS)}
    known |= {"claim": {ANY_CLAIM, *knowledge.claims}, "lasted": {"already"}, "not_ended": {"yet"}}
    known |= {fact.id: {value.id for value in fact.values} for fact in knowledge.facts.values()}
    faults = [
        Fault(
            path.name, f"{entry['about']}: {entry['value']}", "is not in the knowledge base or its vocabulary"
        )
        for entry in parse_yaml(path)["patterns"]
        if entry["value"] not in known.get(entry["about"], ())
    ]
    if faults:
        raise KnowledgeError(faults)
