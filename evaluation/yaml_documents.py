"""Reads the YAML files of an evaluation; faults name the line and never repeat what stands there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from advisor.errors import Fault
from advisor.yaml_files import parse_yaml
from evaluation.errors import MessageSetError


def read_mapping(path: Path, allowed: Collection[str] | None = None) -> dict[str, Any]:
    """Return the mapping in the file; MessageSetError when there is none, or when a key is not allowed."""
    try:
        document = parse_yaml(path)
    except MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        raise MessageSetError([Fault(path.name, "", f"{line}not valid YAML")]) from None
    except (YAMLError, ValueError, OSError) as error:
        raise MessageSetError([Fault(path.name, "", f"cannot be read ({type(error).__name__})")]) from None
    if not isinstance(document, dict):
        raise MessageSetError([Fault(path.name, "", "must be a mapping of keys to lists")])
    unknown = [str(key) for key in document if allowed is not None and key not in allowed]
    if unknown:
        known = ", ".join(sorted(allowed or ()))
        raise MessageSetError(
            [Fault(path.name, key, f"unknown key; this file takes {known}") for key in unknown]
        )
    return document
