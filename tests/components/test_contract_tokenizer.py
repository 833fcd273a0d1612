"""How a text is split into words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT

from components.contract_tokenizer import MAX_SIGNS_IN_A_ROW, mended
from components.legibility import MAX_CHARACTERS
from tests.components.pipeline import tokenized

Tokens = Callable[[str], list[Token]]


@pytest.fixture
def tokens() -> Tokens:
    """A function that gives the tokens of a text as the component sets them on its message."""

    return lambda text: list(tokenized(text).get("text_tokens"))


def test_words_and_punctuation_are_tokens(tokens: Tokens) -> None:
    assert [token.text for token in tokens("Can I end it, please?")] == [
        "Can",
        "I",
        "end",
        "it",
        ",",
        "please",
        "?",
    ]


def test_a_short_form_is_split_from_its_word(tokens: Tokens) -> None:
    assert [token.text for token in tokens("I can't")] == ["I", "ca", "n't"]


def test_the_lemma_of_a_short_form_is_the_word_it_stands_for(tokens: Tokens) -> None:
    assert [token.lemma for token in tokens("I'm")] == ["i", "am"]


@pytest.mark.parametrize("text", ["  can  i\n\nend it ", "He\u2019s gone — 😭 what now?", "\tend\u00a0it"])
def test_the_offsets_of_a_token_give_its_text(tokens: Tokens, text: str) -> None:
    found = tokens(text)

    assert found
    assert [text[token.start : token.end] for token in found] == [token.text for token in found]


@pytest.mark.parametrize("text", ["a \n b", "a    b", "a\t\tb"])
def test_white_space_is_no_token(tokens: Tokens, text: str) -> None:
    assert [token.text for token in tokens(text)] == ["a", "b"]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_blank_text_has_no_tokens(tokens: Tokens, text: str) -> None:
    assert tokens(text) == []


def test_what_lies_beyond_the_limit_of_a_message_is_left_out(tokens: Tokens) -> None:
    assert max(token.end for token in tokens("end it " * 5000)) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), ("end " * 5000, "too_long"), ("😭", "without_words"), ("как завершить", "not_english")],
    ids=["empty", "too long", "emoji", "Russian"],
)
def test_a_message_that_cannot_be_read_says_why(text: str, problem: str) -> None:
    assert tokenized(text).get("unreadable") == problem


def test_a_readable_message_is_not_marked() -> None:
    assert tokenized("can i end it").get("unreadable") is None


def test_the_reason_for_not_reading_is_part_of_what_rasa_passes_on() -> None:
    assert tokenized("😭").as_dict(only_output_properties=True)["unreadable"] == "without_words"


def test_half_an_emoji_is_mended_for_all_that_follows() -> None:
    assert tokenized("end it \ud83d now").get(TEXT) == "end it ? now"


def test_of_a_long_row_of_signs_only_the_beginning_stays() -> None:
    assert mended("why" + "?" * 3000).rstrip() == "why" + "?" * MAX_SIGNS_IN_A_ROW


@pytest.mark.parametrize(
    "text", ["why" + "?!" * 500 + " me", "\ud83d", "a\nb", "😭" * 50, "plain"], ids=ascii
)
def test_a_mended_text_is_as_long_as_it_was(text: str) -> None:
    assert len(mended(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["Can I end it?!", "----------", "fixed-price... (escrow)", "😭😭😭", "  a\n\tb "]
)
def test_a_usual_text_needs_no_mending(text: str) -> None:
    assert mended(text) == text
