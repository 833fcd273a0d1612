"""Texts run through the real pipeline, up to what the Rasa message carries on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from components.encoded_text import EncodedText, words_of
from components.sentence_encoder import sentence_encoder
from components.situation_extractor import SituationExtractor
from tests.components.pipeline import tokenized


@pytest.fixture(scope="session")
def extracted() -> Callable[[str], Message]:
    """A function that gives the message of a text as the extractor leaves it."""

    def extract(text: str) -> Message:
        return SituationExtractor(Resource("extractor")).process([tokenized(text)])[0]

    return extract


@pytest.fixture
def clauses(extracted: Callable[[str], Message]) -> Callable[[str], list[dict[str, Any]]]:
    """A function that gives the clauses of a text."""
    return lambda text: extracted(text).get("clauses")


@pytest.fixture
def facts(extracted: Callable[[str], Message]) -> Callable[[str], dict[str, str]]:
    """A function that gives the facts a text states, as fact id to value id."""
    return lambda text: {entity["entity"]: entity["value"] for entity in extracted(text).get("entities")}


@pytest.fixture(scope="session")
def encoded() -> Callable[[str], EncodedText]:
    """A function that gives a text as the sentence encoder reads it, its spelling as it is."""
    return lambda text: sentence_encoder().encode([words_of(text)])[0]
