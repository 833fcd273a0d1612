"""Everybody can use the chat: with a screen reader, without a mouse, enlarged, without movement."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.widget import answers
from tests.widget.chat import Chat, box, style
from tests.widget.conftest import NewPage
from tests.widget.stand_in import Fault, StandIn

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MOBILE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with the page and the chat in it."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ]


def filled(page: Page, server: StandIn) -> Chat:
    """A chat with an answer, a plan with a draft, a comparison, questions to choose from and an error."""
    page.goto(server.address + "/page")
    chat = Chat(page).open()
    for reply in (answers.advice(), answers.plan(), answers.comparison(), answers.did_you_mean()):
        server.answer = answers.always(reply)
        chat.ask("next")
    for summary in chat.log.locator("summary").all():
        summary.click()
    chat.log.get_by_role("button", name="Helpful", exact=True).first.click()
    server.faults = [Fault(500, "Not now.")]
    chat.say("fails")
    expect(chat.log.locator(".failed")).to_be_visible()
    return chat


def test_axe_finds_nothing_while_the_chat_is_closed(page: Page, server: StandIn):
    page.goto(server.address + "/page")
    expect(Chat(page).launcher).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_full_conversation(new_page: NewPage, server: StandIn, scheme: Any):
    page = new_page(color_scheme=scheme)
    chat = filled(page, server)
    assert violations(page) == []
    chat.panel.locator(".menu > summary").click()
    assert violations(page) == []


def test_axe_finds_nothing_on_a_phone(new_page: NewPage, server: StandIn):
    page = new_page(**MOBILE)
    filled(page, server)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_demo_page(new_page: NewPage, server: StandIn, scheme: Any):
    page = new_page(color_scheme=scheme)
    page.goto(server.address)
    expect(Chat(page).panel).to_be_visible()
    assert violations(page) == []


def test_everything_can_be_done_with_the_keyboard(page: Page, server: StandIn):
    page.goto(server.address + "/page")
    keyboard = page.keyboard
    keyboard.press("Tab")
    expect(Chat(page).launcher).to_be_focused()
    keyboard.press("Enter")
    chat = Chat(page)
    expect(chat.input).to_be_focused()
    keyboard.type("score?")
    keyboard.press("Enter")
    expect(chat.answers).to_have_count(1)
    expect(chat.input).to_be_focused()
    # Two thumbs and three choices stand before the input.
    for _ in range(5):
        keyboard.press("Shift+Tab")
    expect(chat.choices.first).to_be_focused()
    keyboard.press("Enter")
    expect(chat.answers).to_have_count(2)
    expect(chat.input).to_be_focused()
    chat.panel.locator(".menu > summary").focus()
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.press("Enter")
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(chat.notices).to_have_text("Your conversation is deleted.")
    expect(chat.input).to_be_focused()


def test_escape_closes_the_menu_first_and_then_the_chat_and_returns_the_focus(chat: Chat):
    summary = chat.panel.locator(".menu > summary")
    summary.click()
    chat.page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(chat.panel).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_escape_returns_the_focus_on_a_phone_too(new_page: NewPage, server: StandIn):
    page = new_page(**MOBILE)
    page.goto(server.address + "/page")
    chat = Chat(page).open()
    page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()


def test_a_chat_that_is_open_from_the_start_does_not_take_the_focus(page: Page, server: StandIn):
    page.goto(server.address)
    expect(Chat(page).panel).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_the_transcript_is_silent_and_the_answer_is_read_out_once_as_plain_text(chat: Chat):
    expect(chat.log).to_have_attribute("aria-live", "off")
    chat.ask("score?")
    aloud = chat.panel.get_by_role("status")
    expect(aloud).to_contain_text("No, not by itself: a contract that ends well")
    expect(aloud).to_contain_text("Yes, some of it.")
    expect(aloud).not_to_contain_text("support.upwork.com/a")
    expect(aloud.locator("span")).to_have_attribute("lang", "en")
    assert aloud.evaluate("node => node.children.length + node.firstChild.children.length") == 1


def test_a_history_is_not_read_out(chat: Chat):
    chat.ask("score?")
    chat.page.reload()
    expect(chat.answers).to_have_count(1)
    assert chat.panel.get_by_role("status").inner_text() == ""


def test_errors_and_what_is_done_are_read_out(chat: Chat, server: StandIn):
    server.faults = [Fault(429, "Please wait 40 seconds.")]
    chat.say("score?")
    expect(chat.panel.get_by_role("status")).to_have_text("Please wait 40 seconds.")
    chat.menu("Delete my conversation")
    expect(chat.panel.get_by_role("status")).to_have_text("Your conversation is deleted.")


def test_the_focus_can_be_seen(chat: Chat):
    chat.ask("score?")
    for target in (chat.panel.get_by_role("button", name="Close the chat"), chat.choices.first, chat.log):
        target.focus()
        chat.page.keyboard.press("Shift+Tab")
        chat.page.keyboard.press("Tab")
        expect(target).to_be_focused()
        assert style(target, "outline-style") == "solid"
        assert float(style(target, "outline-width").removesuffix("px")) >= 2


def test_nothing_to_press_is_smaller_than_24_pixels(page: Page, server: StandIn):
    chat = filled(page, server)
    chat.panel.locator(".menu > summary").click()
    found = chat.element.evaluate("""(chat) =>
      [...chat.shadowRoot.querySelectorAll("button, summary, input, textarea, .sources a")]
        .filter((node) => node.offsetParent && !node.hidden)
        .map((node) => [node.outerHTML.slice(0, 80), node.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 24 || height < 24).map(([html]) => html)""")
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(640, 400), (320, 256)])
def test_all_is_within_reach_at_200_and_at_400_percent(
    new_page: NewPage, server: StandIn, width: int, height: int
):
    # A window of 1280 by 800 and one of 1280 by 1024 have that many CSS pixels left.
    page = new_page(viewport={"width": width, "height": height})
    page.goto(server.address + "/page")
    chat = Chat(page).open()
    server.answer = lambda _: answers.comparison()
    chat.ask("both")
    chat.screenshot(f"zoomed_{width}")
    for target in (chat.input, chat.panel.get_by_role("button", name="Close the chat"), chat.log):
        place = box(target)
        assert place["x"] >= 0
        assert place["y"] >= 0
        assert place["x"] + place["width"] <= width
        assert place["y"] + place["height"] <= height
    assert box(chat.log)["height"] > 80
    assert chat.log.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_larger_text_in_the_browser_enlarges_the_chat(chat: Chat):
    before = float(style(chat.input, "font-size").removesuffix("px"))
    session = chat.page.context.new_cdp_session(chat.page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 24}})
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    assert float(style(chat.input, "font-size").removesuffix("px")) == pytest.approx(1.5 * before)


def test_nothing_moves(new_page: NewPage, server: StandIn):
    page = new_page(reduced_motion="reduce")
    page.goto(server.address + "/page")
    chat = Chat(page).open()
    assert style(chat.log, "scroll-behavior") == "auto"
    server.faults = [Fault(seconds=1)]
    chat.say("score?")
    expect(chat.typing).to_be_visible()
    assert style(chat.typing, "animation-name") == "none"


def test_colours_can_be_forced(new_page: NewPage, server: StandIn):
    page = new_page(forced_colors="active")
    page.goto(server.address + "/page")
    chat = Chat(page).open()
    chat.ask("score?")
    chat.screenshot("forced_colours")
    expect(chat.choices.first).to_be_visible()
