"""The command, with an assistant that asks back whatever it hears."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import run
from evaluation.errors import EvaluationError
from evaluation.messages import Context
from evaluation.outcomes import Report
from tests.evaluating.labelled import report

SETS = {
    "open": 'messages:\n  - {text: "plain words", kind: question, questions: [{option: end, topic: who}]}\n',
    "closed": 'blind: true\nmessages:\n  - {text: "secret words", kind: hostile, questions: []}\n',
    "behaviour": """
minimum_functionality:
  - {text: "who can end it", option: end, topic: who}
invariance: {messages: open.yml, kind: question, seed: 1}
direction: []
""",
}


class Deaf:
    """An assistant that understands nothing."""

    def __init__(self, model: Path) -> None:
        if model.name == "missing":
            raise EvaluationError("there is no trained model")

    def report(self, text: str, context: Context) -> Report:
        return report(kind="did_you_mean")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with small sets, which the command uses."""
    for name, content in SETS.items():
        (tmp_path / f"{name}.yml").write_text(content, "utf-8")
    monkeypatch.setattr(run, "SETS", tmp_path)
    monkeypatch.setattr(run, "Assistant", Deaf)
    return tmp_path


def test_all_sets_and_the_suite_are_measured(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run.main(["--output", str(folder / "out")]) == 0
    assert sorted(path.stem for path in (folder / "out").iterdir()) == ["behaviour", "closed", "open"]
    printed = capsys.readouterr().out
    assert "open (1 messages)" in printed
    assert "closed (1 messages, blind)" in printed
    assert "behaviour (" in printed
    assert "secret" not in printed


def test_one_set_is_measured_alone(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run.main(["--only", "open", "--output", str(folder / "out")]) == 0
    assert [path.stem for path in (folder / "out").iterdir()] == ["open"]


def test_a_suite_that_changes_a_blind_set_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "behaviour.yml").write_text(SETS["behaviour"].replace("open.yml", "closed.yml"), "utf-8")
    assert run.main(["--only", "behaviour", "--output", str(folder / "out")]) == 1
    assert "closed is blind" in capsys.readouterr().err


def test_a_fault_ends_it_with_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert run.main(["--model", "missing", "--output", str(folder / "out")]) == 1
    assert capsys.readouterr().err == "there is no trained model\n"


def test_an_unknown_set_is_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        run.main(["--only", "nothing"])
    assert "invalid choice" in capsys.readouterr().err
