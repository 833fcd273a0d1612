"""Sentence vectors from the encoder that set-up has built; no network, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

ENCODER_FOLDER = Path(__file__).resolve().parent.parent / "build" / "sentence_encoder"
MAX_TOKENS = 128
BATCH = 64
DIMENSIONS = 384


class SentenceEncoder:
    """Turns sentences into vectors of length one whose dot product is their likeness."""

    def __init__(self, folder: Path = ENCODER_FOLDER) -> None:
        if not (folder / "model.bin").is_file():
            raise FileNotFoundError(f"there is no sentence encoder in {folder}; run 'make install' first")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        # A sentence is too short to be shared out: more threads only wait for one another.
        self._encoder = ctranslate2.Encoder(str(folder), device="cpu", compute_type="int8", intra_threads=1)

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return one row for each sentence, in their order; like lengths are worked on together."""
        by_length = sorted(range(len(sentences)), key=lambda position: len(sentences[position]))
        vectors = np.empty((len(sentences), DIMENSIONS), dtype=np.float32)
        for start in range(0, len(sentences), BATCH):
            positions = by_length[start : start + BATCH]
            vectors[positions] = self._encode_batch([sentences[position] for position in positions])
        return vectors

    def _encode_batch(self, sentences: Sequence[str]) -> list[NDArray[np.float32]]:
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(list(sentences))]
        segments = [[0] * len(ids) for ids in tokens]
        output = self._encoder.forward_batch(tokens, token_type_ids=segments)
        states = np.asarray(output.last_hidden_state)
        means = [states[row, : len(ids)].mean(axis=0) for row, ids in enumerate(tokens)]
        return [mean / np.linalg.norm(mean) for mean in means]


@lru_cache(maxsize=1)
def default_encoder() -> SentenceEncoder:
    """Return the encoder of this installation, loaded once in a process."""
    return SentenceEncoder()
