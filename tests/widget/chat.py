"""The chat as a person sees it on a page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"


class Chat:
    """The widget on an open page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("clean-exit-chat")
        self.launcher = page.locator(".launcher")
        self.panel = page.locator("dialog")
        self.log = page.get_by_role("log")
        self.input = self.panel.locator("textarea")
        self.answers = self.log.locator(".bot")
        self.said = self.log.locator(".person .bubble")
        self.choices = self.log.locator(".choices button")
        self.notices = self.log.locator(".notice")
        self.typing = self.log.locator(".typing")

    def open(self) -> Chat:
        self.launcher.click()
        expect(self.panel).to_be_visible()
        return self

    def say(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def ask(self, text: str) -> Locator:
        """Say something, wait for the answer and return it."""
        before = self.answers.count()
        self.say(text)
        expect(self.answers).to_have_count(before + 1)
        expect(self.typing).to_have_count(0)
        return self.answers.last

    def menu(self, item: str) -> None:
        """Choose an item of the menu, and confirm it."""
        self.panel.locator(".menu > summary").click()
        entry = self.panel.locator(".menu details").filter(has_text=item)
        entry.locator("summary").click()
        entry.get_by_role("button", name="Delete it for good?").click()

    def call(self, method: str, *arguments: str) -> None:
        self.element.evaluate("(chat, [method, args]) => chat[method](...args)", [method, list(arguments)])

    def screenshot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


def style(locator: Locator, name: str) -> str:
    """Return a computed style of an element."""
    return str(locator.evaluate("(node, name) => getComputedStyle(node).getPropertyValue(name)", name))


def box(locator: Locator) -> dict[str, float]:
    """Return where an element is on the screen."""
    found = locator.bounding_box()
    assert found is not None
    return {"x": found["x"], "y": found["y"], "width": found["width"], "height": found["height"]}


def run(page: Page, module: str, code: str, argument: Any = None) -> Any:
    """Run a function in the page with the names that a module of the widget exports, as `m`."""
    return page.evaluate(
        f"async (a) => {{ const m = await import('/widget/{module}'); return ({code})(a, m); }}", argument
    )
