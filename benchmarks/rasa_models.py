"""Trains pipelines and parses messages, both as Rasa itself does."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from rasa.core.agent import Agent
from rasa.engine.caching import CACHE_LOCATION_ENV
from rasa.model_training import train_nlu
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLWriter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from benchmarks.hint3 import OUT_OF_SCOPE, Example
from benchmarks.scoring import Prediction


@dataclass(frozen=True)
class Model:
    """A trained pipeline, ready to parse, and how long its training took."""

    agent: Agent
    training_seconds: float


@dataclass(frozen=True)
class Parsing:
    """What a pipeline made of a list of messages, and how long each took it."""

    predictions: list[Prediction]
    seconds: list[float]


def train(config: Path, examples: Sequence[Example], folder: Path) -> Model:
    """Train the pipeline of a Rasa configuration; the folder, which must be empty, takes all files."""
    data = folder / "nlu.yml"
    write_training_data(examples, data)
    with _cache_in(folder / "cache"):
        start = perf_counter()
        model = train_nlu(str(config), str(data), str(folder))
        seconds = perf_counter() - start
    return Model(Agent.load(model), seconds)


@contextmanager
def _cache_in(folder: Path) -> Iterator[None]:
    """Keep Rasa from its usual cache, or a second run measures how fast the first is copied."""
    before = os.environ.get(CACHE_LOCATION_ENV)
    os.environ[CACHE_LOCATION_ENV] = str(folder)
    try:
        yield
    finally:
        del os.environ[CACHE_LOCATION_ENV]
        if before is not None:
            os.environ[CACHE_LOCATION_ENV] = before


def write_training_data(examples: Sequence[Example], file: Path) -> None:
    """Write the examples as Rasa training data."""
    messages = [Message.build(example.text, example.label) for example in examples]
    RasaYAMLWriter().dump(file, TrainingData(messages))


def parse(models: Sequence[Model], texts: Sequence[str]) -> list[Parsing]:
    """Let each of the models parse all texts.

    They take turns at every text, so that whatever else the machine does slows all of them alike.
    """
    parsings = [Parsing([], []) for _ in models]

    async def parse_all() -> None:
        for text in texts:
            for model, parsing in zip(models, parsings, strict=True):
                start = perf_counter()
                parsed = await model.agent.parse_message(text)
                parsing.seconds.append(perf_counter() - start)
                parsing.predictions.append(top_intent(parsed))

    asyncio.run(parse_all())
    return parsings


def top_intent(parsed: Mapping[str, Any]) -> Prediction:
    """Return the intent a pipeline found likeliest, as if it had no FallbackClassifier.

    That puts its own intent before a likeliest one that is too unsure, and gives it its threshold for a
    confidence. The benchmark sets thresholds of its own, and below the fallback's the intent it has pushed
    aside would be lost. A message with no other intent was refused outright, so it is out of scope for sure.
    """
    for guess in parsed.get(INTENT_RANKING_KEY, []):
        if guess[INTENT_NAME_KEY] != DEFAULT_NLU_FALLBACK_INTENT_NAME:
            return Prediction(guess[INTENT_NAME_KEY], guess[PREDICTED_CONFIDENCE_KEY])
    return Prediction(OUT_OF_SCOPE, 0.0)
