"""Builds the sentence encoders: all-MiniLM-L6-v2 from its published weights, as int8 CTranslate2 models.

    python scripts/build_sentence_encoder.py FOLDER_WITH_WEIGHTS ADAPTATION OUTPUT_FOLDER

The output folder gets `general`, the encoder as it was published, and `adapted`, in which the low-rank
matrices (LoRA) of the file ADAPTATION are added to the weights. The weights and the tokenizer are checked
against the digests of the original before anything is written, and the output folder appears only when it is
complete.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec
from numpy.typing import NDArray
from safetensors.numpy import load_file

DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
LAYERS = 6
HEADS = 12
LAYER_NORM_EPSILON = 1e-12

Weights = dict[str, NDArray[np.float32]]


def main(weights_folder: Path, adaptation: Path, output: Path) -> None:
    """Check, convert and save; raises SystemExit with a sentence when a digest is wrong."""
    for name, digest in DIGESTS.items():
        check_digest(weights_folder / name, digest)
    weights = load_file(str(weights_folder / "model.safetensors"))
    partial = output.with_name(output.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    save_encoder(weights, weights_folder / "tokenizer.json", partial / "general")
    changed = adapted(weights, load_file(str(adaptation)))
    save_encoder(changed, weights_folder / "tokenizer.json", partial / "adapted")
    shutil.rmtree(output, ignore_errors=True)
    partial.rename(output)


def save_encoder(weights: Weights, tokenizer: Path, folder: Path) -> None:
    """Write the CTranslate2 model of these weights, with its tokenizer beside it."""
    # CTranslate2 quantizes arrays in place, and the next encoder needs them as they are.
    spec = encoder_spec({name: array.copy() for name, array in weights.items()})
    spec.register_vocabulary(vocabulary(tokenizer))
    spec.config.unk_token = "[UNK]"
    spec.config.layer_norm_epsilon = LAYER_NORM_EPSILON
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))
    shutil.copy(tokenizer, folder / "tokenizer.json")


def check_digest(path: Path, digest: str) -> None:
    """Stop unless the file has this SHA-256."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        raise SystemExit(f"{path} has SHA-256 {found}, not {digest}: do not use these weights")


def vocabulary(tokenizer_file: Path) -> list[str]:
    """Return the tokens in the order of their numbers."""
    numbers: dict[str, int] = json.loads(tokenizer_file.read_text("utf-8"))["model"]["vocab"]
    return sorted(numbers, key=lambda token: numbers[token])


def adapted(weights: Weights, adaptation: Weights) -> Weights:
    """Return the weights with the product of its two low-rank matrices added to each that has them."""
    names = [name.removesuffix(".lora_A") for name in adaptation if name.endswith(".lora_A")]
    return weights | {
        f"{name}.weight": weights[f"{name}.weight"]
        + adaptation[f"{name}.lora_B"].astype(np.float32) @ adaptation[f"{name}.lora_A"].astype(np.float32)
        for name in names
    }


def encoder_spec(weights: Weights) -> transformer_spec.TransformerEncoderModelSpec:
    """Lay the BERT weights out as CTranslate2 wants them."""
    encoder = transformer_spec.TransformerEncoderSpec(
        LAYERS,
        HEADS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = weights["embeddings.word_embeddings.weight"]
    encoder.embeddings[1].weight = weights["embeddings.token_type_embeddings.weight"]
    encoder.position_encodings.encodings = weights["embeddings.position_embeddings.weight"]
    set_layer_norm(encoder.layernorm_embedding, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        set_layer(layer, weights, f"encoder.layer.{number}")
    return transformer_spec.TransformerEncoderModelSpec(encoder)


def set_layer(layer: transformer_spec.TransformerEncoderLayerSpec, weights: Weights, name: str) -> None:
    """Fill one layer: attention, feed-forward network and their norms."""
    attention = [common_spec.LinearSpec() for _ in range(3)]
    for linear, part in zip(attention, ("query", "key", "value"), strict=True):
        set_linear(linear, weights, f"{name}.attention.self.{part}")
    utils.fuse_linear(layer.self_attention.linear[0], attention)
    set_linear(layer.self_attention.linear[1], weights, f"{name}.attention.output.dense")
    set_layer_norm(layer.self_attention.layer_norm, weights, f"{name}.attention.output.LayerNorm")
    set_linear(layer.ffn.linear_0, weights, f"{name}.intermediate.dense")
    set_linear(layer.ffn.linear_1, weights, f"{name}.output.dense")
    set_layer_norm(layer.ffn.layer_norm, weights, f"{name}.output.LayerNorm")


def set_linear(spec: common_spec.LinearSpec, weights: Weights, name: str) -> None:
    """Fill a linear layer."""
    spec.weight = weights[f"{name}.weight"]
    spec.bias = weights[f"{name}.bias"]


def set_layer_norm(spec: common_spec.LayerNormSpec, weights: Weights, name: str) -> None:
    """Fill a layer norm."""
    spec.gamma = weights[f"{name}.weight"]
    spec.beta = weights[f"{name}.bias"]


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    main(*map(Path, sys.argv[1:]))
