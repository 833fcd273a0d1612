"""The components in front of the one that is tested, trained on a few examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.contract_tokenizer import ContractTokenizer
from components.text_encoder import TextEncoder

CONTEXT = ExecutionContext(GraphSchema({}))


def tokenized(text: str) -> Message:
    """Return the message of a text as the tokenizer leaves it."""
    return ContractTokenizer(ContractTokenizer.get_default_config()).process([Message.build(text)])[0]


def training_data(examples: Mapping[str, Sequence[str]]) -> TrainingData:
    """Return the examples of each intent, with their marks read as Rasa reads them."""
    return TrainingData(
        [parse_training_example(text, intent) for intent, texts in examples.items() for text in texts]
    )


def encoder_trained_on(data: TrainingData, folder: Path) -> TextEncoder:
    """Train a text encoder on the data, and encode these with it."""
    encoder = TextEncoder.create({}, LocalModelStorage.create(folder), Resource("encoder"), CONTEXT)
    encoder.train(data)
    encoder.process_training_data(data)
    return encoder


def encoder_knowing(words: Iterable[str], folder: Path) -> TextEncoder:
    """Train a text encoder that mends towards these words."""
    return encoder_trained_on(training_data({"inform": [*words]}), folder)
