"""The files of the project that have to agree with one another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.loading import default_knowledge
from advisor.yaml_files import parse_yaml

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = re.compile(r"^\s*- (.*)$", re.MULTILINE)
# A part of an example, and the entity it is marked as.
MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@pytest.fixture(scope="session")
def knowledge():
    return default_knowledge()


@pytest.fixture(scope="session")
def domain():
    return parse_yaml(ROOT / "domain.yml")


@pytest.fixture(scope="session")
def examples():
    """The training examples of each intent."""
    found = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in parse_yaml(path)["nlu"]:
            found.setdefault(entry["intent"], []).extend(EXAMPLE.findall(entry["examples"]))
    return found


@pytest.fixture(scope="session")
def rasa_rules():
    """Each Rasa rule as its name, the intents it starts from and the actions it runs."""
    found = []
    for path in sorted((ROOT / "data" / "rules").glob("*.yml")):
        for entry in parse_yaml(path)["rules"]:
            steps = [option for step in entry["steps"] for option in step.get("or", [step])]
            intents = [step["intent"] for step in steps if "intent" in step]
            found.append((entry["rule"], intents, [step["action"] for step in steps if "action" in step]))
    return found


@pytest.fixture(scope="session")
def rules_of_a_form():
    """The names of the Rasa rules that hold while a form is active."""
    return {
        entry["rule"]
        for path in sorted((ROOT / "data" / "rules").glob("*.yml"))
        for entry in parse_yaml(path)["rules"]
        if any(condition.get("active_loop") for condition in entry.get("condition", []))
    }
