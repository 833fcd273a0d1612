"""Pages and texts that mean no good, and pages of other origins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.widget import answers
from tests.widget.chat import Chat, box, style
from tests.widget.conftest import NewPage
from tests.widget.stand_in import POLICY, StandIn

ATTACKS = [
    "<img src=x onerror=window.hit=1>",
    "<script>window.hit=1</script>",
    "<svg/onload=window.hit=1>",
    '"><iframe srcdoc="<script>parent.hit=1</script>">',
    "{{constructor.constructor('window.hit=1')()}}",
    "[click](javascript:window.hit=1)",
    "javascript:window.hit=1",
    "data:text/html,<script>parent.hit=1</script>",
    "</textarea><style>*{display:none}</style>",
    "\u202eevil\u202c \u0000x",
]
EVIL_CSS = """
html { font-size: 60px !important; letter-spacing: 9px; line-height: 5; word-spacing: 2em; text-align: right }
body * { display: none !important }
body * { visibility: hidden !important; opacity: 0 !important; position: static !important;
    color: red !important; transform: scale(3) !important; pointer-events: none !important;
    font: 60px cursive !important;
    letter-spacing: 1em !important; all: unset !important; width: 0 !important; overflow: hidden !important;
    animation: none !important; filter: blur(9px) !important; contain: strict !important; zoom: 4 !important }
