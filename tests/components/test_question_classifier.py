"""The intent classifier, trained on the few questions of a pizza shop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from components.question_classifier import QuestionClassifier
from components.situation_extractor import SituationExtractor
from components.text_encoder import TextEncoder
from tests.components.pipeline import CONTEXT, encoder_trained_on, tokenized, training_data

EXAMPLES = {
    "order_pizza": [
        "i want a pizza",
        "can i order a margherita",
        "a large pizza with olives",
        "bring me two pizzas",
        "pizza with extra cheese please",
    ],
    "ask_hours": [
        "when do you open",
        "are you open on sunday",
        "what time do you close",
        "opening hours please",
        "till when are you open",
    ],
    "thanks": ["thanks", "thank you so much", "great, thanks", "many thanks", "thx"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
INTENTS = [intent for intent, texts in EXAMPLES.items() for _ in texts]
RESOURCE = Resource("classifier")

Classify = Callable[[str], Message]


def _config(**keys: Any) -> dict[str, Any]:
    return {**QuestionClassifier.get_default_config(), "secondary_intents": ["thanks"], **keys}


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> TextEncoder:
    """An encoder trained on the examples."""
    return encoder_trained_on(training_data(EXAMPLES), tmp_path_factory.mktemp("encoder"))


def _trained(encoder: TextEncoder, examples: dict[str, list[str]], folder: Path) -> LocalModelStorage:
    """Return a storage in which a classifier was trained."""
    storage = LocalModelStorage.create(folder)
    data = encoder.process_training_data(training_data(examples))
    QuestionClassifier.create(_config(), storage, RESOURCE, CONTEXT).train(data)
    return storage


def _classifying(encoder: TextEncoder, storage: LocalModelStorage, **config: Any) -> Classify:
    extractor = SituationExtractor(Resource("extractor"))
    classifier = QuestionClassifier.load(_config(**config), storage, RESOURCE, CONTEXT)
    return lambda text: classifier.process(extractor.process(encoder.process([tokenized(text)])))[0]


@pytest.fixture(scope="module")
def storage(encoder: TextEncoder, tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    """A storage in which a classifier was trained on the examples."""
    return _trained(encoder, EXAMPLES, tmp_path_factory.mktemp("storage"))


@pytest.fixture(scope="module")
def classify(encoder: TextEncoder, storage: LocalModelStorage) -> Classify:
    """A function that gives the message of a text as the classifier leaves it."""
    return _classifying(encoder, storage)


def _intent(message: Message) -> str:
    return str(message.get("intent")["name"])


@pytest.mark.parametrize(("text", "intent"), list(zip(TEXTS, INTENTS, strict=True)))
def test_a_training_example_gets_its_intent(classify: Classify, text: str, intent: str) -> None:
    assert _intent(classify(text)) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("could i get a small pizza", "order_pizza"),
        ("i would like a piza with olivs", "order_pizza"),
        ("until what time is the shop open", "ask_hours"),
        ("thank u", "thanks"),
    ],
)
def test_a_text_that_was_not_trained_gets_the_nearest_intent(
    classify: Classify, text: str, intent: str
) -> None:
    assert _intent(classify(text)) == intent


def test_the_ranking_is_sorted_from_the_most_certain_intent_on(classify: Classify) -> None:
    confidences = [entry["confidence"] for entry in classify("a pizza please, thanks").get("intent_ranking")]

    assert confidences == sorted(confidences, reverse=True)


def test_the_ranking_holds_every_intent_once(classify: Classify) -> None:
    ranking = classify("when do you bring my pizza").get("intent_ranking")

    assert sorted(entry["name"] for entry in ranking) == sorted(EXAMPLES)


def test_the_intent_is_the_first_of_the_ranking(classify: Classify) -> None:
    message = classify("a pizza with ham")

    assert message.get("intent") == message.get("intent_ranking")[0]


def test_the_ranking_is_no_longer_than_configured(encoder: TextEncoder, storage: LocalModelStorage) -> None:
    classify = _classifying(encoder, storage, ranking_length=2)

    assert len(classify("a pizza").get("intent_ranking")) == 2


def test_intent_and_ranking_are_part_of_what_rasa_passes_on(classify: Classify) -> None:
    assert {"intent", "intent_ranking"} <= classify("a pizza").as_dict(only_output_properties=True).keys()


@pytest.mark.parametrize(
    "text", ["", "😭", "pizza " * 5000, "как заказать пиццу"], ids=lambda text: ascii(text[:9])
)
def test_an_unreadable_message_gets_no_intent(classify: Classify, text: str) -> None:
    message = classify(text)

    assert message.get("intent") == {"name": None, "confidence": 0.0}
    assert message.get("intent_ranking") == []


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much, great, many thanks! Hours? Thanks, thx",
        "great, thanks! until when? thank you so much, many thanks",
    ],
)
def test_politeness_around_a_question_does_not_make_it_small_talk(
    encoder: TextEncoder, storage: LocalModelStorage, text: str
) -> None:
    without = _classifying(encoder, storage, secondary_intents=[])

    assert _intent(_classifying(encoder, storage)(text)) == "ask_hours"
    assert _intent(without(text)) == "thanks"


def test_politeness_alone_is_small_talk(classify: Classify) -> None:
    assert _intent(classify("great, thanks a lot!")) == "thanks"


def test_each_asking_clause_has_a_ranking_of_its_own(classify: Classify) -> None:
    message = classify("can i order a pizza with olives and what time do you close?")

    clauses = message.get("clauses")
    assert [clause["intent_ranking"][0]["name"] for clause in clauses] == ["order_pizza", "ask_hours"]


def test_a_clause_that_asks_nothing_has_no_ranking(classify: Classify) -> None:
    story, question = classify("I ate a pizza here. When do you open?").get("clauses")

    assert "intent_ranking" not in story
    assert "intent_ranking" in question


def test_the_questions_marked_in_an_example_teach_their_own_intents(
    encoder: TextEncoder, tmp_path: Path
) -> None:
    marked = "[can i order a calzone](order_pizza) [and is the kitchen open](ask_hours)"
    examples = {"order_pizza": ["i want a pizza", marked], "ask_hours": ["when do you open"]}
    classify = _classifying(encoder, _trained(encoder, examples, tmp_path))

    assert [_intent(classify(text)) for text in ("a calzone", "is the kitchen open")] == [
        "order_pizza",
        "ask_hours",
    ]


def test_an_example_that_tells_a_story_teaches_its_intent_as_a_whole_too(
    encoder: TextEncoder, tmp_path: Path
) -> None:
    marked = "My children are hungry. [when do you open](ask_hours)"
    examples = {"order_pizza": ["i want a pizza"], "ask_hours": [marked]}
    classify = _classifying(encoder, _trained(encoder, examples, tmp_path))

    assert _intent(classify("My children are hungry.")) == "ask_hours"
