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
FORBIDDEN = {
    "advisor": {
        "rasa",
        "rasa_sdk",
        "spacy",
        "actions",
        "components",
        "benchmarks",
        "channels",
        "editing",
        "evaluation",
        "jsonschema",
        "scripts",
        "tests",
        "textstat",
        "tuning",
    },
    "components": {
        "rasa_sdk",
        "actions",
        "channels",
        "editing",
        "evaluation",
        "benchmarks",
        "scripts",
        "tests",
        "tuning",
    },
    "actions": {"rasa", "components", "editing", "evaluation", "benchmarks", "channels", "tests", "tuning"},
    "editing": {
        "rasa",
        "rasa_sdk",
        "spacy",
        "actions",
        "components",
        "evaluation",
        "scripts",
        "tests",
        "tuning",
    },
    "evaluation": {"components", "editing", "benchmarks", "channels", "scripts", "tests", "tuning"},
    "benchmarks": {"actions", "editing", "evaluation", "channels", "scripts", "tests", "tuning"},
    "channels": {
        "rasa_sdk",
        "spacy",
        "advisor",
        "actions",
        "components",
        "editing",
        "evaluation",
        "benchmarks",
        "scripts",
        "tests",
        "tuning",
    },
    "runtime": {
        "spacy",
        "advisor",
        "actions",
        "channels",
        "components",
        "editing",
        "evaluation",
        "benchmarks",
        "scripts",
        "tests",
        "tuning",
    },
    "tuning": {"rasa_sdk", "actions", "editing", "evaluation", "benchmarks", "channels", "scripts", "tests"},
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


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_package_imports_nothing_that_lies_above_it(package):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(package)
        for name in set(imported(path)) & FORBIDDEN[package]
    }
    assert wrong == set()


@pytest.mark.parametrize("package", FORBIDDEN)
def test_a_package_names_what_it_imports_in_full(package):
    assert modules(package)
    assert [
        path.name for path in modules(package) if any(name.startswith(".") for name in imported(path))
    ] == []


def test_the_channel_needs_rasa_its_server_and_a_few_libraries():
    needed = {name for path in modules("channels") for name in imported(path)} - set(sys.stdlib_module_names)
    assert needed == {
        "channels",
        "itsdangerous",
        "prometheus_client",
        "rasa",
        "redis",
        "runtime",
        "sanic",
        "sqlalchemy",
        "structlog",
    }


def test_actions_components_and_editing_build_on_the_advisor():
    for package in ("actions", "components", "editing"):
        assert "advisor" in {name for path in modules(package) for name in imported(path)}


@pytest.mark.parametrize("tools", ["editing", "tuning"])
def test_no_other_part_of_the_project_needs_the_tools_of_its_makers(tools):
    needing = [path for package in ("scripts", "channels") for path in modules(package)]
    assert [path.name for path in needing if tools in set(imported(path))] == []


def test_the_knowledge_holds_no_code():
    folder = ROOT / "knowledge"
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    schemas = [path for path in files if path.parent.name == "schemas" and path.suffix == ".json"]
    assert files
    assert [str(path) for path in files if path.suffix != ".yml" and path not in schemas] == []
