"""Whatever is sent, the answer is clear, the server lives on and its log keeps quiet about it."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant

BODIES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "malformed_json"),
    "no JSON": (b"hello", "malformed_json"),
    "half of an object": (b'{"text": "hello"', "malformed_json"),
    "no UTF-8": (b'{"text": "\xff\xfe"}', "malformed_json"),
    "UTF-16": ('{"text": "hello"}'.encode("utf-16"), "malformed_json"),
    "a byte order mark": (b'\xef\xbb\xbf{"text": "hello"}', "malformed_json"),
    "a number that is none": (b'{"text": NaN}', "malformed_json"),
    "infinity": (b'{"text": -Infinity}', "malformed_json"),
    "a duplicate key": (b'{"text": "hello", "text": "/restart"}', "malformed_json"),
    "a deep list": (b"[" * 8000 + b"]" * 8000, "malformed_json"),
    "a deep text": (b'{"text": ' + b"[" * 4000 + b"]" * 4000 + b"}", "malformed_json"),
    "an endless number": (b'{"text": ' + b"9" * 10_000 + b"}", "malformed_json"),
    "a list": (b'[{"text": "hello"}]', "not_an_object"),
    "null": (b"null", "not_an_object"),
    "a text alone": (b'"hello"', "not_an_object"),
    "an empty object": (b"{}", "wrong_fields"),
    "another field": (b'{"message": "hello"}', "wrong_fields"),
    "a sender": (b'{"text": "hello", "sender": "somebody"}', "wrong_fields"),
    "both": (b'{"text": "hello", "choice": "x"}', "wrong_fields"),
    "text null": (b'{"text": null}', "not_a_text"),
    "text a number": (b'{"text": 42}', "not_a_text"),
    "text a list": (b'{"text": ["hello"]}', "not_a_text"),
    "text an object": (b'{"text": {"a": 1}}', "not_a_text"),
    "choice true": (b'{"choice": true}', "not_a_text"),
    "NUL": (b'{"text": "a\\u0000b"}', "invalid_characters"),
    "half a letter": (b'{"text": "\\ud800"}', "invalid_characters"),
    "half a letter in a choice": (b'{"choice": "\\udfff"}', "invalid_characters"),
    "empty text": (b'{"text": ""}', "empty_text"),
    "blanks": (b'{"text": " \\n\\t "}', "empty_text"),
    "control characters": (b'{"text": "\\u0007\\u001b\\ufeff"}', "empty_text"),
}
TOKENS = [
    "",
    "x",
    "a.b.c",
    "x" * 5000,
    "../../etc/passwd",
    "default",
    "\u00e9\u00e9",
    "' OR 1=1 --",
]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "choice", "sender", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(("body", "code"), BODIES.values(), ids=BODIES)
def test_an_odd_body_is_refused_with_a_sentence(body: bytes, code: str, browser: Browser):
    assert error(browser.send_bytes(body), 400) == code


@pytest.mark.parametrize("kind", ["text/plain", "", "application/x-www-form-urlencoded", "application/jsonp"])
def test_only_json_is_read(kind: str, browser: Browser):
    assert error(browser.send_bytes(b'{"text": "hello"}', kind), 415) == "not_json"


def test_json_with_a_charset_is_read(browser: Browser):
    response = browser.send_bytes(b'{"text": "hello"}', "application/json; charset=utf-8")
    assert response.status_code == 200


def test_a_body_beyond_the_limit_is_refused(browser: Browser):
    body = json.dumps({"text": "x" * 16_384}).encode()
    assert error(browser.send_bytes(body), 413) == "body_too_large"


def test_a_text_beyond_the_limit_is_refused_and_told_how_long_it_is(browser: Browser):
    response = browser.send({"text": "word " * 801})
    assert error(response, 400) == "text_too_long"
    assert "4005" in response.json()["error"]["message"]


@pytest.mark.parametrize("token", TOKENS)
def test_no_made_up_token_opens_a_conversation(token: str, assistant: Assistant):
    stranger = Browser(assistant.address)
    authorization = {"Authorization": f"Bearer {token}".encode()}
    for method in ("GET", "POST"):
        response = stranger.call(method, "/webhooks/web/messages", authorization)  # type: ignore[arg-type]
        assert error(response, 401) in {"no_token", "invalid_token"}
        assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("place", [0, 5, 40, -1])
def test_a_token_that_was_tampered_with_opens_nothing(place: int, browser: Browser):
    token = browser.token or ""
    letters = list(token)
    letters[place] = "A" if letters[place] != "A" else "B"
    browser.token = "".join(letters)
    if browser.token[:-1] != token[:-1]:  # the last letter may hold bits that do not count
        assert error(browser.call("GET", "/webhooks/web/messages"), 401) == "invalid_token"


def test_the_sender_cannot_be_named_in_the_address(browser: Browser):
    browser.ask("Can I end my contract?")
    response = browser.call("GET", "/webhooks/web/messages?sender=somebody&token=x")
    assert len(response.json()["messages"]) == 2


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/webhooks/callback/webhook"),
        ("GET", "/socket.io/?EIO=4&transport=polling"),
        ("GET", "/conversations/default/tracker"),
        ("GET", "/status"),
        ("GET", "/version"),
        ("GET", "/domain"),
        ("DELETE", "/model"),
        ("POST", "/model/train"),
        ("GET", "/webhooks/web/"),
        ("GET", "/%00"),
    ],
)
def test_nothing_else_of_rasa_can_be_reached(method: str, path: str, assistant: Assistant):
    response = Browser(assistant.address).call(method, path)
    assert error(response, 404) == "not_found"


def test_a_wrong_method_is_told_so(assistant: Assistant):
    response = Browser(assistant.address).call("PUT", "/webhooks/web/messages")
    assert error(response, 405) == "method_not_allowed"
    assert response.headers["Allow"]


@pytest.mark.parametrize("request_line", [b"GET\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"])
def test_what_is_no_http_gets_an_error(request_line: bytes, assistant: Assistant):
    with socket.create_connection(("127.0.0.1", assistant.port), timeout=10) as connection:
        connection.sendall(request_line)
        assert b" 400 " in connection.recv(4096).splitlines()[0]


@pytest.mark.parametrize("key", ["", "a b", "x" * 129, "schl\u00fcssel"])
def test_an_odd_idempotency_key_is_refused(key: str, browser: Browser):
    headers: Any = {"Idempotency-Key": key.encode()}
    response = browser.call("POST", "/webhooks/web/messages", headers, json={"text": "hello"})
    assert error(response, 400) == "invalid_idempotency_key"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=ANY_JSON)
def test_any_json_that_is_no_message_is_refused(body: Any, browser: Browser):
    message = isinstance(body, dict) and len(body) == 1 and isinstance(body.get("text"), str)
    response = browser.send_bytes(json.dumps(body).encode())
    if not message:
        assert response.status_code in {400, 404}
    assert response.status_code in {200, 400, 404, 429}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200))
def test_any_bytes_are_refused(body: bytes, browser: Browser):
    error(browser.send_bytes(body), 400)


def test_the_server_lives_and_its_log_holds_nothing_of_what_was_sent(assistant: Assistant, browser: Browser):
    secret = "my-client-is-Mrs-Example"
    browser.ask(f"can i end it, {secret}?")
    browser.ask(f"/inform{{{secret}")
    browser.send_bytes(f'{{"text": "{secret}'.encode())
    browser.send({"text": f"{secret}\n2026-01-01 00:00:00 ERROR root - forged\0"})
    browser.ask(f"{secret}\n2026-01-01 00:00:00 ERROR root - forged")
    assert assistant.rasa.alive()
    log = assistant.log.read_text()
    assert secret not in log
    assert "forged" not in log
    # One line a message, for all the messages of the tests before; what was sent would be megabytes.
    assert len(log) < 2_000_000
