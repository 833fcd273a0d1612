"""A server is killed in the middle of a turn: the message can be sent again, and is one turn in the end."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from tests.channel.browser import Browser
from tests.channel.servers import Assistant
from tests.faults.dying_store import AFTER, BEFORE, WITHIN
from tests.faults.stores import Store

QUESTION = "as a client, can I end an hourly contract?"


@pytest.mark.parametrize("when", [BEFORE, WITHIN, AFTER])
def test_a_turn_whose_server_was_killed_is_answered_once(
    when: str, assistant: Assistant, moment: Path, store: Store
):
    browser, key = Browser(assistant.address).open(), str(uuid4())
    browser.ask("hello")
    before = store.rows()
    moment.write_text(when)
    with pytest.raises(requests.ConnectionError):
        browser.send({"text": QUESTION}, key)
    assert assistant.rasa.process is not None
    assistant.rasa.process.wait(10)
    assert (store.rows() > before) == (when == AFTER)
    began = time.monotonic()
    assistant.rasa.start()
    assistant.rasa.wait_until_ready()
    ready = time.monotonic()
    again = browser.send({"text": QUESTION}, key)
    waited = time.monotonic() - ready
    print(f"\n{store.kind}, killed {when}: ready after {ready - began:.1f} s, answered {waited:.2f} s later")
    assert again.status_code == 200
    assert waited < 5
    assert browser.send({"text": QUESTION}, key).json() == again.json()
    assert [one["text"] for one in browser.history() if one["from"] == "user"] == ["hello", QUESTION]
