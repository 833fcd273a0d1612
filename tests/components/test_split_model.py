"""Where questions stand in a text, learnt from messages to a bicycle workshop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.encoded_text import EncodedText, words_of
from components.split_model import Span, SplitModel

Encoded = Callable[[str], EncodedText]

# Each question stands between bars.
EXAMPLES = [
    "My bike is old. |Can you repair it?|",
    "|how much is a saddle| |and do you have helmets|",
    "the chain fell off yesterday, |can you fix it|",
    "Hello. I live far away. |When do you open?| |Do you bring the bike to me?|",
    "|do you rent bikes|",
    "|when do you close?| I work late.",
    "i bought it here last year. |is there a guarantee|, |how long is it|",
    "My brakes are broken.",
    "I like my new saddle. It is soft.",
    "|is it open on sunday,| |and what does a repair cost|",
    "thank you for the lamp",
    "My son fell. |Is the wheel bent?| He cried.",
]


def _text_and_spans(example: str) -> tuple[str, list[Span]]:
    text, spans = "", []
    for number, part in enumerate(example.split("|")):
        if number % 2:
            spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return text, spans


@pytest.fixture(scope="module")
def model(encoded: Encoded) -> SplitModel:
    texts, spans = zip(*map(_text_and_spans, EXAMPLES), strict=True)
    return SplitModel.train([encoded(text) for text in texts], spans)


def _asked(model: SplitModel, text: EncodedText, written: str) -> list[str]:
    return [written[start:end] for start, end in model.questions(text)]


def _tagged(tags: Sequence[str]) -> EncodedText:
    """Return a text of as many words, whose states say nothing but their tags."""
    states = np.array([[tag == letter for letter in "BGO"] for tag in tags], dtype=np.float16)
    numbers = np.arange(len(tags), dtype=np.int32)
    return EncodedText(tuple(words_of(" ".join("x" * len(tags)))), states, numbers)


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_questions_of_an_example_are_found_again(
    model: SplitModel, encoded: Encoded, example: str
) -> None:
    text, spans = _text_and_spans(example)

    assert _asked(model, encoded(text), text) == [text[start:end].strip() for start, end in spans]


def test_a_question_after_a_story_is_found(model: SplitModel, encoded: Encoded) -> None:
    text = "My bike is dirty. Can you clean it?"

    assert _asked(model, encoded(text), text) == ["Can you clean it?"]


def test_two_questions_in_a_row_are_two(model: SplitModel, encoded: Encoded) -> None:
    text = "how much is a helmet and do you have saddles"

    assert _asked(model, encoded(text), text) == ["how much is a helmet", "and do you have saddles"]


def test_a_story_asks_nothing(model: SplitModel, encoded: Encoded) -> None:
    assert model.questions(encoded("My bike was stolen. It was red.")) == []


@pytest.mark.parametrize("text", ["", "  \n"], ids=ascii)
def test_a_text_without_words_asks_nothing(model: SplitModel, encoded: Encoded, text: str) -> None:
    assert model.questions(encoded(text)) == []


@settings(deadline=None, max_examples=50)
@given(text=st.text(max_size=80))
def test_whatever_the_text_its_questions_lie_in_it_one_after_the_other(
    model: SplitModel, encoded: Encoded, text: str
) -> None:
    places = [place for question in model.questions(encoded(text)) for place in question]

    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(text[start:end].strip() for start, end in model.questions(encoded(text)))


def test_a_question_cannot_go_on_where_none_has_begun() -> None:
    learnt = _tagged("BGOBG")
    model = SplitModel.train([learnt] * 4, [[Span(0, 3), Span(6, 9)]] * 4)

    (question,) = model.questions(_tagged("OGGGG"))

    assert question.end == len("x x x x x")


def test_a_tag_that_no_example_has_is_never_found() -> None:
    model = SplitModel.train([_tagged("BG")] * 4, [[Span(0, 3)]] * 4)

    text = _tagged("OGO")

    found = model.questions(text)

    assert all(any(start <= word.start < end for start, end in found) for word in text.words)


def test_a_saved_model_finds_the_same_questions_when_it_is_loaded(
    model: SplitModel, encoded: Encoded, tmp_path: Path
) -> None:
    texts = [encoded(_text_and_spans(example)[0]) for example in EXAMPLES]

    model.save(tmp_path)

    assert list(map(SplitModel.load(tmp_path).questions, texts)) == list(map(model.questions, texts))