clean-exit-chat { display: none !important; --clean-exit-accent: }
button, dialog, p, svg { border: 30px solid red !important; margin: 90px !important }
"""


@pytest.fixture
def second() -> Iterator[StandIn]:
    """A server of another origin."""
    running = StandIn()
    yield running
    running.stop()


def safe(page: Page) -> None:
    """Nothing of what was written has run, and nothing of it has become an element."""
    assert page.evaluate("window.hit") is None
    inside = "document.querySelector('clean-exit-chat').shadowRoot.querySelectorAll"
    assert (
        page.evaluate(f"{inside}('script, iframe, img, style, object, embed, [onerror], [onload]').length")
        == 0
    )
    hrefs = page.evaluate(f"[...{inside}('a')].filter((link) => !link.download).map((link) => link.href)")
    assert [href for href in hrefs if not href.startswith(("http:", "https:", "mailto:"))] == []
    files = page.evaluate(f"[...{inside}('a[download]')].map((link) => link.href.split(',')[0])")
    assert set(files) <= {"data:text/markdown;charset=utf-8", "data:text/calendar;charset=utf-8"}


def test_what_a_person_writes_stays_text(chat: Chat):
    for attack in ATTACKS:
        chat.ask(attack)
        assert chat.said.last.inner_text().split() == attack.split()
    safe(chat.page)
    chat.page.reload()
    expect(chat.said).to_have_count(len(ATTACKS))
    safe(chat.page)


def attacking(attack: str) -> dict[str, Any]:
    """Return a reply with the attack in all its parts."""
    text = (
        f"{attack}\n\nCareful: {attack}\n\n- {attack}\n- If {attack}: x\n\nSources:\n"
        f"- {attack} (a, b): {attack}\n"
        "- T (a, b): javascript:window.hit=1"
    )
    step = dict.fromkeys(["id", "text", "who", "where", "by", "why"], attack)
    return answers.reply(
        text,
        buttons={"a": attack},
        plan={"recommendation": attack, "steps": [step | {"irreversible": True}], "markdown": attack},
        table={"columns": [attack], "rows": [{"title": attack, "cells": [attack]}]},
        drafts=[{"title": attack, "text": attack}],
    )


def test_what_the_bot_says_stays_text_everywhere(chat: Chat, server: StandIn):
    server.answer = attacking
    for attack in ATTACKS:
        answer = chat.ask(attack)
        expect(answer.locator("h3").last).to_be_visible()
        answer.locator("summary").first.click()
    safe(chat.page)
    chat.page.reload()
    expect(chat.answers).to_have_count(len(ATTACKS))
    chat.choices.first.click()
    expect(chat.answers).to_have_count(len(ATTACKS) + 1)
    safe(chat.page)


@pytest.mark.parametrize(
    "kind", ['x" onclick="window.hit=1', "advice hidden", "<b>", "constructor", "__proto__"]
)
def test_an_odd_kind_of_turn_does_no_harm(chat: Chat, server: StandIn, kind: str):
    server.answer = lambda _: answers.reply("Text.", kind)
    chat.ask("hello").click()
    safe(chat.page)


def test_a_strict_policy_has_nothing_to_complain_of(chat: Chat, server: StandIn):
    # The fixture of the page fails on any complaint.
    for reply in (answers.advice(), answers.plan(), answers.comparison()):
        server.answer = answers.always(reply)
        chat.ask("next")
    chat.log.get_by_role("link", name="Markdown").click()
    chat.menu("Start over")


def test_the_policy_would_be_heard_of(page: Page, server: StandIn, complaints: list[str]):
    page.goto(server.page("<!doctype html><title>x</title><p style='color: red'>x</p>", POLICY))
    page.wait_for_timeout(200)
    assert complaints
    complaints.clear()


def test_no_rule_of_the_page_gets_in(page: Page, server: StandIn):
    page.goto(server.address + "/page")
    plain = Chat(page).open()
    plain.ask("score?")
    sizes = box(plain.panel)
    look = [style(plain.input, name) for name in ("font-size", "color", "letter-spacing", "visibility")]
    html = server.pages["/page"][0].replace("</head>", f"<style>{EVIL_CSS}</style></head>")
    page.goto(server.page(html, "", "/evil"))
    page.evaluate("sessionStorage.clear()")
    page.reload()
    chat = Chat(page).open()
    chat.ask("score?")
    assert box(chat.panel) == sizes
    assert [
        style(chat.input, name) for name in ("font-size", "color", "letter-spacing", "visibility")
    ] == look
    expect(chat.choices.first).to_be_visible()
    chat.screenshot("hostile_page")


def test_no_rule_of_the_widget_gets_out(page: Page, server: StandIn):
    html = server.pages["/page"][0]
    page.goto(server.page(html.replace("<clean-exit-chat></clean-exit-chat>", ""), POLICY, "/without"))
    without = (
        style(page.locator("h1"), "font"),
        style(page.locator("p"), "margin"),
        style(page.locator("p"), "color"),
    )
    page.goto(server.address + "/page")
    Chat(page).open()
    assert (
        style(page.locator("h1"), "font"),
        style(page.locator("main p"), "margin"),
        style(page.locator("main p"), "color"),
    ) == without


def test_one_script_line_puts_the_chat_on_a_page_of_another_origin(
    new_page: NewPage, server: StandIn, second: StandIn
):
    server.allowed.add(second.address)
    source = f"{server.address}/widget/clean-exit-chat.js"
    line = f'<script type="module" src="{source}" data-insert data-lang="de"></script>'
    policy = f"default-src 'none'; script-src {server.address}; connect-src {server.address}"
    page = new_page()
    page.goto(second.page(f"<!doctype html><html lang=en><title>x</title><body><h1>Shop</h1>{line}", policy))
    chat = Chat(page)
    expect(chat.launcher).to_have_text("Fragen zum Vertrag")
    chat.open().ask("score?")
    assert len(server.received) == 1
    assert second.received == []


def test_a_page_of_an_origin_that_is_not_allowed_gets_no_chat(
    new_page: NewPage, server: StandIn, second: StandIn
):
    line = f'<script type="module" src="{server.address}/widget/clean-exit-chat.js" data-insert></script>'
    page = new_page()
    page.goto(second.page(f"<!doctype html><title>x</title><body>{line}", ""))
    page.wait_for_timeout(300)
    expect(page.locator("clean-exit-chat")).to_have_count(0)


def test_a_page_that_names_the_script_twice_has_one_chat(page: Page, server: StandIn):
    line = '<script type="module" src="/widget/clean-exit-chat.js" data-insert></script>'
    page.goto(server.page(f"<!doctype html><html lang=en><title>x</title><body>{line}{line}"))
    expect(Chat(page).launcher).to_have_count(1)


def test_a_chat_that_is_taken_off_and_put_back_goes_on(chat: Chat):
    chat.ask("score?")
    chat.element.evaluate("(chat) => { chat.remove(); document.body.append(chat); }")
    expect(chat.said).to_have_text(["score?"])
    chat.ask("next")
