"""A conversation goes on after the server was stopped or killed, as if nothing had been."""

from __future__ import annotations

import signal
from uuid import uuid4

from tests.channel.browser import Browser, buttons
from tests.channel.servers import Assistant


def test_after_a_kill_tokens_history_choices_and_keys_are_good(browser: Browser, assistant: Assistant):
    key = str(uuid4())
    first = browser.send({"text": "Can I end my contract?"}, key).json()
    before = browser.history()
    assistant.rasa.stop(signal.SIGKILL)
    assistant.rasa.start()
    assistant.rasa.wait_until_ready()
    assert browser.history() == before
    assert browser.send({"text": "Can I end my contract?"}, key).json() == first
    chosen = browser.choose(buttons(first)["I am the client"])
    assert chosen["report"]["situation"]["role"] == "client"
    assert len(browser.history()) == 4
