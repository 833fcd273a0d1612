"""Imports point one way only: knowledge, advisor, then components, actions and editing, then Rasa's files.

`channels` stands beside them and needs none of them: it carries what was said, whatever that is. `runtime`
lies below it and knows nothing but Rasa and its server.

`tuning` learns from the training data by means of the components, and nothing needs it.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Beside the standard library, a package imports these and no others.
IMPORTS = {
    "advisor": {"dateparser", "icalendar", "jinja2", "pydantic", "ruamel"},
    "components": {
        "advisor",
        "ctranslate2",
        "joblib",
        "numpy",
        "rasa",
        "scipy",
        "sklearn",
        "spacy",
        "symspellpy",
        "tokenizers",
    },
    "actions": {"advisor", "rasa_sdk"},
    "editing": {"advisor", "jinja2", "pydantic", "textstat"},
    "evaluation": {"actions", "advisor", "jinja2", "pydantic", "rasa", "rasa_sdk", "ruamel", "structlog"},
    "tuning": {"advisor", "components", "jax", "numpy", "rasa", "safetensors", "tokenizers"},
    "runtime": {"aiohttp", "jsonschema", "rasa", "rasa_sdk", "sanic"},
    "channels": {
        "itsdangerous",
        "prometheus_client",
        "rasa",
        "redis",
        "runtime",
        "sanic",
        "sqlalchemy",
        "structlog",
    },
    "benchmarks": {
        "components",
        "gevent",
        "locust",
        "matplotlib",
        "psutil",
        "rasa",
        "rasa_sdk",
        "requests",
        "ruamel",
        "runtime",
        "sanic",
        "sklearn",
        "spacy",
    },
    "scripts": {"ctranslate2", "numpy", "psutil", "safetensors"},
}


def modules(package):
    return sorted((ROOT / package).rglob("*.py"))


def imported(path):
    """Return the top-level packages that a module imports anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level or str(node.module).partition(".")[0]


@pytest.mark.parametrize("package", IMPORTS)
def test_a_package_imports_what_its_layer_may_and_nothing_else(package):
    names = {name for path in modules(package) for name in imported(path)}
    assert names - {package} - set(sys.stdlib_module_names) == IMPORTS[package]


@pytest.mark.parametrize("package", IMPORTS)
def test_a_package_names_what_it_imports_in_full(package):
    assert modules(package)
    assert [
        path.name for path in modules(package) if any(name.startswith(".") for name in imported(path))
    ] == []


def test_the_knowledge_holds_no_code():
    folder = ROOT / "knowledge"
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    schemas = [path for path in files if path.parent.name == "schemas" and path.suffix == ".json"]
    assert files
    assert [str(path) for path in files if path.suffix != ".yml" and path not in schemas] == []
