"""The set-up scripts do no needless work and stop on faulty knowledge, saying where the fault is."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".uv", "build", "models", "tests", ".*_cache", "__pycache__", ".rasa", "*.db"
)


def run(command: list[str], folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"RASA_TELEMETRY_ENABLED": "false"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=200, check=False
    )


@pytest.fixture
def copy_with_a_fault(tmp_path: Path) -> Path:
    """A copy of the project in which one advice rule has a condition on a fact that does not exist."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    for name in (".venv", "build", "models"):
        (folder / name).symlink_to(ROOT / name)
    rules = folder / "knowledge" / "advice" / "end" / "account.yml"
    rules.write_text(rules.read_text().replace("part: verdict\n", "part: verdict\n    aplies_when: {}\n", 1))
    return folder


def test_a_second_installation_does_nothing():
    first = (ROOT / ".venv" / "installed").stat().st_mtime
    assert run(["scripts/install.sh"]).stdout == ""
    assert (ROOT / ".venv" / "installed").stat().st_mtime == first


def test_nothing_is_trained_when_nothing_has_changed():
    model = ROOT / "models" / "clean-exit.tar.gz"
    before = model.stat().st_mtime
    finished = run(["scripts/train.sh"])
    assert finished.returncode == 0
    assert "training" not in finished.stdout
    assert model.stat().st_mtime == before


def test_an_installation_that_was_cut_short_is_not_trusted(tmp_path: Path):
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-encoder.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "fake").mkdir()
    log = tmp_path / "calls"
    uv = tmp_path / "fake" / "uv"
    uv.write_text(f'#!/bin/sh\n[ "$1" = --version ] && exit\necho "$@" >> {log}\nexit 1\n')
    uv.chmod(0o755)
    environment = os.environ | {"PATH": f"{uv.parent}:{os.environ['PATH']}"}
    finished = subprocess.run(
        [tmp_path / "scripts" / "install.sh"], env=environment, capture_output=True, text=True, check=False
    )
    assert finished.returncode != 0
    assert "try again" in finished.stderr
    assert log.read_text().startswith("venv")
    assert not (tmp_path / ".venv" / "installed").exists()


@pytest.mark.parametrize("script", ["train.sh", "serve.sh", "shell.sh"])
def test_faulty_knowledge_stops_the_script_and_says_where(script: str, copy_with_a_fault: Path):
    finished = run([f"scripts/{script}"], copy_with_a_fault)
    assert finished.returncode != 0
    assert "advice/end/account.yml" in finished.stderr
    assert "end-account-" in finished.stderr
    assert "aplies_when" in finished.stderr
    assert "Traceback" not in finished.stdout + finished.stderr


def test_faulty_knowledge_stops_plain_rasa_train(copy_with_a_fault: Path):
    rasa = ROOT / ".venv" / "bin" / "rasa"
    # A few examples do, and all of them take long to read.
    few = ["--nlu", "data/nlu/several_questions.yml"]
    finished = run([str(rasa), "train", "nlu", "--out", "trained", *few], copy_with_a_fault)
    assert finished.returncode != 0
    assert "end-account-" in finished.stdout + finished.stderr
    assert not list((copy_with_a_fault / "trained").glob("*.tar.gz"))


def test_every_make_target_is_listed_with_its_purpose():
    listed = run(["make", "help"]).stdout
    for target in (
        "run",
        "test",
        "test-faults",
        "audit",
        "shell",
        "train",
        "serve",
        "check",
        "clean",
        "help",
    ):
        assert f"make {target} " in listed
