"""Messages are encoded, with the spelling that the training data has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from components.encoded_text import EncodedText, words_of
from components.sentence_encoder import ADAPTED, ENCODERS, GENERAL
from components.text_encoder import ENCODED, TextEncoder, best_encoder
from tests.components.pipeline import CONTEXT, encoder_trained_on, tokenized, training_data

EXAMPLES = {
    "repair_bike": ["my derailleur is broken"] * 4 + ["can you repair the bicycle"],
    "ask_price": ["how much is a saddle"] * 4,
}
ABOUT_CONTRACTS = {
    "ask_end_permission": ["can i end the contract", "am i allowed to quit", "is it ok to terminate it"],
    "ask_end_procedure": ["how do i end the contract", "where do i click to quit", "steps to terminate it"],
    "ask_end_feedback": ["can he rate me after the end", "does quitting lead to a review"],
}
ABOUT_SHOPS = {
    "order_pizza": ["bring me a pizza", "i am hungry, one margherita please"],
    "ask_weather": ["will it rain tomorrow", "is it sunny outside"],
    "ask_train": ["when does the train leave", "from which platform does it depart"],
}


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> TextEncoder:
    """An encoder trained on the questions of a bicycle workshop."""
    return encoder_trained_on(training_data(EXAMPLES), tmp_path_factory.mktemp("storage"))


def _encoded(encoder: TextEncoder, text: str) -> EncodedText:
    encoded: EncodedText = encoder.process([tokenized(text)])[0].get(ENCODED)
    return encoded


def test_a_misspelt_word_is_read_as_the_word_of_the_training_data(encoder: TextEncoder) -> None:
    text = _encoded(encoder, "my deraileur, brokken")

    assert [word.text for word in text.words] == ["my", "derailleur", ",", "broken"]


def test_a_mended_word_stays_at_the_place_where_it_was_written(encoder: TextEncoder) -> None:
    written = "my deraileur, brokken"

    assert [(word.start, word.end) for word in _encoded(encoder, written).words] == [
        (word.start, word.end) for word in words_of(written)
    ]


def test_a_misspelt_text_has_the_vector_of_the_text_that_was_meant(encoder: TextEncoder) -> None:
    written, meant = _encoded(encoder, "how much is a sadle"), _encoded(encoder, "how much is a saddle")

    assert np.array_equal(written.vector, meant.vector)


def test_the_text_of_the_message_stays_as_it_was_written(encoder: TextEncoder) -> None:
    (message,) = encoder.process([tokenized("my deraileur")])

    assert message.get("text") == "my deraileur"


def test_an_encoder_that_has_learnt_nothing_leaves_words_as_they_are(tmp_path: Path) -> None:
    encoder = TextEncoder.create({}, LocalModelStorage.create(tmp_path), Resource("encoder"), CONTEXT)

    assert [word.text for word in _encoded(encoder, "my deraileur").words] == ["my", "deraileur"]


@pytest.mark.parametrize("text", ["", "   ", "😭", "как завершить"], ids=ascii)
def test_a_message_that_cannot_be_read_is_not_encoded(encoder: TextEncoder, text: str) -> None:
    assert encoder.process([tokenized(text)])[0].get(ENCODED) is None


def test_every_message_of_a_batch_is_encoded(encoder: TextEncoder) -> None:
    messages = encoder.process([tokenized("a saddle"), tokenized("😭"), tokenized("a longer text of five")])

    lengths = [message.get(ENCODED) and len(message.get(ENCODED).words) for message in messages]
    assert lengths == [2, None, 5]


def test_what_is_encoded_is_no_part_of_what_rasa_passes_on(encoder: TextEncoder) -> None:
    (message,) = encoder.process([tokenized("a saddle")])

    assert ENCODED not in message.as_dict(only_output_properties=True)


def test_the_examples_of_the_training_data_are_encoded_for_what_is_trained_next(tmp_path: Path) -> None:
    data = training_data(EXAMPLES)

    encoder_trained_on(data, tmp_path)

    assert all(isinstance(example.get(ENCODED), EncodedText) for example in data.training_examples)


def test_training_data_that_is_encoded_has_a_fingerprint(tmp_path: Path) -> None:
    data, plain = training_data(EXAMPLES), training_data(EXAMPLES)

    encoder_trained_on(data, tmp_path)

    assert data.fingerprint() != plain.fingerprint()


@pytest.mark.parametrize("examples", [ABOUT_CONTRACTS, ABOUT_SHOPS], ids=["contracts", "shops"])
def test_a_stored_encoder_reads_as_it_did(tmp_path: Path, examples: dict[str, list[str]]) -> None:
    storage, resource = LocalModelStorage.create(tmp_path), Resource("encoder")
    trained = TextEncoder.create({}, storage, resource, CONTEXT)
    trained.train(training_data(examples))

    loaded = TextEncoder.load({}, storage, resource, CONTEXT)

    text = "can i terminat the contrackt of the pizzza"
    assert _encoded(loaded, text).words == _encoded(trained, text).words
    assert np.array_equal(_encoded(loaded, text).vector, _encoded(trained, text).vector)


@pytest.mark.parametrize(
    ("examples", "best"), [(ABOUT_CONTRACTS, ADAPTED), (ABOUT_SHOPS, GENERAL)], ids=["contracts", "shops"]
)
def test_the_encoder_that_tells_the_intents_apart_is_chosen(
    examples: dict[str, list[str]], best: str
) -> None:
    texts = [words_of(text) for texts in examples.values() for text in texts]
    intents = [intent for intent, texts in examples.items() for _ in texts]

    assert best_encoder(texts, intents) == best


def test_a_single_example_is_enough_to_choose_an_encoder() -> None:
    assert best_encoder([words_of("can i end it")], ["ask_end_permission"]) in ENCODERS


def test_examples_without_a_text_are_left_out(tmp_path: Path) -> None:
    data = training_data(EXAMPLES)
    data.training_examples.append(Message({"intent": "greet"}))

    encoder_trained_on(data, tmp_path)

    assert data.training_examples[-1].get(ENCODED) is None
