"""What no browser would send: false lengths, drips, odd bytes, forged lines, stolen choices."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from channels.arrival import SECONDS
from tests.channel.browser import Browser, buttons, error
from tests.channel.servers import Assistant
from tests.channel.wire import connect, drip, receive, request, send

MESSAGES = "/webhooks/web/messages"
HELLO = b'{"text": "hello"}'
EVIL = "https://evil.example"


def message(browser: Browser, body: bytes = HELLO, **headers: str) -> bytes:
    """Return a message of this browser as bytes."""
    return request(
        "POST",
        MESSAGES,
        body,
        **({"Content_Type": "application/json", "Authorization": f"Bearer {browser.token}"} | headers),
    )


def chunks(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in [*parts, b""])


def answers(assistant: Assistant) -> bool:
    """Tell whether somebody else is served."""
    return bool(Browser(assistant.address).open().ask("hello")["messages"])


@pytest.mark.parametrize(
    "lie",
    [
        {"Content_Length": "-5"},
        {"Content_Length": "abc"},
        {"Content_Length": "+17"},
        {"Content_Length": "1_7"},
        {"Content_Length": "\u0661\u0667"},
        {"Content_Length": ""},
        {"Content_Length": "17", "content_length": "5"},
        {"Content_Length": "17", "Transfer_Encoding": "chunked"},
        {"Transfer_Encoding": "gzip"},
        {"Transfer_Encoding": "chunked, gzip"},
    ],
)
def test_a_body_whose_end_is_not_plain_is_refused_and_stops_nobody(
    lie: dict[str, str], browser: Browser, assistant: Assistant
):
    response = send(assistant.port, message(browser, **lie))
    assert (response.status, response.code) == (400, "malformed_request")
    assert answers(assistant)


def test_a_body_in_chunks_is_read(browser: Browser, assistant: Assistant):
    sent = message(browser, chunks(HELLO[:5], HELLO[5:]), Transfer_Encoding="chunked")
    assert send(assistant.port, sent).status == 200


@pytest.mark.parametrize("claimed", [b"fffffffff\r\n", b"4001\r\n" + b"x" * 0x4001 + b"\r\n"])
def test_a_huge_body_in_chunks_is_refused(claimed: bytes, browser: Browser, assistant: Assistant):
    response = send(assistant.port, message(browser, claimed, Transfer_Encoding="chunked"))
    assert (response.status, response.code) == (413, "body_too_large")


@pytest.mark.parametrize("size", [b"zz\r\n", b"-5\r\nabcde\r\n", b"x" * 100])
def test_chunks_without_a_size_are_refused(size: bytes, browser: Browser, assistant: Assistant):
    response = send(assistant.port, message(browser, size, Transfer_Encoding="chunked"))
    assert (response.status, response.code) == (400, "malformed_request")
    assert answers(assistant)


@pytest.mark.parametrize("extra", [{}, {"Expect": "100-continue"}])
def test_a_huge_length_is_refused_before_the_body_comes(
    extra: dict[str, str], browser: Browser, assistant: Assistant
):
    response = send(assistant.port, message(browser, b"", Content_Length="99999999999", **extra))
    assert (response.status, response.code) == (413, "body_too_large")


def test_slow_callers_are_given_up_while_others_are_served(browser: Browser, assistant: Assistant):
    head, _, body = message(browser).partition(b"\r\n\r\n")
    slow = [(b"", head), (head + b"\r\n\r\n", body)] * 40
    connections = [connect(assistant.port) for _ in slow]
    began = time.monotonic()
    with ThreadPoolExecutor(len(slow)) as crowd:
        dripped = []
        for connection, (at_once, rest) in zip(connections, slow, strict=True):
            connection.sendall(at_once)
            dripped.append(crowd.submit(drip, connection, rest, pause=1.5))
        assert answers(assistant)
        assert time.monotonic() - began < SECONDS
        sent = [one.result() for one in dripped]
    assert time.monotonic() - began < SECONDS + 10
    assert all(number < SECONDS for number in sent)
    for connection in connections:
        connection.setblocking(True)
        response = receive(connection)
        assert (response.status, response.code) == (408, "request_too_slow")
        connection.close()
    assert browser.history() == []


def test_a_caller_who_reads_no_answers_is_given_up(assistant: Assistant):
    with connect(assistant.port) as connection:
        connection.sendall(request("GET", "/health") * 200)
        time.sleep(1)
        assert answers(assistant)


def test_many_requests_in_one_go_are_answered_in_order(browser: Browser, assistant: Assistant):
    with connect(assistant.port) as connection:
        connection.sendall(message(browser) + request("GET", "/nothing") + message(browser, b"{}"))
        raw = b""
        while raw.count(b"HTTP/1.1") < 3 or not raw.endswith(b"}"):
            raw += connection.recv(65_536)
    assert [part.split(b" ")[1] for part in raw.split(b"HTTP/1.1")[1:]] == [b"200", b"404", b"400"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Authorization", "invalid_token"),
        ("Idempotency_Key", "invalid_idempotency_key"),
        ("Origin", "origin_not_allowed"),
        ("Content_Type", "not_json"),
    ],
)
@pytest.mark.parametrize("odd", ["\udcff\udcfe", "\udced\udca0\udc80", "a\0b", "a\rb"])
def test_odd_bytes_in_a_header_are_refused(
    name: str, code: str, odd: str, browser: Browser, assistant: Assistant
):
    value = f"Bearer {odd}" if name == "Authorization" else odd
    assert send(assistant.port, message(browser, **{name: value})).code == code


@pytest.mark.parametrize(
    "line", [b"GET /\xff\xfe HTTP/1.1", b"GET http://[::1/ HTTP/1.1", b"CONNECT x:443 HTTP/1.1"]
)
def test_an_address_that_is_none_is_dropped_without_a_word_in_the_log(line: bytes, assistant: Assistant):
    before = len(assistant.log.read_bytes())
    assert send(assistant.port, line + b"\r\nHost: x\r\n\r\n").closed
    assert len(assistant.log.read_bytes()) - before < 200
    assert answers(assistant)


def test_nothing_that_is_sent_makes_a_line_of_the_log(browser: Browser, assistant: Assistant):
    forged = "\n2026-01-01 00:00:00 ERROR root - forged"
    in_header = forged.replace("\n", "\r")
    quoted = forged.replace("\n", "%0A").replace(" ", "%20")
    browser.ask(f"hello{forged}")
    for path in (f"/{quoted}", f"/widget/{quoted}.js", f"{MESSAGES}?{quoted}"):
        send(assistant.port, request("GET", path, X_Forwarded_For=in_header))
    send(assistant.port, message(browser, Idempotency_Key=in_header))
    send(assistant.port, message(browser, User_Agent=in_header, Referer=in_header))
    send(assistant.port, request("GET", "/", Host=in_header))
    send(assistant.port, request(f"GET{in_header}", "/"))
    assert "forged" not in assistant.log.read_text()
    assert "forged" not in (assistant.folder / "actions.log").read_text()


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/json"])
@pytest.mark.parametrize("origin", [EVIL, "null", "http://127.0.0.1.evil.example"])
def test_the_page_of_another_origin_can_send_nothing(
    kind: str, origin: str, browser: Browser, assistant: Assistant
):
    response = send(assistant.port, message(browser, Content_Type=kind, Origin=origin))
    assert (response.status, response.code) == (400, "origin_not_allowed")
    assert b"access-control-allow" not in response.raw.lower()
    assert browser.history() == []


def test_a_choice_of_another_conversation_is_unknown(browser: Browser, assistant: Assistant):
    other = Browser(assistant.address).open()
    for choice in buttons(other.ask("Can I end my contract?")).values():
        assert error(browser.send({"choice": choice}), 404) == "unknown_choice"
    assert browser.history() == []


def test_a_choice_that_was_made_does_the_same_when_it_is_made_again(browser: Browser):
    choice = next(iter(buttons(browser.ask("Can I end my contract?")).values()))
    first, again = browser.choose(choice)["report"], browser.choose(choice)["report"]
    assert first["situation"] == again["situation"]


@pytest.mark.parametrize(
    "command",
    [
        "/restart",
        "/session_start",
        "/back",
        " /restart",
        "//restart",
        '/inform{"role": "client"}',
        '/request_draft{"draft": "x"}',
        "/\u200brestart",
        "\ufeff/restart",
        "/action_restart",
    ],
)
def test_a_typed_command_forgets_nothing_and_tells_nothing(command: str, browser: Browser):
    browser.ask("I am a freelancer on an hourly contract, can I end it?")
    situation = browser.ask(command)["report"]["situation"]
    assert situation.get("role", "freelancer") == "freelancer"
    assert [one["text"] for one in browser.history() if one["from"] == "user"][1:] == [command.strip()]
