"""Whatever is thrown at any route is answered, the server lives on, and nobody else's words change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.channel.browser import Browser
from tests.channel.servers import Assistant
from tests.channel.wire import request, send
from tests.conversations.assistant import ROOT

EASY = {"suppress_health_check": list(HealthCheck), "deadline": None}
# What the server may say of itself; anything else from 500 on is a fault that nobody foresaw.
DECLARED = {"no_answer", "too_busy", "too_slow", "conversations_unavailable", "not_ready"}
broken = schemathesis.openapi.from_path(str(ROOT / "docs" / "web-channel.openapi.yml"))
broken.config.generation.update(modes=[GenerationMode.NEGATIVE])
HEADERS = ["Authorization", "Content_Type", "Idempotency_Key", "Origin", "Host", "X_Forwarded_For", "Expect"]
LETTERS = st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])
PATHS = st.sampled_from(
    ["/", "/health", "/widget/chat.js", "/webhooks/web/messages", "/webhooks/web/sessions"]
) | st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=40).map("/".__add__)


@pytest.fixture(scope="module")
def bystander(started: tuple[Assistant, Assistant]) -> Iterator[Browser]:
    """Somebody else, whose conversation has to be the same afterwards."""
    started[0].actions.wait_until_ready()
    started[0].rasa.wait_until_ready()
    browser = Browser(started[0].address).open()
    browser.ask("I am a freelancer, can I end my contract?")
    before = browser.history()
    yield browser
    assert browser.history() == before
    assert started[0].rasa.alive()


def sound(status: int, body: bytes) -> bool:
    """Tell whether a response is one that the server meant to give."""
    return 200 <= status < 500 or (status == 503 and json.loads(body)["error"]["code"] in DECLARED)


@broken.parametrize()
@settings(max_examples=60, **EASY)
def test_broken_calls_are_answered(case: Any, assistant: Assistant, bystander: Browser):
    browser = Browser(assistant.address).open()
    response = case.call(
        base_url=assistant.address, headers={"Authorization": f"Bearer {browser.token}"}, timeout=60
    )
    assert sound(response.status_code, response.content), response.content


@settings(max_examples=100, **EASY)
@given(text=st.text(max_size=300))
def test_any_text_is_a_message_or_refused(text: str, assistant: Assistant, bystander: Browser):
    browser = Browser(assistant.address).open()
    body = json.dumps({"text": text}).encode()
    response = browser.send_bytes(body)
    assert response.status_code in {200, 400}, response.content
    if response.status_code == 200:
        assert response.json()["messages"]
        assert browser.history()[0]["text"] == text.strip()


@settings(max_examples=100, **EASY)
@given(
    method=st.sampled_from(["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "BREW"]),
    path=PATHS,
    headers=st.dictionaries(st.sampled_from(HEADERS), st.text(LETTERS, max_size=60), max_size=4),
    body=st.binary(max_size=300),
)
def test_any_request_is_answered(
    method: str, path: str, headers: dict[str, str], body: bytes, assistant: Assistant, bystander: Browser
):
    response = send(assistant.port, request(method, path, body, **({"Connection": "close"} | headers)))
    assert response.closed or sound(response.status, response.raw.partition(b"\r\n\r\n")[2]), response.raw


@settings(max_examples=100, **EASY)
@given(sent=st.binary(max_size=400))
def test_any_bytes_get_an_answer_or_a_closed_connection(
    sent: bytes, assistant: Assistant, bystander: Browser
):
    response = send(assistant.port, sent + b"\r\n\r\n")
    assert response.closed or sound(response.status, response.raw.partition(b"\r\n\r\n")[2]), response.raw


@settings(max_examples=60, **EASY)
@given(made_up=st.text(max_size=120))
def test_no_token_and_no_choice_can_be_made_up(made_up: str, assistant: Assistant, bystander: Browser):
    stranger = Browser(assistant.address).open()
    assert stranger.send_bytes(json.dumps({"choice": made_up}).encode()).status_code in {400, 404}
    token = (bystander.token or "").replace(".", made_up, 1).encode()
    forged = request("GET", "/webhooks/web/messages", Authorization=f"Bearer {token.decode()}")
    if b"\r" not in token and b"\n" not in token and made_up != ".":
        assert send(assistant.port, forged).status in {400, 401}
