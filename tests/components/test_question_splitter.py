"""Messages get the places of their questions, learnt from examples in which these are marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from components.question_splitter import QUESTIONS, QuestionSplitter, marked_questions
from components.split_model import Span
from components.text_encoder import TextEncoder
from tests.components.pipeline import CONTEXT, encoder_trained_on, tokenized, training_data

PLAIN = {
    "ask_price": ["how much is a saddle", "what does a bell cost", "price of a lamp"] * 4,
    "ask_hours": ["when do you open", "are you open on sunday", "what time do you close"] * 4,
    "inform": ["my bike is old", "i live far away", "the chain fell off"] * 4,
}
MARKED = {
    **PLAIN,
    "ask_price": [
        *PLAIN["ask_price"],
        "My bike is old. [How much is a saddle?](ask_price)",
        "[how much is a bell](ask_price) [and when do you open](ask_hours)",
        "[what does a saddle cost](ask_price) [and what time do you close](ask_hours)",
        "[price of a lamp](ask_price) [and are you open on sunday](ask_hours)",
        "The lamp is broken. I ride at night. [What does a lamp cost?](ask_price)",
    ],
    "ask_hours": [*PLAIN["ask_hours"], "i live far away, [when do you close](ask_hours)"],
}
CONFIG = {"statement_intents": ["inform"]}
RESOURCE = Resource("splitter")

Split = Callable[[str], Message]


def _trained(examples: Mapping[str, Sequence[str]], folder: Path) -> tuple[TextEncoder, LocalModelStorage]:
    data = training_data(examples)
    (folder / "encoder").mkdir()
    (folder / "splitter").mkdir()
    encoder = encoder_trained_on(data, folder / "encoder")
    storage = LocalModelStorage.create(folder / "splitter")
    QuestionSplitter.create(CONFIG, storage, RESOURCE, CONTEXT).train(data)
    return encoder, storage


def _splitting(encoder: TextEncoder, storage: LocalModelStorage) -> Split:
    splitter = QuestionSplitter.load(CONFIG, storage, RESOURCE, CONTEXT)
    return lambda text: splitter.process(encoder.process([tokenized(text)]))[0]


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Split:
    """A function that gives the message of a text as a trained splitter leaves it."""
    return _splitting(*_trained(MARKED, tmp_path_factory.mktemp("marked")))


def _asked(message: Message) -> list[str]:
    return [message.get("text")[start:end] for start, end in message.get(QUESTIONS)]


def test_a_question_after_a_story_is_found(split: Split) -> None:
    assert _asked(split("My bike is old. How much is a bell?")) == ["How much is a bell?"]


def test_each_of_two_questions_is_found(split: Split) -> None:
    assert _asked(split("how much is a lamp and when do you open")) == [
        "how much is a lamp",
        "and when do you open",
    ]


def test_a_message_like_an_example_without_marks_is_one_question(split: Split) -> None:
    assert _asked(split("what does a saddle cost")) == ["what does a saddle cost"]


def test_a_message_like_those_that_state_something_asks_nothing(split: Split) -> None:
    assert _asked(split("the chain fell off")) == []


def test_a_misspelt_question_is_found_where_it_was_written(split: Split) -> None:
    assert _asked(split("My bike is old. How much is a saddel?")) == ["How much is a saddel?"]


def test_a_message_that_cannot_be_read_gets_no_questions(split: Split) -> None:
    assert split("😭").get(QUESTIONS) is None


def test_without_marked_examples_nothing_is_learnt(tmp_path: Path) -> None:
    message = _splitting(*_trained(PLAIN, tmp_path))("My bike is old. How much is a saddle?")

    assert message.get(QUESTIONS) is None


def test_a_splitter_that_was_not_trained_adds_nothing(tmp_path: Path) -> None:
    encoder = encoder_trained_on(training_data(PLAIN), tmp_path)
    untrained = QuestionSplitter.create(CONFIG, LocalModelStorage.create(tmp_path), RESOURCE, CONTEXT)

    (message,) = untrained.process(encoder.process([tokenized("when do you open")]))

    assert message.get(QUESTIONS) is None


def test_a_marked_question_has_its_place_in_the_plain_text_and_its_intent() -> None:
    (example,) = training_data({"ask_hours": ["hi, [when do you close](ask_hours)"]}).training_examples

    assert marked_questions(example, {"ask_hours"}) == [(Span(4, 21), "ask_hours")]


def test_an_entity_that_is_no_intent_is_no_marked_question() -> None:
    (example,) = training_data({"ask_hours": ["open on [sunday](day)?"]}).training_examples

    assert marked_questions(example, {"ask_hours"}) == []
