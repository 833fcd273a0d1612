"""Writes `docs/licences.md` from the metadata of the locked packages; a licence nobody looked at is an error.

python scripts/licences.py            renews the list
python scripts/licences.py --check    fails if it is not current
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "licences.md"
LOCKS = ("requirements.txt", "requirements-dev.txt")
LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", re.MULTILINE)
# Each part of a licence has to match one of these.
ALLOWED = re.compile(
    r"(?:The )?(?:"
    r"MIT(?:[ -](?:License|0|CMU))?(?: \(MIT\))?"
    r"|Apache(?: Software)?(?:[ -]License)?,?(?:[ -](?:Version )?2(?:\.0)?)?"
    r"|(?:Modified |New |3-Clause )?BSD(?:[ -][23]-Clause)?(?: License)?|0BSD|ISC(?: License(?: \(ISCL\))?)?"
    r"|Python Software Foundation License|PSF-2\.0|MPL[ -]2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\)"
    r"|TCL|Unlicense|The Unlicense \(Unlicense\)|Zlib|CC0-1\.0|CNRI-Python|HPND|ZPL-2\.1"
    r")"
)
# Looked at one by one, and allowed for the reason beside it.
EXCEPTIONS = {
    # a library that is used unchanged
    "psycopg2-binary": "GNU Library or Lesser General Public License (LGPL)",
    # one may choose, and we take the Mozilla licence
    "pyphen": "GNU General Public License v2 or later (GPLv2+), GNU Lesser General Public License v2 or "
    "later (LGPLv2+), Mozilla Public License 1.1 (MPL 1.1)",
    # tools of the tests, which nobody gets with the assistant
    "yamllint": "GPL-3.0-or-later",
    "axe-playwright-python": "",
}
ABSENT = "not for this system"
HEAD = """# Licences

What the {count} locked packages say about their licences. Written by `scripts/licences.py`; a test fails if
it is not current, or if nobody looked at a licence. Clean Exit uses the packages unchanged.

| package | version | licence | in |
|---|---|---|---|
"""


class UnknownLicenceError(Exception):
    """A package has a licence that is on no list."""


def licence_of(about: PackageMetadata) -> str:
    """Return what a package says of its licence: by an expression, by classifiers, or in words."""
    told = about.json
    if expression := told.get("license_expression"):
        return str(expression)
    classifiers = [one for one in told.get("classifier", []) if one.startswith("License ::")]
    named = sorted({one.rpartition(" :: ")[2] for one in classifiers} - {"OSI Approved", "DFSG approved"})
    words = str(told.get("license") or "").strip().splitlines()
    return ", ".join(named) or (words[0].strip() if words else "")


def is_allowed(package: str, licence: str) -> bool:
    """Tell whether a licence is one that was looked at; of several, each has to be."""
    if EXCEPTIONS.get(package) == licence:
        return True
    parts = [part.strip() for part in re.split(r", | AND | OR ", licence)]
    return all(ALLOWED.fullmatch(part) or ALLOWED.fullmatch(part.strip("()")) for part in parts)


def rows() -> list[tuple[str, str, str, str]]:
    """Return each locked package that is installed here, with its licence."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for lock in LOCKS:
        for name, version in LOCKED.findall((ROOT / lock).read_text("utf-8")):
            try:
                found.setdefault(name, (name, version, licence_of(metadata(name)), lock))
            except PackageNotFoundError:
                found.setdefault(name, (name, version, ABSENT, lock))
    return sorted(found.values())


def licence_list() -> str:
    """Return the list as Markdown, or raise with every licence that nobody looked at."""
    listed = rows()
    unknown = [
        f"{name}: {licence or 'none told'}"
        for name, _, licence, _ in listed
        if licence != ABSENT and not is_allowed(name, licence)
    ]
    if unknown:
        raise UnknownLicenceError(
            "look at these licences, then add them to scripts/licences.py or leave the package out:\n- "
            + "\n- ".join(unknown)
        )
    return HEAD.format(count=len(listed)) + "".join(
        f"| {' | '.join(cell or 'none told' for cell in row)} |\n" for row in listed
    )


def main(arguments: list[str]) -> int:
    """Renew the list, or say that it is not current."""
    try:
        text = licence_list()
    except UnknownLicenceError as error:
        print(error, file=sys.stderr)
        return 1
    if "--check" in arguments:
        if LIST.read_text("utf-8") != text:
            print("docs/licences.md is not current: run python scripts/licences.py", file=sys.stderr)
            return 1
    else:
        LIST.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
