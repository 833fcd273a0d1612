"""Keeps the server off the network until somebody opens it on purpose."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from rasa.shared.exceptions import RasaException

NAMED = re.compile(r"-i|--i")


def check_interface(host: str | None, command: Sequence[str]) -> None:
    """Raise if Rasa would listen on every interface only because its command names none."""
    if _is_every(host) and not any(NAMED.match(word) for word in command):
        raise RasaException(
            "The assistant was not started: without being told, Rasa lets the whole network in. Start it "
            "with `-i 127.0.0.1` for this machine only, or with `-i 0.0.0.0` if others are to reach it."
        )


def _is_every(host: str | None) -> bool:
    try:
        return ipaddress.ip_address(host or "0.0.0.0").is_unspecified
    except ValueError:
        return False
