"""What the question classifier learns, from the few questions of a bicycle workshop."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from components.question_model import QuestionModel

EXAMPLES = {
    "repair_bike": [
        "my brakes are broken",
        "can you fix a flat tyre",
        "the chain fell off",
        "i need a repair",
        "please fix my bike",
    ],
    "ask_price": [
        "how much is it",
        "what does a new saddle cost",
        "is it expensive",
        "price of a helmet",
        "how much do you charge",
    ],
    "rent_bike": [
        "i want to rent a bike",
        "can we hire two bikes for a day",
        "a rental for the weekend",
        "do you lend bicycles",
        "rent an e-bike",
    ],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
INTENTS = [intent for intent, texts in EXAMPLES.items() for _ in texts]
GIBBERISH = ["asdkjh qwe zxc", "lorem ipsum dolor", "7 7 7 7", "xx"]


@pytest.fixture(scope="module")
def model() -> QuestionModel:
    return QuestionModel.train(TEXTS, INTENTS, 5.0)


def _confidence(model: QuestionModel, text: str) -> float:
    return float(model.confidences([text]).max())


@pytest.mark.parametrize(
    "text", [*TEXTS, *GIBBERISH, "", "😭", "bike " * 500], ids=lambda text: ascii(text[:20])
)
def test_confidences_are_between_0_and_1(model: QuestionModel, text: str) -> None:
    confidences = model.confidences([text])

    assert confidences.min() >= 0.0
    assert confidences.sum() <= 1.0 + 1e-6


def test_every_training_example_is_recognised(model: QuestionModel) -> None:
    best = model.confidences(TEXTS).argmax(axis=1)

    assert [model.intents[i] for i in best] == INTENTS


def test_there_is_one_confidence_for_each_text_and_intent(model: QuestionModel) -> None:
    assert model.confidences(TEXTS).shape == (len(TEXTS), len(EXAMPLES))


@pytest.mark.parametrize("text", GIBBERISH)
def test_gibberish_is_less_certain_than_any_training_example(model: QuestionModel, text: str) -> None:
    assert _confidence(model, text) < min(_confidence(model, example) for example in TEXTS) / 2


def test_a_saved_model_gives_the_same_answers_when_it_is_loaded(model: QuestionModel, tmp_path: Path) -> None:
    model.save(tmp_path)

    loaded = QuestionModel.load(tmp_path)

    assert loaded.intents == model.intents
    assert np.array_equal(loaded.confidences([*TEXTS, *GIBBERISH]), model.confidences([*TEXTS, *GIBBERISH]))


def test_one_example_of_each_intent_is_enough_to_learn_from() -> None:
    model = QuestionModel.train(["my brakes are broken", "how much is it"], ["repair_bike", "ask_price"], 5.0)

    assert model.intents[int(model.confidences(["the brake is broken"])[0].argmax())] == "repair_bike"


def test_training_twice_gives_the_same_model(model: QuestionModel) -> None:
    again = QuestionModel.train(TEXTS, INTENTS, 5.0)

    assert np.array_equal(again.confidences(GIBBERISH), model.confidences(GIBBERISH))


def test_a_single_intent_is_refused() -> None:
    with pytest.raises(ValueError, match="2 classes"):
        QuestionModel.train(["my brakes are broken", "fix it"], ["repair_bike", "repair_bike"], 5.0)
