"""The sentence encoder as a function of its weights, in JAX, so that it can be trained.

Each weight matrix that is adapted gets a product of two low matrices added to it (LoRA, Hu et al., 2021);
the weights themselves stay as they were published.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from numpy.typing import NDArray

HEADS = 12
EPSILON = 1e-12
# The lower layers know about words and grammar, which are the same for every subject.
FIRST_ADAPTED_LAYER = 2
RANK = 16
DROPOUT = 0.1
ADAPTED = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)

Weights = dict[str, Array]
Table = Array | NDArray[Any]
# By the name of a matrix: what maps its input down, and what maps that up to its output.
Adaptation = dict[str, tuple[Array, Array]]


def width(weights: Weights) -> int:
    """Return how many numbers the state of a token has."""
    return weights["embeddings.word_embeddings.weight"].shape[1]


def layers(weights: Weights) -> int:
    """Return how many layers the encoder has."""
    return sum(name.endswith(".attention.self.query.weight") for name in weights)


def untrained(weights: Weights, seed: int) -> Adaptation:
    """Return an adaptation that changes nothing yet."""
    random = np.random.RandomState(seed)
    adaptation = {}
    for layer in range(FIRST_ADAPTED_LAYER, layers(weights)):
        for part in ADAPTED:
            name = f"encoder.layer.{layer}.{part}"
            outputs, inputs = weights[f"{name}.weight"].shape
            down = random.randn(inputs, RANK).astype(np.float32) / np.sqrt(inputs)
            adaptation[name] = (jnp.asarray(down), jnp.zeros((RANK, outputs)))
    return adaptation


def states(
    weights: Weights, adaptation: Adaptation, tokens: Table, mask: Table, key: Array | None = None
) -> Array:
    """Return the state of each token of each text; with a key, some of what is worked out is dropped."""
    dropped = 2 * layers(weights) + 1
    keys = [None] * dropped if key is None else list(jax.random.split(key, dropped))
    x = weights["embeddings.word_embeddings.weight"][tokens]
    x = x + weights["embeddings.position_embeddings.weight"][: tokens.shape[1]]
    x = x + weights["embeddings.token_type_embeddings.weight"][0]
    x = _dropped(_normed(weights, x, "embeddings.LayerNorm"), keys[-1])
    for layer in range(layers(weights)):
        name = f"encoder.layer.{layer}"
        attended = _attention(weights, adaptation, x, mask, name)
        x = _normed(weights, x + _dropped(attended, keys[2 * layer]), f"{name}.attention.output.LayerNorm")
        hidden = jax.nn.gelu(_linear(weights, adaptation, x, f"{name}.intermediate.dense"), approximate=False)
        hidden = _linear(weights, adaptation, hidden, f"{name}.output.dense")
        x = _normed(weights, x + _dropped(hidden, keys[2 * layer + 1]), f"{name}.output.LayerNorm")
    return x


def _attention(weights: Weights, adaptation: Adaptation, x: Array, mask: Table, name: str) -> Array:
    texts, length, width = x.shape

    def heads(part: str) -> Array:
        projected = _linear(weights, adaptation, x, f"{name}.attention.self.{part}")
        return projected.reshape(texts, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)

    query, key, value = heads("query"), heads("key"), heads("value")
    scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(width / HEADS)
    attention = jax.nn.softmax(scores - 1e9 * (1 - mask)[:, None, None, :], axis=-1)
    joined = (attention @ value).transpose(0, 2, 1, 3).reshape(texts, length, width)
    return _linear(weights, adaptation, joined, f"{name}.attention.output.dense")


def _linear(weights: Weights, adaptation: Adaptation, x: Array, name: str) -> Array:
    y = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    if name in adaptation:
        down, up = adaptation[name]
        y = y + (x @ down) @ up
    return y


def _normed(weights: Weights, x: Array, name: str) -> Array:
    centred = x - x.mean(axis=-1, keepdims=True)
    spread = jnp.sqrt((centred**2).mean(axis=-1, keepdims=True) + EPSILON)
    return centred / spread * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def _dropped(x: Array, key: Array | None) -> Array:
    if key is None:
        return x
    return jnp.where(jax.random.bernoulli(key, 1 - DROPOUT, x.shape), x / (1 - DROPOUT), 0.0)
