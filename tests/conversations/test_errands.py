"""Rasa's own test of whole conversations: messages understood and answered by the action foreseen."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.conversations.assistant import ROOT

ERRANDS = Path(__file__).with_name("errands")


def test_every_errand_runs_as_written(tmp_path: Path):
    rasa = ROOT / ".venv" / "bin" / "rasa"
    command = [rasa, "test", "core", "--stories", ERRANDS, "--out", tmp_path, "--fail-on-prediction-errors"]
    finished = subprocess.run(
        [*command, "--model", ROOT / "models" / "clean-exit.tar.gz"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    failed = tmp_path / "failed_test_stories.yml"
    assert finished.returncode == 0, failed.read_text() if failed.exists() else finished.stderr[-3000:]
