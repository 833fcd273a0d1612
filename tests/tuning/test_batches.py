"""Tasks are put together into tables."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import Whitespace

from components.split_model import BEGINS, GOES_ON, OUTSIDE
from tuning.batches import LENGTHS, LONG, TEXTS, TEXTS_IF_LONG, Batch, batches
from tuning.tasks import UNKNOWN, Label, Task

over_tasks = settings(max_examples=25, deadline=None)


def _task(*words: str, number: int = 0, questions: tuple[tuple[int, int, Label], ...] = ()) -> Task:
    """Return a task whose words are all tagged as one question."""
    tags = (BEGINS, *[GOES_ON] * (len(words) - 1))
    return Task(words, tags, Label(number, 1, 2, 0.5), questions, role=1, actor=UNKNOWN)


def _only(task: Task, tokenizer: Tokenizer, seed: int = 0, mend: Callable[[str], str] = str) -> Batch:
    (batch,) = batches([task], tokenizer, Random(seed), mend)
    return batch


def _mistakes(tokenizer: Tokenizer, mend: Callable[[str], str]) -> int:
    """Return how many of a thousand tasks are not read as they were written."""
    tasks = [_task("bicycle", number=number) for number in range(1000)]
    right = tokenizer.encode(["bicycle"], is_pretokenized=True).ids
    read = [row for batch in batches(tasks, tokenizer, Random(0), mend) for row in batch.tokens if row.any()]
    return sum(list(row[: len(right)]) != right or row[len(right) :].any() for row in read)


@over_tasks
@given(lengths=st.lists(st.integers(1, 120), min_size=1, max_size=80), seed=st.integers(0, 99))
def test_every_task_is_in_one_batch(tokenizer: Tokenizer, lengths: list[int], seed: int) -> None:
    tasks = [_task(*["ab"] * length, number=number) for number, length in enumerate(lengths)]

    numbers = np.concatenate([batch.intents[:, 0] for batch in batches(tasks, tokenizer, Random(seed), str)])

    assert sorted(numbers[numbers != UNKNOWN]) == list(range(len(tasks)))


@over_tasks
@given(lengths=st.lists(st.integers(1, 300), min_size=1, max_size=60))
def test_batches_have_few_shapes(tokenizer: Tokenizer, lengths: list[int]) -> None:
    tasks = [_task(*["a"] * length) for length in lengths]

    for batch in batches(tasks, tokenizer, Random(0), str):
        texts, length = batch.tokens.shape
        assert length in LENGTHS
        assert texts == (TEXTS if length <= LONG else TEXTS_IF_LONG)


def test_the_first_piece_of_a_word_has_its_tag_and_the_others_none(tokenizer: Tokenizer) -> None:
    batch = _only(_task("ab", "c", "def"), tokenizer)

    begins, goes_on, none = BEGINS, GOES_ON, UNKNOWN
    assert list(batch.tags[0, :8]) == [none, begins, none, goes_on, goes_on, none, none, none]


def test_a_task_without_tags_teaches_none(tokenizer: Tokenizer) -> None:
    batch = _only(Task(("a", "b"), None, Label(), (), UNKNOWN, UNKNOWN), tokenizer)

    assert (batch.tags == UNKNOWN).all()


def test_what_is_padded_is_masked(tokenizer: Tokenizer) -> None:
    batch = _only(_task("ab", "c"), tokenizer)

    assert list(batch.mask[0]) == [1.0] * 5 + [0.0] * 11


def test_a_row_without_a_text_teaches_nothing_and_breaks_nothing(tokenizer: Tokenizer) -> None:
    batch = _only(_task("a"), tokenizer)

    labels = (batch.tags, batch.intents, batch.options, batch.topics, batch.roles, batch.actors)
    assert all((table[1:] == UNKNOWN).all() for table in labels)
    assert not batch.importance[1:].any()
    assert (batch.mask.sum(axis=1) > 0).all()
    assert (batch.parts.sum(axis=2) > 0).all()


def test_a_question_has_its_pieces_and_its_label(tokenizer: Tokenizer) -> None:
    batch = _only(_task("ab", "c", "de", questions=((1, 3, Label(7, 3, 4, 0.9)),)), tokenizer)

    assert list(batch.parts[0, 1, 1:7]) == [0, 0, 1, 1, 1, 0]
    assert (batch.intents[0, 1], batch.options[0, 1], batch.topics[0, 1]) == (7, 3, 4)
    assert batch.importance[0, 1] == pytest.approx(0.9)


def test_the_whole_text_is_a_part_with_the_label_of_the_task(tokenizer: Tokenizer) -> None:
    batch = _only(_task("ab", "c", number=5), tokenizer)

    assert list(batch.parts[0, 0, :6]) == [1, 1, 1, 1, 1, 0]
    assert (batch.intents[0, 0], batch.roles[0], batch.actors[0]) == (5, 1, UNKNOWN)


def test_a_question_beyond_the_greatest_length_teaches_nothing(tokenizer: Tokenizer) -> None:
    words = ["a"] * (2 * LENGTHS[-1])
    near, far = (2, 4, Label(1, 1, 1, 1.0)), (len(words) - 2, len(words), Label(2, 2, 2, 1.0))

    batch = _only(_task(*words, questions=(near, far)), tokenizer)

    assert list(batch.intents[0, 1:3]) == [1, UNKNOWN]


@over_tasks
@given(
    words=st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=12), seed=st.integers()
)
def test_slips_leave_as_many_words(tokenizer: Tokenizer, words: list[str], seed: int) -> None:
    batch = _only(_task(*words), tokenizer, seed)

    assert (batch.tags != UNKNOWN).sum() == len(words)
    assert OUTSIDE not in batch.tags


def test_there_are_some_slips_but_not_many(tokenizer: Tokenizer) -> None:
    assert 50 <= _mistakes(tokenizer, str) <= 150


def test_what_the_spelling_component_mends_is_read_as_it_was_meant(tokenizer: Tokenizer) -> None:
    assert _mistakes(tokenizer, lambda slipped: "bicycle") == 0


def test_a_word_mended_to_two_has_one_tag(tokenizer: Tokenizer) -> None:
    parting = Tokenizer.from_str(tokenizer.to_str())
    parting.pre_tokenizer = Whitespace()
    task = _task(*["isthe", "bike"] * 6)

    read = [_only(task, parting, seed, lambda slipped: "is the") for seed in range(20)]

    assert len({int(batch.mask[0].sum()) for batch in read}) > 1
    assert all((batch.tags != UNKNOWN).sum() == len(task.words) for batch in read)


@pytest.mark.parametrize("word", ["ab", "12345", "?"])
def test_very_short_words_numbers_and_signs_have_no_slips(tokenizer: Tokenizer, word: str) -> None:
    right = tokenizer.encode([word], is_pretokenized=True).ids

    found = [_only(_task(word), tokenizer, seed).tokens[0, : len(right)] for seed in range(50)]

    assert all(list(row) == right for row in found)


def test_the_same_seed_gives_the_same_batches(tokenizer: Tokenizer) -> None:
    tasks = [_task("bicycle", "broken", number=number) for number in range(70)]

    first, again, other = (list(batches(tasks, tokenizer, Random(seed), str)) for seed in (1, 1, 2))

    assert all(
        np.array_equal(one, two)
        for a, b in zip(first, again, strict=True)
        for one, two in zip(a, b, strict=True)
    )
    assert any(not np.array_equal(a.intents, b.intents) for a, b in zip(first, other, strict=True))
