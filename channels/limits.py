"""How often something may happen."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import deque
from collections.abc import Callable

from channels.errors import TooManyError
from channels.settings import Settings

MOST_KEYS = 10_000
REQUESTS_FOR_A_CALL = 10


class Limit:
    """Allows so many events in so many seconds for each key, and says when to come back.

    Exact: it keeps the time of each event in the window, not a count that jumps at the full minute.
    """

    def __init__(
        self, most: int, seconds: int, code: str, message: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._code = code
        self._message = message
        self._clock = clock
        self._times: dict[str, deque[float]] = {}

    def count(self, key: str) -> None:
        """Count one event, or raise `TooManyError` if there were too many already."""
        now = self._clock()
        if key not in self._times and len(self._times) >= MOST_KEYS:
            self._forget(now)
        times = self._times.setdefault(key, deque())
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if len(times) >= self._most:
            wait = math.ceil(times[0] + self._seconds - now)
            raise TooManyError(self._code, self._message.format(seconds=wait), max(wait, 1))
        times.append(now)

    def _forget(self, now: float) -> None:
        """Drop the keys whose last event is over; with none to drop, the ones that came first."""
        over = [key for key, times in self._times.items() if not times or times[-1] <= now - self._seconds]
        for key in over or list(self._times)[: MOST_KEYS // 10]:
            del self._times[key]


class Limits:
    """The limits on how often one may call."""

    def __init__(self, settings: Settings) -> None:
        wait = "Please wait {seconds} seconds."
        self.messages = Limit(
            settings.messages_per_minute, 60, "too_many_messages", f"That was a lot at once. {wait}"
        )
        self.calls = Limit(
            settings.messages_per_minute_per_address,
            60,
            "too_many_from_address",
            f"Too much comes from your network at once. {wait}",
        )
        # Files, health and addresses that lead nowhere cost little, but not nothing.
        self.requests = Limit(
            settings.messages_per_minute_per_address * REQUESTS_FOR_A_CALL,
            60,
            "too_many_from_address",
            f"Too much comes from your network at once. {wait}",
        )
        self.sessions = Limit(
            settings.sessions_per_hour_per_address,
            3600,
            "too_many_sessions",
            f"Too many conversations were opened from your network. {wait}",
        )


def network_of(address: str) -> str:
    """Return what one caller is known by: an IPv4 address, or the /64 that one subscriber of IPv6 has."""
    try:
        known = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, 64), strict=False))
