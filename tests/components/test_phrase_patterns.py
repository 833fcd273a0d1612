"""The phrase language of `patterns.yml`: what each of its signs matches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from advisor.errors import KnowledgeError
from advisor.loading import default_knowledge
from advisor.yaml_files import parse_yaml
from components.phrase_patterns import PATTERNS_FILE, check_patterns, read_patterns, token_pattern

Matches = Callable[[str, str], bool]
WriteFile = Callable[[str], Path]


@pytest.fixture
def matches() -> Matches:
    """A function that tells whether a phrase matches a text from its first to its last character."""

    def match(phrase: str, text: str) -> bool:
        language = spacy.blank("en")
        ruler = language.add_pipe("span_ruler", config={"annotate_ents": False, "spans_key": "found"})
        ruler.add_patterns(  # type: ignore[attr-defined]
            [{"label": "x", "pattern": token_pattern(language, phrase)}]
        )
        doc = language(text)
        return any(span.text == text for span in doc.spans["found"])

    return match


@pytest.fixture
def written(tmp_path: Path) -> WriteFile:
    """A function that writes a file of patterns and gives its path."""

    def write(content: str) -> Path:
        path = tmp_path / "patterns.yml"
        path.write_text(content)
        return path

    return write


def test_a_word_matches_itself_in_any_case(matches: Matches) -> None:
    assert matches("fixed price", "Fixed PRICE")


def test_words_must_stand_in_their_order(matches: Matches) -> None:
    assert not matches("fixed price", "price fixed")


@pytest.mark.parametrize("text", ["client left", "buyer left"])
def test_each_alternative_matches(matches: Matches, text: str) -> None:
    assert matches("client|buyer left", text)


def test_a_word_that_is_no_alternative_does_not_match(matches: Matches) -> None:
    assert not matches("client|buyer left", "seller left")


@pytest.mark.parametrize("text", ["in escrow", "in the escrow"])
def test_an_optional_word_may_be_missing(matches: Matches, text: str) -> None:
    assert matches("in the? escrow", text)


@pytest.mark.parametrize("text", ["the client", "my buyer", "client", "my client"])
def test_optional_alternatives_may_be_missing(matches: Matches, text: str) -> None:
    assert matches("my|the? client|buyer", text)


@pytest.mark.parametrize("text", ["put on hold", "put it on hold", "put my old contract on hold"])
def test_a_gap_holds_up_to_three_words(matches: Matches, text: str) -> None:
    assert matches("put ... on hold", text)


def test_a_gap_does_not_hold_four_words(matches: Matches) -> None:
    assert not matches("put ... on hold", "put my very old contract on hold")


@pytest.mark.parametrize("typo", ["contractr", "milestoone", "mielstone"])
def test_a_word_matches_no_other_spelling(matches: Matches, typo: str) -> None:
    assert not matches("contractor|milestone", typo)


@pytest.mark.parametrize("text", ["i am paid", "I'm paid", "i\u2019m paid"])
def test_short_forms_match_as_the_words_they_stand_for(matches: Matches, text: str) -> None:
    assert matches("i am paid", text)


@pytest.mark.parametrize("text", ["is not paid", "isn't paid", "isnt paid"])
def test_not_matches_however_it_is_written(matches: Matches, text: str) -> None:
    assert matches("is not paid", text)


def test_a_word_group_stands_for_each_of_its_words(written: WriteFile) -> None:
    path = written(
        "words: {side: client|buyer}\n"
        "patterns: [{about: role, value: freelancer, phrases: ['my <side>']}, "
        "{about: role, value: client, phrases: [i hired]}]\n"
    )
    language = spacy.blank("en")
    ruler = language.add_pipe("span_ruler", config={"annotate_ents": False, "spans_key": "found"})
    ruler.add_patterns(read_patterns(language, path))  # type: ignore[attr-defined]

    doc = language("my client, my buyer, my seller")

    assert [span.text for span in doc.spans["found"]] == ["my client", "my buyer"]


def test_a_pattern_carries_what_it_is_about_and_its_value(written: WriteFile) -> None:
    path = written("words: {}\npatterns: [{about: role, value: client, phrases: [i hired]}]\n")

    (pattern,) = read_patterns(spacy.blank("en"), path)

    assert (pattern["label"], pattern["id"]) == ("role", "client")


def test_the_patterns_of_the_project_are_about_things_it_knows() -> None:
    check_patterns(default_knowledge())


def test_every_pattern_that_is_about_nothing_known_is_reported_at_once(written: WriteFile) -> None:
    path = written(
        "words: {}\n"
        "patterns:\n"
        "  - {about: role, value: landlord, phrases: [rent]}\n"
        "  - {about: option, value: end, phrases: [end]}\n"
        "  - {about: weather, value: rain, phrases: [rain]}\n"
    )

    with pytest.raises(KnowledgeError) as raised:
        check_patterns(default_knowledge(), path)

    assert [fault.entry for fault in raised.value.faults] == ["role: landlord", "weather: rain"]


def test_every_word_of_an_alternative_is_a_word_as_spacy_norms_it() -> None:
    language = spacy.blank("en")
    document = parse_yaml(PATTERNS_FILE)
    phrases = [phrase for entry in document["patterns"] for phrase in entry["phrases"]]
    groups = [word for phrase in [*phrases, *document["words"].values()] for word in str(phrase).split()]
    words = {word.strip("?") for group in groups if "|" in group for word in group.split("|")}

    known = [word for word in sorted(words) if word and not word.startswith("<")]
    assert [word for word in known if [token.norm_ for token in language(word)] != [word]] == []
