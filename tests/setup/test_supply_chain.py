"""What the assistant is built from: licences that were looked at, and locks with hashes."""

from __future__ import annotations

import re
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
