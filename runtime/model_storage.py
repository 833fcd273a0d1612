"""Loads a model for answering, without what was only needed to train it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rasa.core.processor
import rasa.shared.utils.io
from rasa.engine.storage.local_model_storage import MODEL_ARCHIVE_METADATA_FILE, LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata


class ServingModelStorage(LocalModelStorage):
    """Rasa's storage of a trained model, which leaves the plan of its training unread.

    Reading it means importing every class in it, and with the checks of a training comes TensorFlow.
    """

    @staticmethod
    def _load_metadata(directory: Path) -> ModelMetadata:
        metadata: dict[str, Any] = rasa.shared.utils.io.read_json_file(
            directory / MODEL_ARCHIVE_METADATA_FILE
        )
        return ModelMetadata.from_dict({**metadata, "train_schema": {"nodes": {}}})


def load_models_for_serving() -> None:
    """Let Rasa's message processor load models so."""
    rasa.core.processor.LocalModelStorage = ServingModelStorage
