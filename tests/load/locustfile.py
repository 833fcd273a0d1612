"""People who talk to the assistant all the time, send again what was not answered, and write down what was.

Run by `load.py`, in a process of its own.
"""

from __future__ import annotations

import json
import os
import time
from itertools import count
from pathlib import Path
from uuid import uuid4

from locust import FastHttpUser, constant, task

ACKNOWLEDGED = Path(os.environ["ACKNOWLEDGED"])
BEGUN = ACKNOWLEDGED.with_suffix(".begun")
PAUSE = float(os.environ.get("PAUSE", "0"))
TURNS = 8
PATIENCE = 90
QUESTIONS = (
    "can i end an hourly contract as a freelancer",
    "will it hurt my job success score if the client ends it",
    "my client paused the contract, should i keep working? and do i get paid",
    "how do i tell my client that i want to stop",
)
_numbers = count()


class Person(FastHttpUser):
    """Somebody with one conversation after the other."""

    wait_time = constant(PAUSE)
    connection_timeout = network_timeout = 40

    def on_start(self) -> None:
        self.token, self.left = "", 0

    @task
    def say_something(self) -> None:
        if self.left == 0:
            self.token, self.left = (
                self._until_done("open", "/webhooks/web/sessions", {}, None)["token"],
                TURNS,
            )
        self.left -= 1
        text = f"{QUESTIONS[self.left % len(QUESTIONS)]} (case {next(_numbers)} of {os.getpid()})"
        key = str(uuid4())
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        _note(BEGUN, text)
        answer = self._until_done("say", "/webhooks/web/messages", headers, {"text": text})
        line = {"token": self.token, "text": text, "key": key, "answer": answer["messages"]}
        _note(ACKNOWLEDGED, json.dumps(line))

    def _until_done(self, name: str, path: str, headers: dict[str, str], body: object) -> dict:
        """Send it again, with the same key, until it is answered."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            # locust changes the headers it is given, so it gets new ones each time.
            told = headers | {"Content-Type": "application/json"}
            with self.client.post(path, headers=told, json=body, name=name, catch_response=True) as response:
                if response.status_code in (200, 201):
                    return response.json()
                response.failure(f"{response.status_code} {response.text}")
            time.sleep(0.2)
        raise AssertionError(f"{name} was not answered in {PATIENCE} s")


def _note(path: Path, line: str) -> None:
    with path.open("a") as file:
        file.write(f"{line}\n")
