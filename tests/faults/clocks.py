"""A time of day that a test can set, for one server: by libfaketime, which gives a process another clock."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

DAY = 86_400
LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))


@dataclass(frozen=True)
class Clock:
    """The file that tells how far the clock of a server is off."""

    file: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(LIBRARIES[0]),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            # What only goes on cannot be set on a real machine either.
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_DONT_RESET": "1",
        }

    def set(self, days: float) -> None:
        """Let the clock be so many days ahead, or behind if it is less than none."""
        other = self.file.with_suffix(".new")
        other.write_text(f"{int(days * DAY):+d}")
        other.replace(self.file)


def clock_in(folder: Path) -> Clock:
    """Return a clock that is right; where there is no libfaketime, leave the tests of it out, saying so."""
    if not LIBRARIES:
        pytest.skip("libfaketime is missing; install it: apt-get install libfaketime")
    clock = Clock(folder / "clock")
    clock.set(0)
    return clock
