"""The encoder as a function of its weights, held against the same sums written plainly in numpy."""

from __future__ import annotations

from math import erf

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from scripts.build_sentence_encoder import adapted
from tuning.adapt import as_matrices
from tuning.minilm import ADAPTED, FIRST_ADAPTED_LAYER, HEADS, Adaptation, Weights, layers, states, untrained

TOKENS = np.array([[2, 5, 9, 40, 3]], np.int32)
MASK = np.ones((1, 5), np.float32)
NONE: Adaptation = {}


def _norm(values: np.ndarray, weights: Weights, name: str) -> np.ndarray:
    centred = values - values.mean(axis=1, keepdims=True)
    return centred / values.std(axis=1, keepdims=True) * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _mapped(values: np.ndarray, weights: Weights, name: str) -> np.ndarray:
    return np.asarray(values @ np.asarray(weights[f"{name}.weight"]).T + weights[f"{name}.bias"])


def _attended(values: np.ndarray, weights: Weights, name: str) -> np.ndarray:
    query, key, value = (
        _mapped(values, weights, f"{name}.self.{part}") for part in ("query", "key", "value")
    )
    size = values.shape[1] // HEADS
    joined = []
    for head in range(HEADS):
        own = slice(head * size, (head + 1) * size)
        scores = np.exp(query[:, own] @ key[:, own].T / np.sqrt(size))
        joined.append(scores / scores.sum(axis=1, keepdims=True) @ value[:, own])
    return _mapped(np.hstack(joined), weights, f"{name}.output.dense")


def _expected(weights: Weights, tokens: np.ndarray) -> np.ndarray:
    """Return the states of the tokens of one text."""
    values = np.asarray(weights["embeddings.word_embeddings.weight"])[tokens]
    values = values + np.asarray(weights["embeddings.position_embeddings.weight"])[: len(tokens)]
    values = values + np.asarray(weights["embeddings.token_type_embeddings.weight"])[0]
    values = _norm(values, weights, "embeddings.LayerNorm")
    for layer in range(layers(weights)):
        name = f"encoder.layer.{layer}"
        attended = _attended(values, weights, f"{name}.attention")
        values = _norm(values + attended, weights, f"{name}.attention.output.LayerNorm")
        hidden = _mapped(values, weights, f"{name}.intermediate.dense")
        hidden = hidden * 0.5 * (1 + np.vectorize(erf)(hidden / np.sqrt(2)))
        values = _norm(
            values + _mapped(hidden, weights, f"{name}.output.dense"), weights, f"{name}.output.LayerNorm"
        )
    return values


def _changed(weights: Weights) -> Adaptation:
    """Return an adaptation that changes something."""
    random = np.random.RandomState(1)
    return {
        name: (down, jnp.asarray(random.randn(*up.shape) * 0.1, jnp.float32))
        for name, (down, up) in untrained(weights, 0).items()
    }


def test_the_states_are_those_of_a_bert_encoder(weights: Weights) -> None:
    (found,) = states(weights, NONE, TOKENS, MASK)

    assert np.asarray(found) == pytest.approx(_expected(weights, TOKENS[0]), abs=1e-4)


def test_an_untrained_adaptation_changes_nothing(weights: Weights) -> None:
    assert np.array_equal(
        states(weights, untrained(weights, 0), TOKENS, MASK), states(weights, NONE, TOKENS, MASK)
    )


def test_only_the_upper_layers_are_adapted_and_all_of_their_maps(weights: Weights) -> None:
    upper = range(FIRST_ADAPTED_LAYER, layers(weights))

    assert untrained(weights, 0).keys() == {f"encoder.layer.{n}.{part}" for n in upper for part in ADAPTED}


def test_set_up_puts_an_adaptation_to_the_weights_as_it_was_trained(weights: Weights) -> None:
    adaptation = _changed(weights)
    plain = {name: np.asarray(value) for name, value in weights.items()}

    built = {name: jnp.asarray(value) for name, value in adapted(plain, as_matrices(adaptation)).items()}

    expected = states(weights, adaptation, TOKENS, MASK)
    assert np.asarray(states(built, NONE, TOKENS, MASK)) == pytest.approx(np.asarray(expected), abs=0.01)
    assert not np.allclose(expected, states(weights, NONE, TOKENS, MASK), atol=0.1)


def test_an_adaptation_is_written_in_half_precision(weights: Weights) -> None:
    assert {matrix.dtype for matrix in as_matrices(_changed(weights)).values()} == {np.dtype(np.float16)}


def test_what_is_masked_does_not_change_the_states_before_it(weights: Weights) -> None:
    padded = np.array([[2, 5, 9, 40, 3, 7, 7]], np.int32)
    mask = np.array([[1, 1, 1, 1, 1, 0, 0]], np.float32)

    found = states(weights, NONE, padded, mask)[:, :5]

    assert np.asarray(found) == pytest.approx(np.asarray(states(weights, NONE, TOKENS, MASK)), abs=1e-5)


def test_a_text_has_the_same_states_beside_another_one(weights: Weights) -> None:
    both = np.vstack([TOKENS, TOKENS[:, ::-1]])

    found = states(weights, NONE, both, np.ones((2, 5), np.float32))

    assert np.asarray(found[:1]) == pytest.approx(np.asarray(states(weights, NONE, TOKENS, MASK)), abs=1e-5)


def test_with_a_key_some_of_it_is_dropped_and_the_same_for_the_same_key(weights: Weights) -> None:
    first, again, other = (
        states(weights, NONE, TOKENS, MASK, jax.random.PRNGKey(seed)) for seed in (1, 1, 2)
    )

    assert np.array_equal(first, again)
    assert not np.allclose(first, other)
    assert not np.allclose(first, states(weights, NONE, TOKENS, MASK))
