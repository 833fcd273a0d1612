"""How the chat and the demo page look, and how large they are. Screenshots are in build/screenshots."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.widget import answers
from tests.widget.chat import Chat, box, style
from tests.widget.conftest import NewPage
from tests.widget.stand_in import POLICY, WIDGET, StandIn

MOBILE = {
    "viewport": {"width": 390, "height": 780},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
BUDGET = 15 * 1024
DEMO = {"page.js", "page.css"}


def embedded(server: StandIn, attributes: str = "", html: str = "", style_rules: str = "") -> str:
    page = server.pages["/page"][0].replace("<clean-exit-chat>", f"<clean-exit-chat {attributes}>")
    page = page.replace('<html lang="en">', f'<html lang="en" {html}>')
    return server.page(page.replace("</head>", f"<style>{style_rules}</style></head>"), "")


def test_the_whole_widget_stays_within_its_budget():
    files = [path for path in sorted(WIDGET.glob("*.js")) if path.name not in DEMO]
    assert len(files) >= 3
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) < BUDGET


def test_nothing_comes_from_elsewhere(page: Page, server: StandIn):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.address)
    Chat(page).ask("score?")
    assert [address for address in asked if not address.startswith(server.address)] == []


@pytest.mark.parametrize("path", sorted(WIDGET.iterdir()), ids=lambda path: path.name)
def test_no_file_names_an_outside_address(path: Path):
    text = path.read_text("utf-8").replace("http://www.w3.org/", "")
    assert "http://" not in text.replace('"http:"', "")
    assert "https://" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_demo_page_shows_the_chat_open_beside_three_questions(
    new_page: NewPage, server: StandIn, scheme: Any
):
    page = new_page(color_scheme=scheme, viewport={"width": 1280, "height": 800})
    page.goto(server.address)
    chat = Chat(page)
    expect(chat.panel).to_be_visible()
    questions = page.locator(".questions button")
    expect(questions).to_have_count(3)
    assert box(questions.first)["x"] + box(questions.first)["width"] < box(chat.panel)["x"]
    chat.screenshot(f"demo_{scheme}")
    questions.first.click()
    expect(chat.said).to_have_text(["Will ending my hourly contract hurt my Job Success Score?"])
    expect(chat.answers).to_have_count(1)
    chat.screenshot(f"demo_answer_{scheme}")


def test_the_demo_page_says_once_that_it_is_not_upwork_and_gives_no_legal_advice(page: Page, server: StandIn):
    page.goto(server.address)
    expect(Chat(page).panel).to_be_visible()
    text = page.locator("body").inner_text() + Chat(page).log.inner_text()
    assert text.count("legal advice") == 1
    assert text.count("nothing to do with the company") == 1


def test_on_a_phone_the_demo_page_comes_first_and_the_chat_fills_the_screen(
    new_page: NewPage, server: StandIn
):
    page = new_page(**MOBILE)
    page.goto(server.address)
    chat = Chat(page)
    expect(chat.launcher).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    chat.screenshot("demo_phone")
    page.locator(".questions button").nth(2).click()
    expect(chat.answers).to_have_count(1)
    assert box(chat.panel) == pytest.approx({"x": 0, "y": 0, "width": 390, "height": 780}, abs=1)
    chat.screenshot("phone")


def test_on_a_phone_the_page_behind_is_out_of_reach(new_page: NewPage, server: StandIn):
    page = new_page(**MOBILE)
    page.goto(server.address)
    Chat(page).open()
    inside = "['CLEAN-EXIT-CHAT', 'BODY'].includes(document.activeElement.tagName)"
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(inside)


def test_the_keyboard_on_the_screen_leaves_the_input_in_sight(new_page: NewPage, server: StandIn):
    page = new_page(**MOBILE)
    page.add_init_script("""const view = new EventTarget();
      Object.assign(view, { height: 780, offsetTop: 0, scale: 1 });
      Object.defineProperty(window, "visualViewport", { value: view });""")
    page.goto(server.address)
    chat = Chat(page).open()
    page.evaluate(
        "Object.assign(visualViewport, { height: 400, offsetTop: 30 }).dispatchEvent(new Event('resize'))"
    )
    assert box(chat.panel)["height"] == 400
    assert box(chat.panel)["y"] == 30
    assert box(chat.input)["y"] + box(chat.input)["height"] <= 430


def test_a_window_made_narrow_turns_the_open_chat_into_a_full_screen(chat: Chat):
    chat.page.set_viewport_size({"width": 400, "height": 700})
    expect(chat.panel).to_have_css("width", "400px")
    expect(chat.input).to_be_focused()
    chat.page.set_viewport_size({"width": 1200, "height": 700})
    expect(chat.panel).not_to_have_css("width", "400px")
    chat.page.get_by_role("heading", name="Some page").click()


def test_light_and_dark_follow_the_preference_unless_the_page_decides(new_page: NewPage, server: StandIn):
    page = new_page(color_scheme="dark")
    page.goto(server.address + "/page")
    dark = style(Chat(page).open().panel, "background-color")
    page.goto(embedded(server, "open", style_rules="clean-exit-chat { --clean-exit-scheme: light }"))
    light = style(Chat(page).panel, "background-color")
    assert (dark, light) == ("rgb(23, 28, 33)", "rgb(255, 255, 255)")


def test_a_page_themes_the_chat_by_custom_properties(page: Page, server: StandIn):
    rules = """clean-exit-chat { --clean-exit-accent: rgb(90, 20, 120); --clean-exit-on-accent: white;
      --clean-exit-surface: rgb(255, 250, 255); --clean-exit-text: rgb(30, 0, 40);
      --clean-exit-font: monospace; --clean-exit-font-size: 20px; --clean-exit-radius: 3px;
      --clean-exit-offset: 50px; --clean-exit-z-index: 7 }"""
    page.goto(embedded(server, style_rules=rules))
    chat = Chat(page)
    assert style(chat.launcher, "background-color") == "rgb(90, 20, 120)"
    chat.open().ask("score?")
    assert style(chat.panel, "background-color") == "rgb(255, 250, 255)"
    assert style(chat.panel, "border-radius") == "3px"
    assert style(chat.panel, "z-index") == "7"
    assert style(chat.log, "font-size") == "20px"
    assert "monospace" in style(chat.log, "font-family")
    assert box(chat.panel)["x"] + box(chat.panel)["width"] == 1280 - 50
    chat.screenshot("themed")


def test_the_interface_speaks_german_on_a_german_page(page: Page, server: StandIn):
    page.goto(server.page(server.pages["/page"][0].replace('lang="en"', 'lang="de-CH"')))
    chat = Chat(page).open()
    expect(chat.panel.get_by_role("button", name="Senden")).to_be_visible()
    answer = chat.ask("score?")
    expect(answer.locator("summary")).to_have_text("Quellen (2)")
    expect(answer.locator("summary")).to_have_attribute("lang", "de")
    expect(page.locator(".root")).to_have_attribute("lang", "de")
    chat.screenshot("german")


def test_the_language_of_the_element_comes_before_that_of_the_page(page: Page, server: StandIn):
    page.goto(embedded(server, 'lang="de"'))
    expect(Chat(page).launcher).to_have_text("Fragen zum Vertrag")


def test_a_page_that_reads_from_right_to_left_has_the_chat_on_its_left(page: Page, server: StandIn):
    page.goto(embedded(server, html='dir="rtl"'))
    chat = Chat(page).open()
    answer = chat.ask("score?")
    assert box(chat.panel)["x"] < 30
    assert style(answer.locator(".bubble"), "direction") == "ltr"
    chat.screenshot("right_to_left_page")


def test_a_chat_that_is_turned_around_is_turned_as_a_whole(page: Page, server: StandIn):
    page.goto(embedded(server, 'dir="rtl"', 'dir="rtl"'))
    chat = Chat(page).open()
    server.answer = lambda _: answers.advice()
    answer = chat.ask("متى يدفع لي؟")
    send, field = box(chat.panel.locator(".send")), box(chat.input)
    assert send["x"] < field["x"]
    assert box(chat.said.last)["x"] < box(answer)["x"] + box(answer)["width"] / 2
    assert style(answer.locator(".bubble"), "direction") == "ltr"
    chat.screenshot("turned_around")


def test_an_embedded_chat_says_who_speaks_and_what_it_can_do(chat: Chat):
    expect(chat.log).to_contain_text("not part of Upwork, and give no legal advice.")
    expect(chat.log).to_contain_text("make a plan")
    chat.screenshot("welcome")


def test_a_long_answer_is_shown_from_its_start(page: Page, server: StandIn):
    page.goto(server.page(server.pages["/page"][0], POLICY))
    chat = Chat(page).open()
    server.answer = lambda _: answers.reply("\n\n".join(f"Paragraph {number}." for number in range(60)))
    chat.ask("long")
    page.wait_for_timeout(600)
    assert abs(box(chat.said.last)["y"] - box(chat.log)["y"]) < 40
