"""Encodes messages: mends the spelling of their words and gives each its state in context."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Sequence

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.contract_tokenizer import UNREADABLE
from components.encoded_text import Word, words_of
from components.sentence_encoder import ENCODERS, GENERAL, SentenceEncoder, sentence_encoder
from components.spelling import Spelling

ENCODED = "encoded"
LEARNT_FILE = "learnt.json"
# So many examples show well enough which encoder is better.
MAX_TRIED = 500


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TextEncoder(GraphComponent):
    """Adds to each message `encoded`, an EncodedText, for the components that come after it.

    Training learns the words of the training data, towards which spelling is mended, and chooses the sentence
    encoder that tells its intents apart best.
    """

    def __init__(
        self, storage: ModelStorage, resource: Resource, spelling: Spelling, encoder: str = GENERAL
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._spelling = spelling
        self._encoder = encoder

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextEncoder:
        """Make an encoder that knows no words yet."""
        return cls(model_storage, resource, Spelling({}))

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TextEncoder:
        """Make the encoder that was trained."""
        with model_storage.read_from(resource) as folder:
            learnt = json.loads((folder / LEARNT_FILE).read_text("utf-8"))
        sentence_encoder(learnt["encoder"])
        return cls(model_storage, resource, Spelling(learnt["word_counts"]), learnt["encoder"])

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the words, choose the encoder and store both."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        self._spelling = Spelling.learnt_from(example.get(TEXT) for example in examples)
        texts = [self._words(example.get(TEXT)) for example in examples]
        self._encoder = best_encoder(texts, [example.get(INTENT) for example in examples])
        learnt = {"word_counts": self._spelling.counts, "encoder": self._encoder}
        with self._storage.write_to(self._resource) as folder:
            (folder / LEARNT_FILE).write_text(json.dumps(learnt), "utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode all examples that are texts."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Encode the text of each message that can be read."""
        readable = [message for message in messages if message.get(TEXT) and not message.get(UNREADABLE)]
        words = [self._words(message.get(TEXT)) for message in readable]
        for message, encoded in zip(readable, sentence_encoder(self._encoder).encode(words), strict=True):
            message.set(ENCODED, encoded)
        return messages

    def _words(self, text: str) -> List[Word]:
        return [word._replace(text=self._spelling.corrected(word.text)) for word in words_of(text)]


def best_encoder(texts: Sequence[Sequence[Word]], intents: Sequence[str]) -> str:
    """Return the name of the encoder with which most texts are likest to a text of the same intent."""
    step = -(-len(texts) // MAX_TRIED) or 1
    tried, labels = texts[::step], np.array(intents[::step])
    return max(ENCODERS, key=lambda name: _share_beside_their_like(sentence_encoder(name), tried, labels))


def _share_beside_their_like(
    encoder: SentenceEncoder, texts: Sequence[Sequence[Word]], intents: NDArray[np.str_]
) -> float:
    vectors = np.array([encoded.vector for encoded in encoder.encode(texts)])
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -1.0)
    return float((intents[likeness.argmax(axis=1)] == intents).mean())
