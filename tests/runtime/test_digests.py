"""A model or an encoder that is not what was recorded at the training stops the start, saying what to do."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException

from runtime.digests import check_digests, record_digests
from tests.conversations.assistant import ROOT, free_port

MODEL = Path("models/clean-exit.tar.gz")
ENCODER = Path("build/sentence_encoder")
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".uv", "build", "models", "tests", ".*_cache", ".rasa", "*.db*"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a small model, a small encoder, and the record of both."""
    files = [MODEL, *(ENCODER / kind / "model.bin" for kind in ("general", "adapted"))]
    lines = []
    for name in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(str(name).encode() * 1000)
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n")
    record(tmp_path).write_text("".join(lines))
    return tmp_path


def record(project: Path) -> Path:
    return project / f"{MODEL}.sha256"


def damage(path: Path) -> None:
    """Turn one bit over, in the middle."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        [byte] = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))


def refusal(project: Path) -> str:
    with pytest.raises(RasaException) as caught:
        check_digests(project / MODEL, project)
    return str(caught.value)


def test_what_is_as_it_was_recorded_is_taken(project: Path):
    check_digests(project / MODEL, project)


def test_a_damaged_model_is_named_with_what_to_do(project: Path):
    damage(project / MODEL)
    said = refusal(project)
    assert f"{MODEL} is damaged" in said
    assert "`rm -r models`, and then `make train`" in said


@pytest.mark.parametrize("kind", ["general", "adapted"])
def test_a_damaged_encoder_is_named_with_what_to_do(kind: str, project: Path):
    damage(project / ENCODER / kind / "model.bin")
    said = refusal(project)
    assert f"{ENCODER}/{kind}/model.bin is damaged" in said
    assert f"`rm -r models {ENCODER}`, and then `make train`" in said


def test_a_file_of_the_encoder_that_is_gone_or_new_is_named(project: Path):
    (project / ENCODER / "general" / "model.bin").unlink()
    (project / ENCODER / "adapted" / "another.bin").write_text("who put this here?")
    said = refusal(project)
    assert f"{ENCODER}/general/model.bin" in said
    assert f"{ENCODER}/adapted/another.bin" in said


@pytest.mark.parametrize("content", ["", "no record at all\n", f"{'0' * 64}  {MODEL}\n"])
def test_a_damaged_record_is_no_reason_to_trust(content: str, project: Path):
    record(project).write_text(content)
    assert str(MODEL) in refusal(project)


def test_without_a_record_nothing_is_loaded(project: Path):
    record(project).unlink()
    assert "Run `make train`" in refusal(project)


def test_what_is_recorded_anew_is_the_same_record(project: Path):
    before = sorted(record(project).read_text().splitlines())
    record(project).unlink()
    record_digests(project / MODEL, project)
    assert sorted(record(project).read_text().splitlines()) == before


def test_looking_at_all_of_it_costs_little():
    began = time.process_time()
    check_digests(ROOT / MODEL)
    assert time.process_time() - began < 0.3


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project with a model and an encoder of its own."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    for name in ("models", ENCODER):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.mark.parametrize("name", [MODEL, ENCODER / "adapted" / "model.bin"])
def test_the_server_does_not_start_with_a_damaged_file(name: Path, copy: Path):
    damage(copy / name)
    finished = subprocess.run(
        ["scripts/serve.sh"],
        cwd=copy,
        env=os.environ | {"PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert finished.returncode != 0
    assert f"{name} is damaged" in finished.stderr
    assert "make train" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_training_records_what_it_made(copy: Path):
    written = record(copy)
    before = written.read_text()
    written.unlink()
    subprocess.run(["scripts/train.sh"], cwd=copy, check=True, timeout=200)
    assert written.read_text() == before
    check_digests(copy / MODEL, copy)
