"""Whether a service answers, as far as one can see without signing in."""

from __future__ import annotations

import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

SECONDS = 2


def over_http(address: str) -> Callable[[], bool]:
    """Return a look at a page, which is there with 200 or 204."""

    def answers() -> bool:
        try:
            with urllib.request.urlopen(address, timeout=SECONDS) as response:
                return response.status in (200, 204)
        except (urllib.error.URLError, OSError):
            return False

    return answers


def to_words(port: int, words: bytes) -> Callable[[], bool]:
    """Return a look at a port: whatever is said to these words, somebody is there."""

    def answers() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", port), SECONDS) as connection:
                connection.sendall(words)
                return bool(connection.recv(1))
        except OSError:
            return False

    return answers


def of_postgres(tool: Path, port: int) -> Callable[[], bool]:
    """Return a look at PostgreSQL, which takes connections only when it has recovered."""
    command = [str(tool), "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    return lambda: subprocess.run(command, check=False).returncode == 0
