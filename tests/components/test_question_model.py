"""What the question classifier learns, from the few questions of a bicycle workshop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from components import question_model
from components.encoded_text import EncodedText, words_of
from components.question_model import MAX_COMPARED, POWER_OF_LIKENESS, Part, QuestionModel, part_of, whole
from components.sentence_encoder import sentence_encoder

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
# One intent for each of them, and more intents than are compared.
WARES = [
    *("saddle", "bell", "pump", "helmet", "basket", "lock", "chain", "pedal", "tyre"),
    *("rim", "spoke", "fork", "brake", "light", "mirror", "lamp", "glove", "bag"),
    *("rack", "hub", "axle", "cable", "mudguard", "trailer", "stand"),
]
GIBBERISH = ["asdkjh qwe zxc", "lorem ipsum dolor", "7 7 7 7", "xx"]


def _encoded(texts: Sequence[str]) -> list[EncodedText]:
    return sentence_encoder().encode([words_of(text) for text in texts])


def _parts(*texts: str) -> list[Part]:
    return [whole(text) for text in _encoded(texts)]


@pytest.fixture(scope="module")
def model() -> QuestionModel:
    return QuestionModel.train(_parts(*TEXTS), INTENTS, 5.0)


@pytest.fixture(scope="module")
def wares() -> QuestionModel:
    return QuestionModel.train(_parts(*WARES), [f"ask_{ware}" for ware in WARES], 5.0)


def _confidence(model: QuestionModel, text: str) -> float:
    return float(model.confidences(_parts(text)).max())


@pytest.mark.parametrize(
    "text", [*TEXTS, *GIBBERISH, "", "😭", "bike " * 500], ids=lambda text: ascii(text[:20])
)
def test_confidences_are_between_0_and_1(model: QuestionModel, text: str) -> None:
    confidences = model.confidences(_parts(text))

    assert confidences.min() >= 0.0
    assert confidences.sum() <= 1.0 + 1e-6


def test_every_training_example_is_recognised(model: QuestionModel) -> None:
    best = model.confidences(_parts(*TEXTS)).argmax(axis=1)

    assert [model.intents[i] for i in best] == INTENTS


def test_there_is_one_confidence_for_each_text_and_intent(model: QuestionModel) -> None:
    assert model.confidences(_parts(*TEXTS)).shape == (len(TEXTS), len(EXAMPLES))


@pytest.mark.parametrize("text", GIBBERISH)
def test_gibberish_is_less_certain_than_any_training_example(model: QuestionModel, text: str) -> None:
    assert _confidence(model, text) < min(_confidence(model, example) for example in TEXTS) / 2


def test_a_saved_model_gives_the_same_answers_when_it_is_loaded(model: QuestionModel, tmp_path: Path) -> None:
    model.save(tmp_path)

    loaded = QuestionModel.load(tmp_path)

    assert loaded.intents == model.intents
    parts = _parts(*TEXTS, *GIBBERISH)
    assert np.array_equal(loaded.confidences(parts), model.confidences(parts))


def test_one_example_of_each_intent_is_enough_to_learn_from() -> None:
    parts = _parts("my brakes are broken", "how much is it")
    model = QuestionModel.train(parts, ["repair_bike", "ask_price"], 5.0)

    (confidences,) = model.confidences(_parts("the brake is broken"))
    assert model.intents[int(confidences.argmax())] == "repair_bike"


def test_training_twice_gives_the_same_model(model: QuestionModel) -> None:
    again = QuestionModel.train(_parts(*TEXTS), INTENTS, 5.0)

    parts = _parts(*GIBBERISH)
    assert np.array_equal(again.confidences(parts), model.confidences(parts))


def test_a_single_intent_is_refused() -> None:
    with pytest.raises(ValueError, match="2 classes"):
        QuestionModel.train(_parts("my brakes are broken", "fix it"), ["repair_bike", "repair_bike"], 5.0)


def test_two_questions_of_one_text_are_told_apart(model: QuestionModel) -> None:
    text = "my brakes are broken, how much is it"
    (encoded,) = _encoded([text])
    comma = text.index(",")

    confidences = model.confidences([part_of(encoded, 0, comma), part_of(encoded, comma + 1, len(text))])

    assert [model.intents[best] for best in confidences.argmax(axis=1)] == ["repair_bike", "ask_price"]


def test_the_whole_of_a_text_has_its_words_as_they_are_read() -> None:
    mended = [word._replace(text="bike") for word in words_of("bkie!")]
    (encoded,) = sentence_encoder().encode([mended[:1]])

    assert whole(encoded)[1] == "bike"


@pytest.mark.parametrize("text", ["how much is a saddle", "my chain and my tyre", "hello", *WARES[:3]])
def test_of_many_intents_no_more_have_a_confidence_than_are_compared(wares: QuestionModel, text: str) -> None:
    (confidences,) = wares.confidences(_parts(text))

    assert len(wares.intents) > MAX_COMPARED
    assert 0 < np.count_nonzero(confidences) <= MAX_COMPARED


def test_the_unlikeliest_of_many_intents_get_no_confidence(
    wares: QuestionModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = _parts("how much is a saddle", "my chain and my tyre", "hello")
    few = wares.confidences(parts)
    monkeypatch.setattr(question_model, "MAX_COMPARED", len(WARES))
    every = wares.confidences(parts)

    examples = {f"ask_{ware}": vector for ware, (vector, _) in zip(WARES, _parts(*WARES), strict=True)}
    likeness = np.array([[examples[intent] @ vector for intent in wares.intents] for vector, _ in parts])
    likelihoods = every / likeness**POWER_OF_LIKENESS
    assert np.array_equal(few[few > 0], every[few > 0])
    assert all(row[own == 0].max() < row[own > 0].min() for row, own in zip(likelihoods, few, strict=True))


def test_every_training_example_of_many_intents_is_recognised(wares: QuestionModel) -> None:
    best = wares.confidences(_parts(*WARES)).argmax(axis=1)

    assert [wares.intents[number] for number in best] == [f"ask_{ware}" for ware in WARES]
