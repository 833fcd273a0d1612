"""Trains the adaptation on all tasks at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from tokenizers import Tokenizer

from advisor.vocabulary import OPTIONS, TOPICS
from components.split_model import OUTSIDE
from tuning.batches import Batch, batches
from tuning.minilm import Adaptation, Table, Weights, states, untrained, width
from tuning.tasks import ACTORS, ROLES, Task

LEARNING_RATE = 1e-3
WARM_UP = 0.05
LAST_RATE = 0.02
WEIGHT_DECAY = 0.01
SMOOTHING = 0.1
# A likeness, which is between -1 and 1, is too small for a softmax.
SCALE = 20.0
WEIGHT_OF_A_HALF = 0.5
WEIGHT_OF_FACTS = 0.3
WEIGHT_OF_TAGS = 0.6

Head = tuple[Array, Array]


class Parameters(NamedTuple):
    """The adaptation, and for each task a linear classifier, which is only needed while it is trained."""

    adaptation: Adaptation
    intents: Head
    options: Head
    topics: Head
    roles: Head
    actors: Head
    tags: Head


def train(
    tasks: Sequence[Task],
    intents: int,
    weights: Weights,
    tokenizer: Tokenizer,
    mend: Callable[[str], str],
    epochs: int,
    seed: int,
    report: Callable[[int, float], None],
) -> Adaptation:
    """Return the adaptation after some epochs; `report` hears the mean loss of each.

    `mend` corrects the spelling of a word, as is done with what people write.
    """
    jax.config.update("jax_default_prng_impl", "rbg")  # type: ignore[no-untyped-call]
    random, key = Random(seed), jax.random.PRNGKey(seed)
    parameters = _untrained(weights, intents, seed)
    moments = (_zeros(parameters), _zeros(parameters))
    steps, step = epochs * sum(1 for _ in batches(tasks, tokenizer, Random(seed), mend)), 0
    for epoch in range(epochs):
        losses = []
        for batch in batches(tasks, tokenizer, random, mend):
            step += 1
            key, own = jax.random.split(key)
            rate = LEARNING_RATE * min(1.0, step / (WARM_UP * steps)) * max(LAST_RATE, 1 - step / steps)
            parameters, moments, loss = _step(weights, parameters, moments, float(step), rate, batch, own)
            losses.append(float(loss))
        report(epoch, float(np.mean(losses)))
    return parameters.adaptation


def _untrained(weights: Weights, intents: int, seed: int) -> Parameters:
    random = np.random.RandomState(seed)

    def head(classes: int) -> Head:
        start = random.randn(width(weights), classes).astype(np.float32) * 0.05
        return jnp.asarray(start), jnp.zeros(classes)

    sizes = (intents, len(OPTIONS) + 1, len(TOPICS), len(ROLES), len(ACTORS), OUTSIDE + 1)
    return Parameters(untrained(weights, seed), *(head(size) for size in sizes))


@jax.jit
def _step(weights, parameters, moments, step, rate, batch, key):  # type: ignore[no-untyped-def]
    """Take one step of Adam with decay of the weights."""
    loss, gradient = jax.value_and_grad(_loss)(parameters, weights, batch, key)
    first, second = moments
    first = jax.tree_util.tree_map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
    second = jax.tree_util.tree_map(lambda m, g: 0.98 * m + 0.02 * g * g, second, gradient)

    def moved(p: Array, m: Array, v: Array) -> Array:
        direction = (m / (1 - 0.9**step)) / (jnp.sqrt(v / (1 - 0.98**step)) + 1e-8)
        return p - rate * (direction + WEIGHT_DECAY * p)

    return jax.tree_util.tree_map(moved, parameters, first, second), (first, second), loss


def _loss(parameters: Parameters, weights: Weights, batch: Batch, key: Array) -> Array:
    tokens = states(weights, parameters.adaptation, batch.tokens, batch.mask, key)
    parts = _direction(jnp.einsum("tpl,tlw->tpw", batch.parts, tokens))
    return sum(_losses(parameters, batch, tokens, parts), jnp.zeros(()))


def _losses(parameters: Parameters, batch: Batch, tokens: Array, parts: Array) -> Iterator[Array]:
    yield _cross_entropy(parts, parameters.intents, batch.intents, batch.importance)
    yield WEIGHT_OF_A_HALF * _cross_entropy(parts, parameters.options, batch.options, batch.importance)
    yield WEIGHT_OF_A_HALF * _cross_entropy(parts, parameters.topics, batch.topics, batch.importance)
    yield WEIGHT_OF_FACTS * _cross_entropy(parts[:, 0], parameters.roles, batch.roles)
    yield WEIGHT_OF_FACTS * _cross_entropy(parts[:, 0], parameters.actors, batch.actors)
    yield WEIGHT_OF_TAGS * _cross_entropy(_direction(tokens), parameters.tags, batch.tags)


def _cross_entropy(vectors: Array, head: Head, labels: Table, importance: Table | float = 1.0) -> Array:
    """Return the mean over what has a label, with some belief left for every other class."""
    likelihoods = jax.nn.log_softmax(vectors @ head[0] * SCALE + head[1])
    right = jnp.take_along_axis(likelihoods, jnp.maximum(labels, 0)[..., None], axis=-1)[..., 0]
    loss = -(1 - SMOOTHING) * right - SMOOTHING * likelihoods.mean(axis=-1)
    known = (labels >= 0).astype(jnp.float32) * importance
    return (loss * known).sum() / jnp.maximum(known.sum(), 1e-6)


def _direction(vectors: Array) -> Array:
    return vectors / (jnp.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9)


def _zeros(parameters: Parameters) -> Parameters:
    return jax.tree_util.tree_map(jnp.zeros_like, parameters)
