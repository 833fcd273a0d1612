"""How often something may happen."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import deque
from collections.abc import Callable

from channels.errors import TooManyError

MOST_KEYS = 10_000


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
