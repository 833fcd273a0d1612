"""The programs that check `deploy/`, which `make check-deploy` installs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PROGRAMS = ROOT / "build" / "validators" / "bin"
SECRETS = ("CLEAN_EXIT_SECRET", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "RABBITMQ_PASSWORD")

Check = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def check() -> Check:
    """Run a program on files; where it is not installed, leave the test out, saying so."""

    def run(name: str, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        if not (PROGRAMS / name).exists():
            pytest.skip(f"{name} is not installed; run `make check-deploy`")
        command = [str(PROGRAMS / name), *map(str, arguments)]
        told = {name: value for name, value in os.environ.items() if name not in SECRETS}
        return subprocess.run(
            command, env=told | environment, capture_output=True, text=True, timeout=120, check=False
        )

    return run


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Return a copy of a file of `deploy/` in which something is wrong."""

    def change(name: str, right: str, wrong: str) -> Path:
        text = (DEPLOY / name).read_text()
        assert right in text, f"{name} does not say {right!r}"
        path = tmp_path / Path(name).name
        path.write_text(text.replace(right, wrong, 1))
        return path

    return change
