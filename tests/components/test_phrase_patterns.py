"""The phrase language of `patterns.yml`: what each of its signs matches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from advisor.errors import KnowledgeError
from advisor.loading import default_knowledge
from advisor.yaml_files import parse_yaml
from components.phrase_patterns import PATTERNS_FILE, check_patterns, read_patterns, token_patterns

Matches = Callable[[str, str], bool]
WriteFile = Callable[[str], Path]


@pytest.fixture
def matches() -> Matches:
    """A function that tells whether a phrase matches a text from its first to its last character."""

    def match(phrase: str, text: str) -> bool:
        language = spacy.blank("en")
        ruler = language.add_pipe("span_ruler", config={"annotate_ents": False, "spans_key": "found"})
        patterns = [{"label": "x", "pattern": pattern} for pattern in token_patterns(language, phrase)]
        ruler.add_patterns(patterns)  # type: ignore[attr-defined]
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


@pytest.mark.parametrize("typo", ["houry", "hourli", "houlry", "hourlly"])
def test_six_letters_forgive_no_typo(matches: Matches, typo: str) -> None:
    assert not matches("hourly", typo)


@pytest.mark.parametrize("typo", ["paymnt", "paymant", "paymentt"])
def test_seven_letters_forgive_one_typo(matches: Matches, typo: str) -> None:
    assert matches("payment", typo)


def test_seven_letters_do_not_forgive_two_typos(matches: Matches) -> None:
    assert not matches("payment", "paimant")


@pytest.mark.parametrize("typo", ["mileston", "mielstone", "milstonne"])
def test_nine_letters_forgive_two_typos(matches: Matches, typo: str) -> None:
    assert matches("milestone", typo)


def test_nine_letters_do_not_forgive_three_typos(matches: Matches) -> None:
    assert not matches("milestone", "mlstne")


def test_alternatives_forgive_typos_each_by_its_own_length(matches: Matches) -> None:
    assert matches("pay|payment late", "paymnt late")
    assert not matches("pay|payment late", "pai late")


@pytest.mark.parametrize("phrase", ["=contractor", "freelancer|=contractor"])
def test_an_exact_word_matches_itself(matches: Matches, phrase: str) -> None:
    assert matches(phrase, "contractor")


@pytest.mark.parametrize("phrase", ["=contractor", "freelancer|=contractor"])
def test_an_exact_word_forgives_no_typo(matches: Matches, phrase: str) -> None:
    assert not matches(phrase, "contract")


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


def test_every_word_of_an_alternative_is_one_word_for_spacy() -> None:
    language = spacy.blank("en")
    document = parse_yaml(PATTERNS_FILE)
    phrases = [phrase for entry in document["patterns"] for phrase in entry["phrases"]]
    groups = [word for phrase in [*phrases, *document["words"].values()] for word in str(phrase).split()]
    words = {word.strip("=?") for group in groups if "|" in group for word in group.split("|")}

    assert [
        word for word in sorted(words) if word and not word.startswith("<") and len(language(word)) > 1
    ] == []
