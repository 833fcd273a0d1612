"""Turns the phrases of `patterns.yml` into token patterns for spaCy's matcher."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from spacy.language import Language

from advisor.errors import Fault, KnowledgeError
from advisor.knowledge import ANY_CLAIM, KnowledgeBase
from advisor.vocabulary import OPTIONS, TOPICS
from advisor.yaml_files import parse_yaml

PATTERNS_FILE = Path(__file__).with_name("patterns.yml")
ONE_TYPO_FROM = 7
TWO_TYPOS_FROM = 9
GAP = "..."
EXACT = "="

TokenPattern = dict[str, Any]


def read_patterns(language: Language, path: Path = PATTERNS_FILE) -> list[dict[str, Any]]:
    """Return the patterns as spaCy's span ruler takes them: label, id and token pattern."""
    document = parse_yaml(path)
    words = {f"<{name}>": value for name, value in document["words"].items()}
    return [
        {"label": entry["about"], "id": entry["value"], "pattern": pattern}
        for entry in document["patterns"]
        for phrase in entry["phrases"]
        for pattern in token_patterns(language, _expand(str(phrase), words))
    ]


def token_patterns(language: Language, phrase: str) -> Iterator[list[TokenPattern]]:
    """Yield the token patterns which together match one phrase; its signs are told in `patterns.yml`."""
    words = [_variants(language, word) for word in phrase.split()]
    for choice in product(*words):
        yield [token for tokens in choice for token in tokens]


def _expand(phrase: str, words: dict[str, str]) -> str:
    for name, alternatives in words.items():
        phrase = phrase.replace(name, alternatives)
    return phrase


def _variants(language: Language, word: str) -> list[list[TokenPattern]]:
    if word == GAP:
        return [[{"OP": "{0,3}"}]]
    alternatives = word.rstrip("?").split("|")
    if len(alternatives) == 1:
        sign = EXACT if word.startswith(EXACT) else ""
        tokens = language.make_doc(alternatives[0].removeprefix(EXACT))
        variants = [[_any_of([sign + token.norm_]) for token in tokens]]
    else:
        variants = [[_any_of(group)] for group in _by_typos_forgiven(alternatives)]
    if word.endswith("?"):
        variants = [[{**token, "OP": "?"} for token in tokens] for tokens in variants]
    return variants


def _by_typos_forgiven(words: list[str]) -> list[list[str]]:
    groups: dict[int, list[str]] = {}
    for word in words:
        groups.setdefault(_typos_forgiven(word), []).append(word)
    return list(groups.values())


def _any_of(words: list[str]) -> TokenPattern:
    typos = _typos_forgiven(words[0])
    words = [word.removeprefix(EXACT) for word in words]
    return {"NORM": {f"FUZZY{typos}": {"IN": words}}} if typos else {"NORM": {"IN": words}}


def _typos_forgiven(word: str) -> int:
    if word.startswith(EXACT):
        return 0
    if len(word) >= TWO_TYPOS_FROM:
        return 2
    return 1 if len(word) >= ONE_TYPO_FROM else 0


def check_patterns(knowledge: KnowledgeBase, path: Path = PATTERNS_FILE) -> None:
    """Raise KnowledgeError if a pattern is about something the knowledge base does not know."""
    known = {"option": set(OPTIONS), "topic": set(TOPICS), "near_miss": set(knowledge.near_misses)}
    known["claim"] = {ANY_CLAIM, *knowledge.claims}
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
