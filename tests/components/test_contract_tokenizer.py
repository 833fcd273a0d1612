"""How a text is split into words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.contract_tokenizer import MAX_SIGNS_IN_A_ROW, ContractTokenizer, mended
from components.legibility import MAX_CHARACTERS

Tokens = Callable[[str], list[Token]]


@pytest.fixture
def tokens() -> Tokens:
    """A function that gives the tokens of a text as the component sets them on its message."""

    def tokenize(text: str) -> list[Token]:
        (message,) = ContractTokenizer(ContractTokenizer.get_default_config()).process([Message.build(text)])
        return list(message.get("text_tokens"))

    return tokenize


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


def test_half_an_emoji_is_mended_for_all_that_follows() -> None:
    message = Message.build("end it \ud83d now")

    ContractTokenizer(ContractTokenizer.get_default_config()).process([message])

    assert message.get(TEXT) == "end it ? now"


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
