"""The intent classifier: logistic regression over sentence vectors and word and letter n-grams.

The confidence is multiplied by the likeness of the text to its nearest training example, so what resembles
nothing that was trained ends up low, whatever the regression makes of it.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional

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
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.language import CLAUSES
from components.question_model import QuestionModel
from components.situation_extractor import UNREADABLE

# More than a person asks in one message; what follows is noise, and each clause costs time.
MAX_ASKING_CLAUSES = 12
# A clause is read in the light of its message: how much of its ranking is that of the message as a whole.
SHARE_OF_WHOLE = 0.6
SHARE_OF_WHOLE_AMONG_SEVERAL = 0.3

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
        """Learn the intents of the training data and store the result."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._model = QuestionModel.train(
            [example.get(TEXT) for example in examples],
            [example.get(INTENT) for example in examples],
            self._config["inverse_regularisation"],
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Classify each message; one that cannot be read gets no intent."""
        for message in messages:
            if message.get(UNREADABLE) or not message.get(TEXT):
                self._set_ranking(message, [])
            elif self._model is not None:
                self._classify(message, self._model)
        return messages

    def _classify(self, message: Message, model: QuestionModel) -> None:
        clauses = message.get(CLAUSES) or []
        asking = [clause for clause in clauses if clause["asks"]][:MAX_ASKING_CLAUSES]
        whole, *parts = model.confidences([message.get(TEXT), *(clause["text"] for clause in asking)])
        share = SHARE_OF_WHOLE if len(parts) == 1 else SHARE_OF_WHOLE_AMONG_SEVERAL
        for clause, part in zip(asking, parts, strict=True):
            clause["intent_ranking"] = self._ranking(model, share * whole + (1 - share) * part)
        rankings = [self._ranking(model, part) for part in parts]
        self._set_ranking(message, self._unless_only_polite(self._ranking(model, whole), rankings))

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
