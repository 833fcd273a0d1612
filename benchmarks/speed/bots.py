"""The bots that are compared: how each is trained and started."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import rasa.cli
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
RASA = str(Path(sys.executable).with_name("rasa"))
MANY = 1_000_000
UNLIMITED = {
    "messages_per_minute": MANY,
    "messages_per_minute_per_address": MANY,
    "sessions_per_hour_per_address": MANY,
    "turns_at_once": 64,
}


@dataclass(frozen=True)
class Bot:
    """A server to be measured; `train` is empty for one that learns nothing.

    A model that is `recorded` after its training is one that the server asks a record of.
    """

    name: str
    kind: str
    folder: Path
    train: tuple[str, ...]
    start: tuple[str, ...]
    ready: str
    recorded: Path | None = None


def default_bot(folder: Path, port: int) -> Bot:
    """Return the bot that `rasa init` makes, in a folder of its own; it keeps its conversations in SQLite."""
    project = folder / "default"
    if not project.exists():
        shutil.copytree(Path(rasa.cli.__file__).parent / "initial_project", project)
    _write(project / "credentials.yml", {"rest": None})
    _write(project / "endpoints.yml", {"tracker_store": {"type": "SQL", "db": "rasa.db"}})
    train = (RASA, "train", "--fixed-model-name", "default")
    start = (RASA, "run", "--interface", "127.0.0.1", "--port", str(port))
    return Bot("rasa init", "rest", project, train, start, "/")


def clean_exit(folder: Path, port: int, model: Path | None) -> Bot:
    """Return this assistant as `make run` starts it, with the model given or the one that it trains."""
    yaml = YAML(typ="safe")
    endpoints = yaml.load(ROOT / "endpoints.yml")
    endpoints["tracker_store"]["db"] = str(folder / "conversations.db")
    _write(folder / "endpoints.yml", endpoints)
    _write(folder / "credentials.yml", {"channels.web.WebChannel": UNLIMITED})
    trained = folder / "clean-exit.tar.gz"
    train = (
        RASA,
        "train",
        "--force",
        "--skip-validation",
        "--out",
        str(folder),
        "--fixed-model-name",
        "clean-exit",
    )
    start = (
        *(sys.executable, "-m", "runtime", "run", "--interface", "127.0.0.1", "--port", str(port)),
        *("--endpoints", str(folder / "endpoints.yml"), "--credentials", str(folder / "credentials.yml")),
        *("--model", str(model or trained)),
    )
    return Bot(
        "Clean Exit", "web", ROOT, () if model else train, start, "/health", None if model else trained
    )


def floor(port: int) -> Bot:
    """Return a server that does nothing."""
    start = (sys.executable, "-m", "benchmarks.speed.floor", str(port))
    return Bot("floor", "floor", ROOT, (), start, "/")


def _write(path: Path, content: object) -> None:
    with path.open("w") as file:
        YAML(typ="safe").dump(content, file)
