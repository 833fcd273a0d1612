"""Rasa takes a YAML file for training data if a line of it starts with one of four words."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RASA_KEYS = ("rules:", "stories:", "nlu:", "responses:")
RASA_FILES = ("data", "tests", "domain.yml")
NOT_OURS = ("build", "models", "results", "node_modules")


def yaml_files():
    """Return the YAML files that are not Rasa's, without hidden ones and what is installed or built."""
    for path in sorted(ROOT.iterdir()):
        if path.name.startswith(".") or path.name in RASA_FILES or path.name in NOT_OURS:
            continue
        found = path.rglob("*") if path.is_dir() else [path]
        yield from (file for file in found if file.suffix in (".yml", ".yaml"))


def rasa_lines(path):
    lines = path.read_text("utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if line.lstrip().startswith(RASA_KEYS)]


def test_the_knowledge_is_among_the_files_looked_at():
    assert ROOT / "knowledge" / "advice" / "end" / "feedback.yml" in yaml_files()


def test_the_words_are_found_where_they_belong():
    assert rasa_lines(ROOT / "domain.yml")


def test_no_other_file_can_be_taken_for_training_data():
    found = {str(path.relative_to(ROOT)): rasa_lines(path) for path in yaml_files()}
    assert {name: lines for name, lines in found.items() if lines} == {}
