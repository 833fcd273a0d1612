"""Learns facts that are told between the lines, like the role of somebody who fears for "my score"."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional

import joblib
import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_CONFIDENCE,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    METADATA,
    METADATA_INTENT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from components.encoded_text import EncodedText
from components.text_encoder import ENCODED

MODEL_FILE = "facts.joblib"
FACTS = "facts"
UNTOLD = "untold"
MAX_ITERATIONS = 200
TOLERANCE = 0.05

Facts = Mapping[str, str]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FactClassifier(GraphComponent, EntityExtractorMixin):
    """Adds to the entities of a message the facts it tells as a whole, unless its words name them already.

    It learns from examples whose intent has `metadata: {facts: {...}}`; what is not named there counts as
    untold. A fact that is less likely than `threshold` is left out.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"threshold": 0.8, "inverse_regularisation": 10.0}

    def __init__(
        self,
        config: Dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        models: Mapping[str, LogisticRegression],
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._models = models

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactClassifier:
        """Make a classifier that has learnt nothing yet."""
        return cls(config, model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> FactClassifier:
        """Make the classifier that was trained."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / MODEL_FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn every fact that the labelled examples tell."""
        labelled = [
            (example.get(ENCODED).vector, facts)
            for example in training_data.intent_examples
            if example.get(ENCODED) is not None and (facts := labelled_facts(example)) is not None
        ]
        vectors = np.array([vector for vector, _ in labelled])
        names = sorted({name for _, facts in labelled for name in facts})
        self._models = {
            name: self._learnt(vectors, [facts.get(name, UNTOLD) for _, facts in labelled]) for name in names
        }
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._models, folder / MODEL_FILE)
        return self._resource

    def _learnt(self, vectors: NDArray[np.float32], values: List[str]) -> LogisticRegression:
        return LogisticRegression(
            C=self._config["inverse_regularisation"], max_iter=MAX_ITERATIONS, tol=TOLERANCE
        ).fit(vectors, values)

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the facts that each encoded message tells as a whole."""
        for message in messages:
            text: Optional[EncodedText] = message.get(ENCODED)
            if text is not None:
                named = {entity[ENTITY_ATTRIBUTE_TYPE] for entity in message.get(ENTITIES, [])}
                told = [self._entity(name, text) for name in self._models if name not in named]
                entities = self.add_extractor_name([entity for entity in told if entity is not None])
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages

    def _entity(self, name: str, text: EncodedText) -> Optional[Dict[str, Any]]:
        model = self._models[name]
        (likelihoods,) = model.predict_proba(text.vector[np.newaxis])
        best = int(likelihoods.argmax())
        if model.classes_[best] == UNTOLD or likelihoods[best] < self._config["threshold"]:
            return None
        return {
            ENTITY_ATTRIBUTE_TYPE: name,
            ENTITY_ATTRIBUTE_VALUE: str(model.classes_[best]),
            ENTITY_ATTRIBUTE_START: 0,
            ENTITY_ATTRIBUTE_END: text.words[-1].end if text.words else 0,
            ENTITY_ATTRIBUTE_CONFIDENCE: round(float(likelihoods[best]), 4),
        }


def labelled_facts(example: Message) -> Optional[Facts]:
    """Return the facts that a training example is said to tell, or None if nothing is said about them."""
    metadata = (example.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return metadata.get(FACTS)
