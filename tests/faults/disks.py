"""A small disk of the test's own, which can be filled to the last byte."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Disk:
    """A folder that holds only so much."""

    folder: Path

    @contextmanager
    def full(self) -> Iterator[None]:
        """Leave no room on it until the block is left."""
        filler = self.folder / "filler"
        try:
            with filler.open("wb", buffering=0) as file:
                _fill(file.fileno())
            yield
        finally:
            filler.unlink()


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Disk]:
    """Mount a disk in memory there; where that is not permitted, leave the tests of it out, saying so."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no program to mount a small disk with")
    if mounted.returncode != 0:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _fill(file: int) -> None:
    for size in (1 << 16, 1):
        while True:
            try:
                os.write(file, b"x" * size)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                break
