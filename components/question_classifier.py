"""The intent classifier: logistic regression over sentence vectors and word and letter n-grams.

The likelihood of an intent is multiplied by the likeness of the text to the nearest example of that intent.
So what resembles nothing that was trained ends up low, whatever the regression makes of it.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Tuple

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.encoded_text import EncodedText
from components.language import CLAUSES
from components.question_model import Part, QuestionModel, part_of, whole
from components.question_splitter import marked_questions
from components.text_encoder import ENCODED

# More than a person asks in one message; what follows is noise, and each clause costs time.
MAX_ASKING_CLAUSES = 12
# A clause that asks alone is read in the light of its message: how much of its ranking is that of the whole.
SHARE_OF_WHOLE = 0.6

Ranking = List[Dict[str, Any]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class QuestionClassifier(IntentClassifier, GraphComponent):
    """Gives each message an intent and a ranking, and each of its asking clauses a ranking of its own.

    The intent of a message is that of its text as a whole, unless that is only politeness (an intent listed
    in `secondary_intents`) and one of its clauses asks something.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"ranking_length": 10, "inverse_regularisation": 20.0, "secondary_intents": []}

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: Optional[QuestionModel] = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> QuestionClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> QuestionClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, QuestionModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents of the training data and store the result.

        An example with several marked questions teaches these, and not what it is as a whole.
        """
        parts, intents = zip(*_labelled_parts(training_data), strict=True)
        self._model = QuestionModel.train(parts, intents, self._config["inverse_regularisation"])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Classify each message; one that cannot be read gets no intent."""
        for message in messages:
            text = message.get(ENCODED)
            if text is None:
                self._set_ranking(message, [])
            elif self._model is not None:
                self._classify(message, text, self._model)
        return messages

    def _classify(self, message: Message, text: EncodedText, model: QuestionModel) -> None:
        clauses = message.get(CLAUSES) or []
        asking = [clause for clause in clauses if clause["asks"]][:MAX_ASKING_CLAUSES]
        parts = [part_of(text, clause["start"], clause["end"]) for clause in asking]
        of_whole, *of_parts = model.confidences([whole(text), *parts])
        share = SHARE_OF_WHOLE if len(parts) == 1 else 0.0
        for clause, of_part in zip(asking, of_parts, strict=True):
            clause["intent_ranking"] = self._ranking(model, share * of_whole + (1 - share) * of_part)
        rankings = [self._ranking(model, of_part) for of_part in of_parts]
        self._set_ranking(message, self._unless_only_polite(self._ranking(model, of_whole), rankings))

    def _unless_only_polite(self, ranking: Ranking, asked: List[Ranking]) -> Ranking:
        secondary = self._config["secondary_intents"]
        if ranking[0][INTENT_NAME_KEY] not in secondary:
            return ranking
        better = [other for other in asked if other[0][INTENT_NAME_KEY] not in secondary]
        return max(better, key=lambda other: other[0][PREDICTED_CONFIDENCE_KEY], default=ranking)

    def _ranking(self, model: QuestionModel, confidences: NDArray[np.float32]) -> Ranking:
        best = np.argsort(-confidences, kind="stable")[: self._config["ranking_length"]]
        return [
            {INTENT_NAME_KEY: model.intents[i], PREDICTED_CONFIDENCE_KEY: round(float(confidences[i]), 4)}
            for i in best
        ]

    @staticmethod
    def _set_ranking(message: Message, ranking: Ranking) -> None:
        first = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
        message.set(INTENT, first, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)


def _labelled_parts(training_data: TrainingData) -> Iterator[Tuple[Part, str]]:
    for example in training_data.intent_examples:
        text = example.get(ENCODED)
        if text is None:
            continue
        marked = marked_questions(example, training_data.intents)
        if len(marked) <= 1:
            yield whole(text), example.get(INTENT)
        for question, intent in marked:
            yield part_of(text, *question), intent
