"""Tasks as arrays of equal length, as JAX takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from tuning.haste import in_haste
from tuning.tasks import MAX_QUESTIONS, UNKNOWN, Label, Task

# Each length is compiled once, so there are few.
LENGTHS = (16, 24, 32, 48, 64, 128, 192)
TEXTS = 32
TEXTS_IF_LONG = 8
LONG = 64
# Texts of like lengths are put together within so many batches, so that little is padded.
SORTED_TOGETHER = 24
# Keeps the mean over no token from being a division by zero.
NEARLY_NOTHING = 1e-6


class Batch(NamedTuple):
    """Texts and what they teach.

    `parts` says for each text how much each token counts for the text as a whole, and for each of its
    questions; the labels of these, and their importance, have a column for each part.
    """

    tokens: NDArray[np.int32]
    mask: NDArray[np.float32]
    tags: NDArray[np.int32]
    parts: NDArray[np.float32]
    intents: NDArray[np.int32]
    options: NDArray[np.int32]
    topics: NDArray[np.int32]
    importance: NDArray[np.float32]
    roles: NDArray[np.int32]
    actors: NDArray[np.int32]


def batches(
    tasks: Sequence[Task], tokenizer: Tokenizer, random: Random, mend: Callable[[str], str]
) -> Iterator[Batch]:
    """Yield every task once, in random order, some of them typed in haste; `mend` corrects their spelling."""
    tokenizer.enable_truncation(LENGTHS[-1])
    tokenizer.no_padding()
    texts = [in_haste(task.words, random, mend) for task in tasks]
    encodings = tokenizer.encode_batch(texts, is_pretokenized=True)
    order = random.sample(range(len(tasks)), len(tasks))
    groups = list(_groups(order, encodings))
    random.shuffle(groups)
    for group in groups:
        yield _batch([tasks[number] for number in group], [encodings[number] for number in group])


def _groups(order: list[int], encodings: Sequence[Encoding]) -> Iterator[list[int]]:
    for start in range(0, len(order), TEXTS * SORTED_TOGETHER):
        together = order[start : start + TEXTS * SORTED_TOGETHER]
        together.sort(key=lambda number: len(encodings[number].ids))
        while together:
            size = TEXTS if len(encodings[together[:TEXTS][-1]].ids) <= LONG else TEXTS_IF_LONG
            yield together[:size]
            together = together[size:]


def _batch(tasks: Sequence[Task], encodings: Sequence[Encoding]) -> Batch:
    longest = max(len(encoding.ids) for encoding in encodings)
    length = next(length for length in LENGTHS if length >= longest)
    texts = TEXTS if length <= LONG else TEXTS_IF_LONG
    batch = _empty(texts, length)
    for row, (task, encoding) in enumerate(zip(tasks, encodings, strict=True)):
        _fill(batch, row, task, encoding)
    return batch


def _empty(texts: int, length: int) -> Batch:
    def unknown(*shape: int) -> NDArray[np.int32]:
        return np.full(shape, UNKNOWN, np.int32)

    mask = np.zeros((texts, length), np.float32)
    mask[:, 0] = 1.0
    parts = np.zeros((texts, MAX_QUESTIONS + 1, length), np.float32)
    parts[:, :, 0] = NEARLY_NOTHING
    return Batch(
        tokens=np.zeros((texts, length), np.int32),
        mask=mask,
        tags=unknown(texts, length),
        parts=parts,
        intents=unknown(texts, MAX_QUESTIONS + 1),
        options=unknown(texts, MAX_QUESTIONS + 1),
        topics=unknown(texts, MAX_QUESTIONS + 1),
        importance=np.zeros((texts, MAX_QUESTIONS + 1), np.float32),
        roles=unknown(texts),
        actors=unknown(texts),
    )


def _fill(batch: Batch, row: int, task: Task, encoding: Encoding) -> None:
    length = len(encoding.ids)
    batch.tokens[row, :length] = encoding.ids
    batch.mask[row, :length] = 1.0
    batch.parts[row, 0, :length] = 1.0
    _set_label(batch, row, 0, task.whole)
    batch.roles[row], batch.actors[row] = task.role, task.actor
    seen: set[int] = set()
    for position, word in enumerate(encoding.word_ids):
        if word is None:
            continue
        if word not in seen and task.tags is not None:
            batch.tags[row, position] = task.tags[word]
        seen.add(word)
        for part, (first, last, _) in enumerate(task.questions, start=1):
            batch.parts[row, part, position] += first <= word < last
    for part, (first, _, label) in enumerate(task.questions, start=1):
        if first in seen:
            _set_label(batch, row, part, label)


def _set_label(batch: Batch, row: int, part: int, label: Label) -> None:
    batch.intents[row, part] = label.intent
    batch.options[row, part] = label.option
    batch.topics[row, part] = label.topic
    batch.importance[row, part] = label.importance
