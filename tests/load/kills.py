"""What somebody meets who writes while a process is killed and comes back."""

from __future__ import annotations

import time
from uuid import uuid4

import requests

from tests.channel.browser import Browser

PATIENCE_SECONDS = 60


def seconds_until_answered(browser: Browser, since: float) -> float:
    """Return when somebody who keeps trying is answered."""
    body, key = {"text": f"can i end my contract ({uuid4()})"}, str(uuid4())
    while time.monotonic() - since < PATIENCE_SECONDS:
        try:
            if browser.send(body, key).status_code == 200:
                return time.monotonic() - since
        except requests.ConnectionError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"not answered in {PATIENCE_SECONDS} s")
