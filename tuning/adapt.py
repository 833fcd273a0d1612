"""Adapts the sentence encoder to the training data.

python -m tuning.adapt [--epochs N] FOLDER_WITH_WEIGHTS OUTPUT_FILE

The folder holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2. The output has two low matrices
for each matrix that is adapted, in half precision; set-up puts them to the published weights.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.utils.io import read_config_file
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from components.spelling import Spelling
from tuning.minilm import Adaptation
from tuning.tasks import read_tasks
from tuning.training import train

ROOT = Path(__file__).resolve().parent.parent
SEED = 0


def main(arguments: Sequence[str]) -> None:
    """Train and write the adaptation."""
    parser = ArgumentParser(prog="python -m tuning.adapt", description="Adapt the sentence encoder.")
    parser.add_argument("weights", type=Path, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("output", type=Path, help="file to write")
    parser.add_argument("--epochs", type=int, default=4, help="how often each example is seen")
    options = parser.parse_args(arguments)
    weights = {
        name: jnp.asarray(value) for name, value in load_file(options.weights / "model.safetensors").items()
    }
    tokenizer = Tokenizer.from_file(str(options.weights / "tokenizer.json"))
    examples = load_data(str(ROOT / "data" / "nlu")).intent_examples
    spelling = Spelling.learnt_from(example.get(TEXT) for example in examples)
    tasks, intents = read_tasks(examples, statement_intents(), spelling)
    print(f"{len(tasks)} examples of {intents} intents")
    mend = lru_cache(maxsize=None)(spelling.corrected)
    adaptation = train(tasks, intents, weights, tokenizer, mend, options.epochs, SEED, _report)
    save_file(as_matrices(adaptation), str(options.output))


def statement_intents() -> list[str]:
    """Return the intents that ask nothing, as config.yml names them."""
    pipeline = read_config_file(ROOT / "config.yml")["pipeline"]
    return next(list(part["statement_intents"]) for part in pipeline if "statement_intents" in part)


def as_matrices(adaptation: Adaptation) -> dict[str, NDArray[np.float16]]:
    """Return the low matrices by the names that are usual for them."""
    matrices = {}
    for name, (down, up) in adaptation.items():
        matrices[f"{name}.lora_A"] = np.ascontiguousarray(np.asarray(down).T.astype(np.float16))
        matrices[f"{name}.lora_B"] = np.ascontiguousarray(np.asarray(up).T.astype(np.float16))
    return matrices


def _report(epoch: int, loss: float) -> None:
    print(f"epoch {epoch + 1}: mean loss {loss:.3f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
