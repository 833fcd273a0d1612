"""People who talk to one of the bots, each in a conversation of their own."""

from __future__ import annotations

import uuid
from typing import Any, Protocol

Texts = tuple[str, ...]


class Http(Protocol):
    """What the libraries `requests` and `locust` have in common."""

    def post(self, url: str, **arguments: Any) -> Any: ...


class RestPerson:
    """Talks to a Rasa bot through the `rest` channel."""

    def __init__(self, http: Http, address: str) -> None:
        self._http = http
        self._url = f"{address}/webhooks/rest/webhook"
        self._sender = uuid.uuid4().hex

    def say(self, text: str) -> None:
        """Send a message and wait for an answer; RuntimeError if there is none."""
        response = self._http.post(self._url, json={"sender": self._sender, "message": text})
        if response.status_code != 200 or not response.json():
            raise RuntimeError(f"{text!r} was answered with {response.status_code} {response.text[:200]}")


class WebPerson:
    """Talks to Clean Exit through its web channel."""

    def __init__(self, http: Http, address: str) -> None:
        self._http = http
        self._url = f"{address}/webhooks/web/messages"
        opened = http.post(f"{address}/webhooks/web/sessions")
        self._headers = {"Authorization": f"Bearer {opened.json()['token']}"}

    def say(self, text: str) -> None:
        """Send a message and wait for the answer; RuntimeError if there is none."""
        headers = self._headers | {"Idempotency-Key": uuid.uuid4().hex}
        response = self._http.post(self._url, json={"text": text}, headers=headers)
        if response.status_code != 200 or not response.json()["messages"]:
            raise RuntimeError(f"{text!r} was answered with {response.status_code} {response.text[:200]}")


class FloorPerson:
    """Talks to a handler that does nothing."""

    def __init__(self, http: Http, address: str) -> None:
        self._http = http
        self._url = f"{address}/messages"

    def say(self, text: str) -> None:
        """Send a message and wait for the answer."""
        self._http.post(self._url, json={"text": text})


PERSONS: dict[str, Any] = {"rest": RestPerson, "web": WebPerson, "floor": FloorPerson}

QUESTION, TWO_QUESTIONS, STEP = "question", "two questions in one message", "consultation step"
# What is asked of the assistant; each turn of a conversation takes the next.
OURS: dict[str, Texts] = {
    QUESTION: (
        "can i end my contract?",
        "will it hurt my job success score",
        "how do i pause a contract",
        "what happens to the money in escrow if I end it",
        "can the client still leave feedback afterwards",
    ),
    TWO_QUESTIONS: (
        "can i end my contract and do i still get paid?",
        "how do i pause it, and can we still message each other?",
        "will it hurt my score and can my client leave a bad review?",
    ),
    STEP: (
        "make a plan for my contract",
        "freelancer",
        "fixed price",
        "it is going badly",
        "he doesnt answer my messages anymore",
        "half of it is done",
        "for good",
    ),
}
# What the default bot has been trained on: it can be asked one thing, and it has one conversation to lead.
DEFAULTS: dict[str, Texts] = {
    QUESTION: ("are you a bot?", "hello", "am I talking to a human?", "good morning", "goodbye"),
    TWO_QUESTIONS: (
        "hello, are you a bot or am I talking to a human?",
        "good morning, are you really a bot?",
    ),
    STEP: ("hello", "I am very sad", "yes", "hi", "I feel great", "goodbye", "hello"),
}
ANYTHING: dict[str, Texts] = {QUESTION: ("hello",)}
TEXTS = {"web": OURS, "rest": DEFAULTS, "floor": ANYTHING}
