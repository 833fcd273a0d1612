"""Finds the questions of a message."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Sequence, Set, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    INTENT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoded_text import EncodedText, Word
from components.split_model import MODEL_FILE, Span, SplitModel
from components.text_encoder import ENCODED

QUESTIONS = "questions"
SENTENCE_ENDS = frozenset(".!?")
# Of the examples without a mark, which are many and much alike, one in so many is enough.
ONE_IN = 4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class QuestionSplitter(GraphComponent):
    """Adds to each message `questions`, the spans of what it asks.

    It learns from examples in which each question is marked like an entity, with the intent that it would
    have alone: `[can i end it](ask_end_permission)`. Without any such example, it adds nothing.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """`statement_intents` are those whose examples ask nothing."""
        return {"statement_intents": []}

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: Optional[SplitModel] = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionSplitter:
        """Make a splitter that has learnt nothing yet."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionSplitter:
        """Make the splitter that was trained."""
        with model_storage.read_from(resource) as folder:
            model = SplitModel.load(folder) if (folder / MODEL_FILE).is_file() else None
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the marked examples, and from those that are one sentence and so one question."""
        with self._storage.write_to(self._resource) as folder:
            intents = training_data.intents
            if any(marked_questions(example, intents) for example in training_data.intent_examples):
                texts, questions = zip(*self._examples(training_data), strict=True)
                self._model = SplitModel.train(texts, questions)
                self._model.save(folder)
        return self._resource

    def _examples(self, training_data: TrainingData) -> Iterator[Tuple[EncodedText, List[Span]]]:
        for number, example in enumerate(training_data.intent_examples):
            text = example.get(ENCODED)
            if text is None:
                continue
            marked = [span for span, _ in marked_questions(example, training_data.intents)]
            if marked:
                yield text, marked
            elif number % ONE_IN == 0 and is_one_sentence(text.words):
                states = example.get(INTENT) in self._config["statement_intents"]
                yield text, [] if states else [Span(0, text.words[-1].end)]

    def process(self, messages: List[Message]) -> List[Message]:
        """Find the questions of each message that is encoded."""
        for message in messages:
            text = message.get(ENCODED)
            if self._model is not None and text is not None:
                message.set(QUESTIONS, self._model.questions(text))
        return messages


def marked_questions(example: Message, intents: Set[str]) -> List[Tuple[Span, str]]:
    """Return the questions that are marked in a training example, each with its intent."""
    return [
        (Span(entity[ENTITY_ATTRIBUTE_START], entity[ENTITY_ATTRIBUTE_END]), entity[ENTITY_ATTRIBUTE_TYPE])
        for entity in example.get(ENTITIES, [])
        if entity[ENTITY_ATTRIBUTE_TYPE] in intents
    ]


def is_one_sentence(words: Sequence[Word]) -> bool:
    """Tell whether the words of a text are one sentence, which then is one question or none."""
    return bool(words) and not any(word.text in SENTENCE_ENDS for word in words[:-1])
