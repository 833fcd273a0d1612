"""The chat on its demo page, with the assistant itself behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.channel.servers import STORE, Assistant
from tests.widget.chat import Chat
from tests.widget.conftest import NewPage

MANY = 1_000_000


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant with the widget of the project and a store of its own."""
    folder = tmp_path_factory.mktemp("assistant-with-widget")
    settings = {
        "messages_per_minute": MANY,
        "messages_per_minute_per_address": MANY,
        "sessions_per_hour_per_address": MANY,
        "secret_file": str(folder / "secret"),
    }
    store = {"type": STORE, "dialect": "sqlite", "db": str(folder / "conversations.db")}
    running = Assistant(folder, settings, store)
    running.start()
    running.actions.wait_until_ready()
    running.rasa.wait_until_ready()
    yield running
    running.stop()


@pytest.fixture
def chat(page: Page, assistant: Assistant) -> Chat:
    """The chat on the demo page."""
    page.goto(assistant.address)
    shown = Chat(page)
    expect(shown.panel).to_be_visible()
    return shown


def test_an_example_of_the_page_is_answered_with_verdict_warning_and_sources(chat: Chat):
    chat.page.locator(".questions button").nth(2).click()
    expect(chat.answers).to_have_count(1)
    answer = chat.answers.first
    expect(answer.locator(".verdict, .warning").first).to_be_visible()
    expect(answer.locator("details.sources")).to_have_count(1)
    chat.screenshot("real_escrow")
    answer.locator("details.sources summary").click()
    assert answer.locator("details.sources a").first.get_attribute("href").startswith("https://")  # type: ignore[union-attr]


@pytest.mark.parametrize("number", [0, 1])
def test_the_other_examples_are_answered_too(chat: Chat, number: int):
    chat.page.locator(".questions button").nth(number).click()
    expect(chat.answers.first.locator(".verdict")).to_be_visible()
    chat.screenshot(f"real_example_{number}")


def test_a_choice_goes_on_with_the_conversation_and_a_reload_shows_it_all(chat: Chat):
    chat.ask("Can I end my contract?")
    title = chat.choices.first.inner_text()
    chat.choices.first.click()
    expect(chat.answers).to_have_count(2)
    expect(chat.said).to_have_text(["Can I end my contract?", title])
    before = [answer.inner_text() for answer in chat.answers.all()]
    chat.page.reload()
    expect(chat.said).to_have_text(["Can I end my contract?", title])
    assert [answer.inner_text() for answer in chat.answers.all()] == before
    if chat.choices.count():
        chat.choices.first.click()
        expect(chat.answers).to_have_count(3)


def test_says_who_lists_the_sources_unfolded(chat: Chat):
    chat.ask("will ending my hourly contract hurt my job success score")
    answer = chat.ask("says who?")
    expect(answer.locator("details.sources a").first).to_be_visible()


def test_the_ways_out_are_drawn_as_a_table_and_not_told_twice(chat: Chat):
    answer = chat.ask("show me the options side by side, it is hourly")
    table = answer.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["End it", "Ask to pause", "Leave it open"])
    expect(table.get_by_role("rowheader")).to_have_count(6)
    expect(answer.get_by_text("Leave it open")).to_have_count(1)
    assert "---+---" not in answer.inner_text()
    chat.screenshot("real_comparison")


def test_what_is_unclear_is_offered_as_questions(chat: Chat):
    chat.ask("contract??")
    expect(chat.choices.first).to_be_visible()
    chat.screenshot("real_unclear")
    chat.choices.first.click()
    expect(chat.answers).to_have_count(2)


def test_several_questions_are_answered_apart(chat: Chat):
    answer = chat.ask("Can I end it, will my score drop, and can the client still leave feedback?")
    assert answer.locator(".verdict").count() >= 2
    chat.screenshot("real_several")


def test_a_slash_at_the_start_is_text(chat: Chat):
    chat.ask("/restart")
    expect(chat.said).to_have_text(["/restart"])


def test_a_rating_is_stored(chat: Chat):
    chat.ask("Can I pause my contract?")
    chat.log.get_by_role("button", name="Helpful", exact=True).click()
    expect(chat.log.locator(".rating")).to_contain_text("Thank you.")


def test_a_deleted_conversation_is_not_remembered(chat: Chat):
    chat.ask("I am the client. Can I end my contract?")
    chat.menu("Delete my conversation")
    expect(chat.notices).to_have_text("Your conversation is deleted.")
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    expect(chat.said).to_have_count(0)
    chat.ask("says who?")


def test_two_tabs_keep_their_facts_apart(new_page: NewPage, assistant: Assistant):
    first = new_page()
    second = new_page(first.context)
    chats = []
    for page in (first, second):
        page.goto(assistant.address)
        chats.append(Chat(page))
        expect(chats[-1].panel).to_be_visible()
    chats[0].ask("I am the client. Can I end my contract?")
    chats[1].ask("Can I end my contract?")
    expect(chats[1].choices.filter(has_text="I am the client")).to_have_count(1)


def test_a_reload_in_mid_turn_shows_the_answer_once(chat: Chat, assistant: Assistant):
    chat.ask("Can I end my contract?")
    assistant.gate.shut()
    chat.say("and my score?")
    expect(chat.typing).to_be_visible()
    chat.page.reload()
    assistant.gate.open()
    expect(chat.answers).to_have_count(2)
    expect(chat.said).to_have_text(["Can I end my contract?", "and my score?"])


def test_the_conversation_goes_on_when_the_server_comes_back(chat: Chat, assistant: Assistant):
    chat.ask("I am a freelancer. Can I end my contract?")
    assistant.rasa.stop()
    chat.say("and my score?")
    expect(chat.log.locator(".failed")).to_be_visible(timeout=15_000)
    assistant.rasa.start()
    assistant.rasa.wait_until_ready()
    chat.log.get_by_role("button", name="Try again").click()
    expect(chat.answers).to_have_count(2, timeout=15_000)
    chat.page.reload()
    expect(chat.said).to_have_text(["I am a freelancer. Can I end my contract?", "and my score?"])
