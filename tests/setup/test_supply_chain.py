"""What the assistant is built from: licences that were looked at, and locks with hashes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import licences

ROOT = Path(__file__).resolve().parents[2]


def test_the_list_of_licences_is_current():
    assert licences.LIST.read_text("utf-8") == licences.licence_list()


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 AND BSD-2-Clause", True),
        ("Apache Software License, MIT License", True),
        ("GPL-3.0-or-later", False),
        ("MIT AND GPL-3.0-only", False),
        ("Affero General Public License", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_only_licences_that_were_looked_at_are_allowed(licence: str, allowed: bool):
    assert licences.is_allowed("some-package", licence) is allowed


def test_an_exception_holds_for_one_package_and_one_licence():
    assert licences.is_allowed("yamllint", "GPL-3.0-or-later")
    assert not licences.is_allowed("yamllint", "AGPL-3.0")
    assert not licences.is_allowed("another", "GPL-3.0-or-later")


@pytest.mark.parametrize("name", [*licences.LOCKS, "requirements-encoder.txt"])
def test_every_locked_package_has_a_hash(name: str):
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / name).read_text("utf-8"))
    locked = [entry for entry in entries if re.match(r"[A-Za-z0-9._-]+(\[[^]]*\])?==", entry)]
    assert locked
    assert [entry.split("==")[0] for entry in locked if "--hash=sha256:" not in entry] == []


CANARY = "pyyaml 5.3 PYSEC-2021-142"


def audit(folder: Path, answers: str) -> subprocess.CompletedProcess[str]:
    """Run the audit where pip-audit answers so: a piece of shell, to which `$@` are its arguments."""
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "audit.sh", folder / "scripts")
    uv = folder / "uv"
    uv.write_text(f"#!/bin/bash\n{answers}\n")
    uv.chmod(0o755)
    environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}"}
    return subprocess.run(
        ["scripts/audit.sh"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "answers",
    [
        "echo 'ConnectionError: nobody there'; exit 1",
        "echo 'No known vulnerabilities found'",
        f"echo '{CANARY}'; [[ $* == *canary* ]] && exit 1; echo 'rasa: could not be audited'",
    ],
)
def test_an_audit_that_could_not_ask_says_so(answers: str, tmp_path: Path):
    finished = audit(tmp_path, answers)
    assert finished.returncode == 2
    assert "NOT AUDITED" in finished.stderr


def test_an_audit_tells_known_faults_apart_from_none(tmp_path: Path):
    found = f"[[ $* == *canary* ]] && {{ echo '{CANARY}'; exit 1; }}"
    (tmp_path / "none").mkdir()
    assert audit(tmp_path / "none", found + "; echo 'No known vulnerabilities found'").returncode == 0
    (tmp_path / "some").mkdir()
    finished = audit(tmp_path / "some", found + "; echo 'aiohttp 3.9.5 CVE-2026-34516'; exit 1")
    assert finished.returncode == 1
    assert "CVE-2026-34516" in finished.stdout
    assert "read SECURITY.md" in finished.stdout
