"""A caller of the web channel that does what a browser does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import requests

SECONDS = 60


@dataclass
class Browser:
    """Speaks to one server, as one session once it has opened one."""

    address: str
    headers: dict[str, str] = field(default_factory=dict)
    token: str | None = None

    def call(
        self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any
    ) -> requests.Response:
        own = self.headers | ({"Authorization": f"Bearer {self.token}"} if self.token else {})
        return requests.request(
            method, self.address + path, headers=own | (headers or {}), timeout=SECONDS, **more
        )

    def open(self) -> Browser:
        response = self.call("POST", "/webhooks/web/sessions")
        assert response.status_code == 201, response.text
        self.token = response.json()["token"]
        return self

    def send(self, body: Any, key: str | None = None) -> requests.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.call("POST", "/webhooks/web/messages", headers, json=body)

    def send_bytes(self, body: bytes, kind: str = "application/json") -> requests.Response:
        return self.call("POST", "/webhooks/web/messages", {"Content-Type": kind}, data=body)

    def ask(self, text: str) -> dict[str, Any]:
        response = self.send({"text": text})
        assert response.status_code == 200, response.text
        return dict(response.json())

    def choose(self, choice: str) -> dict[str, Any]:
        response = self.send({"choice": choice})
        assert response.status_code == 200, response.text
        return dict(response.json())

    def history(self) -> list[dict[str, Any]]:
        response = self.call("GET", "/webhooks/web/messages")
        assert response.status_code == 200, response.text
        return list(response.json()["messages"])

    def end(self) -> requests.Response:
        return self.call("DELETE", "/webhooks/web/sessions/current")


def buttons(answer: dict[str, Any]) -> dict[str, str]:
    """Return the choices of an answer by their titles."""
    return {one["title"]: one["choice"] for message in answer["messages"] for one in message["buttons"]}


def error(response: requests.Response, status: int) -> str:
    """Return the code of an error that has the shape of the contract."""
    assert response.status_code == status, (response.status_code, response.text)
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message"}
    assert body["error"]["message"].endswith(".")
    return str(body["error"]["code"])
