"""An encoder small enough to be trained in a test: three layers, and letters for pieces of words."""

from __future__ import annotations

from string import ascii_lowercase, digits, punctuation

import jax.numpy as jnp
import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.processors import TemplateProcessing

from tuning.batches import LENGTHS
from tuning.minilm import Weights

LAYERS, WIDTH, HIDDEN = 3, 24, 36
SIGNS = [*ascii_lowercase, *digits, *punctuation]
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *SIGNS, *(f"##{sign}" for sign in SIGNS)]


@pytest.fixture(scope="session")
def weights() -> Weights:
    """Weights by the names that those of the real encoder have."""
    random = np.random.RandomState(0)
    shapes = {
        "embeddings.word_embeddings.weight": (len(PIECES), WIDTH),
        "embeddings.position_embeddings.weight": (LENGTHS[-1], WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        **_shape_of_norm("embeddings.LayerNorm"),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes |= _shapes_of_map(f"{name}.attention.{part}", WIDTH, WIDTH)
        shapes |= _shape_of_norm(f"{name}.attention.output.LayerNorm")
        shapes |= _shapes_of_map(f"{name}.intermediate.dense", WIDTH, HIDDEN)
        shapes |= _shapes_of_map(f"{name}.output.dense", HIDDEN, WIDTH)
        shapes |= _shape_of_norm(f"{name}.output.LayerNorm")
    return {
        name: jnp.asarray(random.randn(*shape) * 0.3 + name.endswith("LayerNorm.weight"), jnp.float32)
        for name, shape in shapes.items()
    }


def _shapes_of_map(name: str, inputs: int, outputs: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (outputs, inputs), f"{name}.bias": (outputs,)}


def _shape_of_norm(name: str) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (WIDTH,), f"{name}.bias": (WIDTH,)}


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """A tokenizer that splits words into their letters."""
    numbers = {piece: number for number, piece in enumerate(PIECES)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))
    ends = [(piece, numbers[piece]) for piece in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    return tokenizer
