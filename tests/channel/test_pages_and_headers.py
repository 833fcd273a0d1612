"""The page and the widget are served, to those who may have them, under a strict policy."""

from __future__ import annotations

import pytest
import requests

from tests.channel.browser import Browser, error
from tests.channel.conftest import FRIEND
from tests.channel.servers import Assistant

STRANGER = "https://stranger.example"
SESSIONS = "/webhooks/web/sessions"
MESSAGES = "/webhooks/web/messages"


def policy(response: requests.Response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


def every_kind_of_response(browser: Browser) -> dict[str, requests.Response]:
    return {
        "page": browser.call("GET", "/"),
        "file": browser.call("GET", "/widget/chat.js"),
        "health": browser.call("GET", "/health"),
        "session": browser.call("POST", SESSIONS),
        "answer": browser.send({"text": "hello"}),
        "history": browser.call("GET", MESSAGES),
        "400": browser.send_bytes(b"{"),
        "401": Browser(browser.address).call("GET", MESSAGES),
        "404": browser.call("GET", "/nowhere"),
        "405": browser.call("PUT", "/health"),
        "413": browser.send_bytes(b"x" * 20_000),
        "415": browser.send_bytes(b"{}", "text/plain"),
        "preflight": browser.call("OPTIONS", MESSAGES),
        "deletion": browser.end(),
    }


def test_every_kind_of_response_is_protected(browser: Browser):
    for kind, response in every_kind_of_response(browser).items():
        assert response.headers["X-Content-Type-Options"] == "nosniff", kind
        assert response.headers["Referrer-Policy"] == "no-referrer", kind
        assert response.headers["X-Frame-Options"] == "DENY", kind
        assert policy(response)["default-src"] == "'none'", kind
        assert policy(response)["frame-ancestors"] == "'none'", kind
        assert "unsafe" not in response.headers["Content-Security-Policy"], kind
        assert not [name for name in response.headers if name.startswith("Access-Control-")], kind
        assert "Set-Cookie" not in response.headers, kind


def test_what_was_said_is_not_kept_by_a_cache(browser: Browser):
    responses = every_kind_of_response(browser)
    kept = {kind for kind, one in responses.items() if one.headers["Cache-Control"] != "no-store"}
    assert kept == {"page", "file"}


def test_the_page_stands_at_the_root(assistant: Assistant):
    response = Browser(assistant.address).call("GET", "/")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "<title>" in response.text
    assert policy(response)["script-src"] == "'self'"
    assert policy(response)["style-src"] == "'self'"


def test_a_file_of_the_widget_has_its_type(assistant: Assistant):
    response = Browser(assistant.address).call("GET", "/widget/chat.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.text == "export const answer = 42;\n"


def test_a_file_is_not_sent_again_while_it_is_the_same(assistant: Assistant):
    browser = Browser(assistant.address)
    tag = browser.call("GET", "/widget/chat.js").headers["ETag"]
    again = browser.call("GET", "/widget/chat.js", {"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    changed = browser.call("GET", "/widget/chat.js", {"If-None-Match": '"other"'})
    assert changed.status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        ".hidden.js",
        "link.js",
        "missing.js",
        "",
        "../outside.js",
        "..%2foutside.js",
        "%2e%2e/outside.js",
        "..%5coutside.js",
        "%2fetc/passwd",
        "chat.js%00.css",
        "chat.js/",
    ],
)
def test_no_other_file_can_be_had(name: str, assistant: Assistant):
    request = requests.Request("GET", assistant.address).prepare()
    request.url = f"{assistant.address}/widget/{name}"
    with requests.Session() as session:
        assert error(session.send(request, timeout=10), 404) == "not_found"


def test_a_page_of_the_same_origin_may_call(assistant: Assistant):
    response = Browser(assistant.address, {"Origin": assistant.address}).call("POST", SESSIONS)
    assert response.status_code == 201


@pytest.mark.parametrize("origin", [STRANGER, "null", f"{FRIEND}.evil.example", "http://friend.example", ""])
def test_a_page_of_a_foreign_origin_is_refused(origin: str, assistant: Assistant):
    response = Browser(assistant.address, {"Origin": origin}).call("POST", SESSIONS)
    assert error(response, 400) == "origin_not_allowed"
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_page_of_an_allowed_origin_may_call_and_read(assistant: Assistant):
    browser = Browser(assistant.address, {"Origin": FRIEND}).open()
    for response in (browser.send({"text": "hello"}), browser.call("GET", "/widget/chat.js"), browser.end()):
        assert response.ok
        assert response.headers["Access-Control-Allow-Origin"] == FRIEND
        assert "Origin" in response.headers["Vary"]
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_an_allowed_origin_may_read_errors_and_when_to_come_back(assistant: Assistant):
    response = Browser(assistant.address, {"Origin": FRIEND}).call("GET", MESSAGES)
    assert error(response, 401) == "no_token"
    assert response.headers["Access-Control-Allow-Origin"] == FRIEND
    assert response.headers["Access-Control-Expose-Headers"] == "Retry-After"


@pytest.mark.parametrize(("origin", "allowed"), [(FRIEND, True), (STRANGER, False), ("null", False)])
def test_a_preflight_is_granted_to_allowed_origins_only(origin: str, allowed: bool, assistant: Assistant):
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    }
    response = Browser(assistant.address, headers).call("OPTIONS", MESSAGES)
    assert response.status_code == 204
    assert (response.headers.get("Access-Control-Allow-Origin") == origin) is allowed
    assert ("Access-Control-Allow-Methods" in response.headers) is allowed
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_health_says_that_all_is_ready(assistant: Assistant):
    response = Browser(assistant.address).call("GET", "/health")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "checks": {"model": "ok", "conversations": "ok", "locks": "ok", "actions": "ok"},
    }


def test_health_says_what_is_missing(assistant: Assistant):
    assistant.gate.behind, behind = 9, assistant.gate.behind
    try:
        response = Browser(assistant.address).call("GET", "/health")
    finally:
        assistant.gate.behind = behind
    assert response.status_code == 503
    assert response.json()["status"] == "not_ready"
    assert "Is it running?" in response.json()["checks"]["actions"]
