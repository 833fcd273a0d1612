"""YAML as everything here reads it: version 1.2, so `yes` is a word, and a repeated key is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def parse_yaml(path: Path) -> Any:
    """Return what the file holds; YAMLError, UnicodeDecodeError or OSError if it cannot be read."""
    yaml = YAML(typ="safe")
    yaml.version = (1, 2)  # type: ignore[assignment]
    return yaml.load(path)
