"""Whether the time of day can be believed: a computer may start with a wrong one, and be put right later."""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]
# Less than that, and nothing that counts in days is harmed.
SLACK_SECONDS = 600


def since_boot() -> float:
    """Return the seconds since the computer was started, also those in which it slept."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class TimeOfDay:
    """The time of day beside a clock that nobody can set, from the start of the server on."""

    def __init__(self, clock: Clock = time.time, steady: Clock = since_boot) -> None:
        self._clock = clock
        self._steady = steady
        self._began = steady()
        self._apart = clock() - self._began

    def now(self) -> float:
        """Return the seconds since 1970."""
        return self._clock()

    def began(self) -> float:
        """Return when the server was started, if the time of day is right now."""
        return self.now() - (self._steady() - self._began)

    def was_set(self) -> bool:
        """Tell whether the time of day has jumped since this was asked the last time."""
        before, self._apart = self._apart, self._clock() - self._steady()
        return abs(self._apart - before) > SLACK_SECONDS
