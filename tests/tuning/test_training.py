"""Training a small encoder to tell words of some letters from words of others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tokenizers import Tokenizer

from components.split_model import BEGINS, GOES_ON
from tuning.minilm import Adaptation, Weights, untrained
from tuning.tasks import Label, Task
from tuning.training import train

EPOCHS = 25
WORDS = {0: ("ab", "ba", "aa", "bb"), 1: ("yz", "zy", "yy", "zz")}
TASKS = [
    Task((one, other), (BEGINS, GOES_ON), Label(intent, intent, intent, 1.0), (), role=intent, actor=intent)
    for intent, words in WORDS.items()
    for one in words
    for other in words
]

Trained = tuple[Adaptation, list[tuple[int, float]]]


def _trained(
    weights: Weights, tokenizer: Tokenizer, epochs: int, mend: Callable[[str], str] = str
) -> Trained:
    heard: list[tuple[int, float]] = []
    adaptation = train(TASKS, 2, weights, tokenizer, mend, epochs, 0, lambda *told: heard.append(told))
    return adaptation, heard


@pytest.fixture(scope="module")
def trained(weights: Weights, tokenizer: Tokenizer) -> Trained:
    return _trained(weights, tokenizer, EPOCHS)


def test_the_loss_falls(trained: Trained) -> None:
    losses = [loss for _, loss in trained[1]]

    assert np.isfinite(losses).all()
    assert losses[-1] < 0.8 * losses[0]


def test_the_loss_of_each_epoch_is_told(trained: Trained) -> None:
    assert [epoch for epoch, _ in trained[1]] == list(range(EPOCHS))


def test_what_was_adapted_has_the_shape_it_had_untrained(trained: Trained, weights: Weights) -> None:
    shapes = {name: [matrix.shape for matrix in pair] for name, pair in trained[0].items()}

    assert shapes == {name: [matrix.shape for matrix in pair] for name, pair in untrained(weights, 0).items()}


def test_every_map_that_is_adapted_has_learnt_something(trained: Trained) -> None:
    assert all(np.isfinite(up).all() and up.any() for _, up in trained[0].values())


def test_training_twice_gives_the_same(weights: Weights, tokenizer: Tokenizer) -> None:
    (first, told), (again, told_again) = (_trained(weights, tokenizer, 2) for _ in range(2))

    assert told == told_again
    assert all(np.array_equal(first[name][1], again[name][1]) for name in first)


def test_no_epoch_leaves_the_adaptation_untrained(weights: Weights, tokenizer: Tokenizer) -> None:
    adaptation, heard = _trained(weights, tokenizer, 0)

    assert heard == []
    assert not any(up.any() for _, up in adaptation.values())


def test_what_is_typed_in_haste_is_learnt_as_it_was_mended(weights: Weights, tokenizer: Tokenizer) -> None:
    (as_typed, _), (mended, _) = (_trained(weights, tokenizer, 2, mend) for mend in (str, lambda word: "mm"))

    assert any(not np.array_equal(as_typed[name][1], mended[name][1]) for name in as_typed)
