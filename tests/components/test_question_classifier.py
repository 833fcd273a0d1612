"""The intent classifier, trained on the few questions of a pizza shop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.question_classifier import QuestionClassifier
from components.situation_extractor import SituationExtractor

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
CONTEXT = ExecutionContext(GraphSchema({}))
RESOURCE = Resource("classifier")

Classify = Callable[[str], Message]


def _config(**keys: Any) -> dict[str, Any]:
    return {**QuestionClassifier.get_default_config(), "secondary_intents": ["thanks"], **keys}


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> LocalModelStorage:
    """A storage in which a classifier was trained."""
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("storage"))
    messages = [Message.build(text, intent=intent) for text, intent in zip(TEXTS, INTENTS, strict=True)]
    QuestionClassifier.create(_config(), storage, RESOURCE, CONTEXT).train(TrainingData(messages))
    return storage


@pytest.fixture(scope="module")
def classify(storage: LocalModelStorage) -> Classify:
    """A function that gives the message of a text as the classifier leaves it."""
    extractor = SituationExtractor(Resource("extractor"))
    classifier = QuestionClassifier.load(_config(), storage, RESOURCE, CONTEXT)

    def run(text: str) -> Message:
        return classifier.process(extractor.process([Message.build(text)]))[0]

    return run


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


def test_the_ranking_is_no_longer_than_configured(storage: LocalModelStorage) -> None:
    classifier = QuestionClassifier.load(_config(ranking_length=2), storage, RESOURCE, CONTEXT)

    (message,) = classifier.process([Message.build("a pizza")])

    assert len(message.get("intent_ranking")) == 2


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
        "Thank you so much, great, many thanks! And are you open? Thanks, thx",
        "thank you so much, thanks, great. When do you close? great, many thanks",
    ],
)
def test_politeness_around_a_question_does_not_make_it_small_talk(
    storage: LocalModelStorage, classify: Classify, text: str
) -> None:
    message = classify(text)
    without = QuestionClassifier.load(_config(secondary_intents=[]), storage, RESOURCE, CONTEXT)

    assert _intent(message) == "ask_hours"
    assert _intent(without.process([message])[0]) == "thanks"


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
