"""A person at the Rasa shell, played through a real terminal."""

from __future__ import annotations

import re
from types import TracebackType

import pexpect

from tests.conversations.assistant import ROOT

START_SECONDS = 240
REPLY_SECONDS = 60
# What comes later is an older prompt drawn again, and the next answer begins after the echo of its line.
QUIET_SECONDS = 0.2
START_QUIET_SECONDS = 1.0
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PROMPT = "Your input ->"


class Shell:
    """`make shell` in a terminal of its own; leaves with /stop."""

    def __enter__(self) -> Shell:
        self._process = pexpect.spawn(
            "make", ["shell"], cwd=str(ROOT), encoding="utf-8", timeout=START_SECONDS, dimensions=(50, 120)
        )
        self._process.expect_exact(PROMPT)
        self._drain(START_QUIET_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.isalive():
            self._process.send("/stop\r")
            self._process.expect(pexpect.EOF, timeout=REPLY_SECONDS)
        self._process.close(force=True)

    def say(self, text: str) -> str:
        """Type a line and return what is shown up to the next quiet prompt, without colours."""
        self._process.send(text + "\r")
        shown = ""
        while self._answer_of(shown, text).count(PROMPT) < 1:
            shown += self._process.read_nonblocking(10_000, timeout=REPLY_SECONDS)
        shown += self._drain()
        return self._answer_of(shown, text).rsplit(PROMPT, 1)[0]

    @staticmethod
    def _answer_of(shown: str, text: str) -> str:
        """What follows the last echo of the line that was typed at the prompt."""
        plain = ESCAPES.sub("", shown).replace("\r", "")
        echo = re.compile(rf"{PROMPT}\s*{re.escape(text.strip())}\s*\n")
        return echo.split(plain)[-1] if echo.search(plain) else ""

    def _drain(self, seconds: float = QUIET_SECONDS) -> str:
        shown = ""
        while True:
            try:
                shown += self._process.read_nonblocking(10_000, timeout=seconds)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return shown
