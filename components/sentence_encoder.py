"""Sentence vectors from the encoders that set-up has built; no network, no torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import ctranslate2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from components.encoded_text import NO_WORD, EncodedText, Word

ENCODERS_FOLDER = Path(__file__).resolve().parent.parent / "build" / "sentence_encoder"
# As it was published, and as it was adapted to the training data of this project.
GENERAL, ADAPTED = "general", "adapted"
ENCODERS = (GENERAL, ADAPTED)
# The encoder reads no more at once; a longer text is read in windows.
MAX_TOKENS = 256
# Few words have more pieces than one on average, so this many fit.
WINDOW_WORDS = 160
BATCH = 64
DIMENSIONS = 384
NOTHING = (Word(0, 0, "."),)


class SentenceEncoder:
    """Reads texts: gives each word its state in context, and each text a vector.

    The dot product of two vectors, which have length one, is the likeness of their texts.
    """

    def __init__(self, folder: Path) -> None:
        if not (folder / "model.bin").is_file():
            raise FileNotFoundError(f"there is no sentence encoder in {folder}; run 'make install' first")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        # A sentence is too short to be shared out: the threads work on a batch each.
        self._threads = os.cpu_count() or 1
        self._encoder = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type="int8", intra_threads=1, inter_threads=self._threads
        )

    def encode(self, texts: Sequence[Sequence[Word]]) -> list[EncodedText]:
        """Return each text encoded, in their order; a text is given as its words."""
        windows = [(number, window) for number, words in enumerate(texts) for window in _windows(words)]
        parts: list[list[EncodedText]] = [[] for _ in texts]
        for (number, _), part in zip(windows, self._encode([window for _, window in windows]), strict=True):
            parts[number].append(part)
        return [_joined(words, part) for words, part in zip(texts, parts, strict=True)]

    def _encode(self, windows: Sequence[Sequence[Word]]) -> list[EncodedText]:
        """Encode texts that are short enough; like lengths are worked on together."""
        by_length = sorted(range(len(windows)), key=lambda position: len(windows[position]))
        batches = [by_length[start : start + BATCH] for start in range(0, len(windows), BATCH)]
        texts = ([windows[position] for position in positions] for positions in batches)
        encoded: dict[int, EncodedText] = {}
        for positions, batch in zip(batches, self._encode_batches(list(texts)), strict=True):
            encoded.update(zip(positions, batch, strict=True))
        return [encoded[position] for position in range(len(windows))]

    def _encode_batches(self, batches: Sequence[Sequence[Sequence[Word]]]) -> Iterator[list[EncodedText]]:
        if len(batches) < 2:
            yield from map(self._encode_batch, batches)
            return
        with ThreadPoolExecutor(self._threads) as threads:
            yield from threads.map(self._encode_batch, batches)

    def _encode_batch(self, windows: Sequence[Sequence[Word]]) -> list[EncodedText]:
        texts = [[word.text for word in words] for words in windows]
        encodings = self._tokenizer.encode_batch(texts, is_pretokenized=True)
        tokens = [encoding.ids for encoding in encodings]
        output = self._encoder.forward_batch(tokens, token_type_ids=[[0] * len(ids) for ids in tokens])
        states = np.asarray(output.last_hidden_state)
        return [
            EncodedText(tuple(words), own[: len(encoding.ids)].astype(np.float16), _word_numbers(encoding))
            for words, encoding, own in zip(windows, encodings, states, strict=True)
        ]


def _windows(words: Sequence[Word]) -> list[Sequence[Word]]:
    if not words:
        return [NOTHING]
    return [words[start : start + WINDOW_WORDS] for start in range(0, len(words), WINDOW_WORDS)]


def _word_numbers(encoding: Encoding) -> NDArray[np.int32]:
    return np.array([NO_WORD if number is None else number for number in encoding.word_ids], dtype=np.int32)


def _joined(words: Sequence[Word], windows: Sequence[EncodedText]) -> EncodedText:
    """Put the windows of a text together again."""
    numbers = np.concatenate(
        [
            np.where(window.word_numbers == NO_WORD, NO_WORD, window.word_numbers + number * WINDOW_WORDS)
            for number, window in enumerate(windows)
        ]
    )
    # The sign read in place of nothing is no word of the text.
    numbers[numbers >= len(words)] = NO_WORD
    return EncodedText(tuple(words), np.concatenate([window.states for window in windows]), numbers)


@lru_cache(maxsize=len(ENCODERS))
def sentence_encoder(name: str = GENERAL) -> SentenceEncoder:
    """Return an encoder of this installation, loaded once in a process."""
    return SentenceEncoder(ENCODERS_FOLDER / name)
