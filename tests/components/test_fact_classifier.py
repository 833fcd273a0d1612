"""Facts that a message tells as a whole, learnt from what customers and mechanics of a workshop write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.fact_classifier import FactClassifier, labelled_facts
from tests.components.pipeline import CONTEXT, encoder_trained_on, tokenized

TOLD: list[tuple[str, dict[str, str] | None]] = [
    ("will my bike be ready", {"role": "customer"}),
    ("i brought you my broken bike", {"role": "customer"}),
    ("how long do you keep my bike", {"role": "customer"}),
    ("is my saddle repaired", {"role": "customer"}),
    ("you charged me too much for my bike", {"role": "customer", "mood": "angry"}),
    ("this is a shame, my bike is worse than before", {"role": "customer", "mood": "angry"}),
    ("the customer has not paid me for the repair", {"role": "mechanic"}),
    ("may i sell the bike a customer left here", {"role": "mechanic"}),
    ("my customers never fetch their bikes", {"role": "mechanic"}),
    ("a customer wants his money back from me", {"role": "mechanic"}),
    ("what is a derailleur", {}),
    ("what does a lamp cost", {}),
    ("how many spokes are in a wheel", {}),
    ("is a helmet required by law", {}),
    ("some words that nobody has labelled", None),
]
CONFIG = {**FactClassifier.get_default_config(), "threshold": 0.6}
RESOURCE = Resource("facts")

Classify = Callable[..., list[dict[str, Any]]]


def _example(text: str, facts: dict[str, str] | None) -> Message:
    metadata = None if facts is None else {"facts": facts}
    return Message.build(text, intent="ask", intent_metadata=metadata)


@pytest.fixture(scope="module")
def classify(tmp_path_factory: pytest.TempPathFactory) -> Classify:
    """A function that gives the entities of a text, after those that were found before."""
    data = TrainingData([_example(*told) for told in TOLD])
    encoder = encoder_trained_on(data, tmp_path_factory.mktemp("encoder"))
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("facts"))
    FactClassifier.create(CONFIG, storage, RESOURCE, CONTEXT).train(data)

    def run(text: str, *before: dict[str, Any], **config: Any) -> list[dict[str, Any]]:
        (message,) = encoder.process([tokenized(text)])
        message.set("entities", [*before])
        FactClassifier.load({**CONFIG, **config}, storage, RESOURCE, CONTEXT).process([message])
        return list(message.get("entities"))

    return run


def _values(entities: list[dict[str, Any]]) -> dict[str, str]:
    return {entity["entity"]: entity["value"] for entity in entities}


@pytest.mark.parametrize(
    ("text", "role"),
    [("will you have my bike repaired", "customer"), ("the customer never paid me", "mechanic")],
)
def test_a_fact_is_found_that_no_word_names(classify: Classify, text: str, role: str) -> None:
    assert _values(classify(text))["role"] == role


def test_what_is_like_the_examples_that_tell_nothing_tells_nothing(classify: Classify) -> None:
    assert classify("what does a derailleur cost") == []


def test_a_fact_that_is_named_in_words_is_left_as_it_is(classify: Classify) -> None:
    named = {"entity": "role", "value": "mechanic", "start": 0, "end": 4}

    assert classify("will my bike be ready", named) == [named]


def test_what_was_found_before_about_something_else_is_kept(classify: Classify) -> None:
    other = {"entity": "mood", "value": "calm", "start": 0, "end": 4}

    assert _values(classify("will my bike be ready", other)) == {"mood": "calm", "role": "customer"}


def test_a_fact_that_is_not_likely_enough_is_left_out(classify: Classify) -> None:
    assert classify("will my bike be ready", threshold=1.0) == []


def test_a_fact_names_its_extractor_its_place_and_how_likely_it_is(classify: Classify) -> None:
    (entity,) = classify("will my bike be ready")

    assert (entity["extractor"], entity["start"], entity["end"]) == ("FactClassifier", 0, 21)
    assert 0.6 <= entity["confidence"] <= 1.0


def test_facts_are_part_of_what_rasa_passes_on(tmp_path: Path) -> None:
    data = TrainingData([_example(*told) for told in TOLD])
    encoder = encoder_trained_on(data, tmp_path)
    classifier = FactClassifier.create(CONFIG, LocalModelStorage.create(tmp_path), RESOURCE, CONTEXT)
    classifier.train(data)

    (message,) = classifier.process(encoder.process([tokenized("will my bike be ready")]))

    assert _values(message.as_dict(only_output_properties=True)["entities"]) == {"role": "customer"}


def test_a_message_that_cannot_be_read_tells_nothing(classify: Classify) -> None:
    assert classify("😭") == []


def test_without_labelled_examples_no_fact_is_found(tmp_path: Path) -> None:
    data = TrainingData([_example(text, None) for text, _ in TOLD])
    encoder = encoder_trained_on(data, tmp_path)
    classifier = FactClassifier.create(CONFIG, LocalModelStorage.create(tmp_path), RESOURCE, CONTEXT)
    classifier.train(data)

    (message,) = classifier.process(encoder.process([tokenized("will my bike be ready")]))

    assert message.get("entities") == []


@pytest.mark.parametrize("facts", [{}, {"role": "customer"}])
def test_an_example_tells_the_facts_of_its_metadata(facts: dict[str, str]) -> None:
    assert labelled_facts(_example("will my bike be ready", facts)) == facts


def test_an_example_without_metadata_says_nothing_about_facts() -> None:
    assert labelled_facts(_example("will my bike be ready", None)) is None
