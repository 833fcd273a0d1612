"""Writes a plan to the disk of somebody who talks in the shell."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

FOLDER_VARIABLE = "CLEAN_EXIT_EXPORTS"
DEFAULT_FOLDER = "exports"


def export_folder() -> Path:
    """Return the folder for exports: the one the environment names, or `exports` where the actions run."""
    return Path(os.environ.get(FOLDER_VARIABLE) or DEFAULT_FOLDER).expanduser().absolute()


def write_files(root: Path, files: Mapping[str, str], today: date) -> Path:
    """Write the files into a new folder of the day under the root and return it; nothing is overwritten.

    OSError if they cannot be written; then nothing is left behind.
    """
    folder = _new_folder(root, today)
    try:
        for name, content in files.items():
            (folder / name).write_text(content, "utf-8", newline="")
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _new_folder(root: Path, today: date) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    folder, number = root / f"{today}", 1
    while True:
        try:
            # The making itself tells whether the name was free, also if two plans are written at once.
            folder.mkdir()
        except FileExistsError:
            number += 1
            folder = root / f"{today}-{number}"
        else:
            return folder
