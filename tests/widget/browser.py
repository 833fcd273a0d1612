"""The browser of the tests: which it is, and how it is started. As a command, says whether there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A second name of this machine, for pages of another origin that are no secure context.
    "--host-resolver-rules=MAP elsewhere.test 127.0.0.1",
]


def chromium() -> str | None:
    """Return the path of Chromium, or None: the one that CHROMIUM names, or the first on the path."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for path in map(shutil.which, NAMES) if path), None)


def main() -> int:
    """Return 0 if there is a browser that runs."""
    path = chromium()
    return 1 if path is None else subprocess.run([path, "--version"], check=False, timeout=60).returncode


if __name__ == "__main__":
    sys.exit(main())
