"""What goes wrong on the way, and what the person sees of it."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.widget import answers
from tests.widget.chat import Chat, run
from tests.widget.conftest import NewPage
from tests.widget.stand_in import Fault, StandIn

BLOCK_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });"""


@pytest.mark.parametrize(
    ("status", "wait", "tries", "seconds"),
    [
        (0, 0, 0, 1),
        (0, 0, 2, None),
        (409, 0, 3, 8),
        (409, 3, 0, 3),
        (409, 0, 4, None),
        (503, 5, 0, 5),
        (503, 60, 0, None),
        (503, 0, 2, None),
        (429, 1, 0, None),
        (400, 0, 0, None),
        (413, 0, 0, None),
    ],
)
def test_only_what_may_pass_is_tried_again_unasked(
    blank: Page, status: int, wait: int, tries: int, seconds: int | None
):
    code = "([status, wait, tries], m) => m.waitBefore({ status, wait }, tries)"
    assert run(blank, "transport.js", code, [status, wait, tries]) == seconds


def test_a_connection_that_breaks_is_tried_again_without_a_second_answer(chat: Chat, server: StandIn):
    server.faults = [Fault(cut=True)]
    chat.ask("score?")
    assert len(server.keys) == 2
    assert len(set(server.keys)) == 1
    (said,) = server.conversations.values()
    assert [message["from"] for message in said.messages] == ["user", "bot"]


def test_a_server_that_is_busy_is_asked_again(chat: Chat, server: StandIn):
    server.faults = [Fault(503, "Not now.", retry_after=1)]
    chat.ask("score?")
    assert len(set(server.keys)) == 1


def test_after_some_tries_the_person_decides_and_nothing_is_lost(chat: Chat, server: StandIn):
    server.faults = [Fault(503, "The assistant is being mended.", retry_after=90)]
    chat.say("score?")
    failed = chat.log.locator(".failed")
    expect(failed).to_contain_text("The assistant is being mended.")
    expect(failed.locator("p")).to_have_attribute("lang", "en")
    chat.screenshot("error")
    failed.get_by_role("button", name="Try again").click()
    expect(chat.answers).to_have_count(1)
    expect(failed).to_have_count(0)
    assert len(set(server.keys)) == 1
    expect(chat.said).to_have_text(["score?"])


def test_whoever_writes_too_much_is_told_to_wait(chat: Chat, server: StandIn):
    server.faults = [Fault(429, "That was a lot at once. Please wait 40 seconds.", retry_after=40)]
    chat.say("score?")
    expect(chat.log.locator(".failed")).to_contain_text("Please wait 40 seconds.")
    assert len(server.received) == 1


def test_writing_on_after_a_failure_sends_what_failed_first(chat: Chat, server: StandIn):
    server.faults = [Fault(500)]
    chat.say("one")
    expect(chat.log.locator(".failed")).to_contain_text("That did not work.")
    chat.say("two")
    expect(chat.answers).to_have_count(1)
    expect(chat.log.locator(".failed")).to_have_count(0)
    expect(chat.typing).to_have_count(0)
    chat.input.press("Enter")
    expect(chat.answers).to_have_count(2)
    assert [body["text"] for body in server.received] == ["one", "one", "two"]


@pytest.mark.parametrize("status", [400, 404, 413])
def test_what_the_server_will_never_take_does_not_stand_in_the_way(chat: Chat, server: StandIn, status: int):
    server.faults = [Fault(status, "That is more than one message can hold.")]
    chat.say("one")
    expect(chat.notices).to_have_text("That is more than one message can hold.")
    expect(chat.said).to_have_text(["one"])
    chat.ask("two")
    assert [body["text"] for body in server.received] == ["one", "two"]


def test_a_server_that_is_away_is_waited_for_and_then_told_of(page: Page, server: StandIn):
    page.goto(server.address + "/page")
    page.route("**/webhooks/**", lambda route: route.abort())
    chat = Chat(page).open()
    chat.say("score?")
    expect(chat.log.locator(".failed")).to_contain_text("That did not work.")
    page.unroute("**/webhooks/**")
    chat.log.get_by_role("button", name="Try again").click()
    expect(chat.answers).to_have_count(1)


def test_what_is_written_offline_is_sent_later(chat: Chat, server: StandIn):
    context = chat.page.context
    context.set_offline(True)
    expect(chat.panel.locator(".offline")).to_contain_text("You are offline.")
    chat.say("score?")
    expect(chat.said).to_have_text(["score?"])
    chat.screenshot("offline")
    assert server.received == []
    context.set_offline(False)
    expect(chat.answers).to_have_count(1)
    expect(chat.panel.locator(".offline")).to_be_hidden()


def test_a_reload_in_mid_turn_shows_the_answer_once(chat: Chat, server: StandIn):
    server.faults = [Fault(seconds=1)]
    with chat.page.expect_request("**/messages"):
        chat.say("score?")
    expect(chat.typing).to_be_visible()
    chat.page.reload()
    expect(chat.answers).to_have_count(1)
    expect(chat.said).to_have_text(["score?"])
    (said,) = server.conversations.values()
    assert len(said.messages) == 2
    assert len(set(server.keys)) == 1


def test_a_reload_before_the_first_token_loses_nothing(chat: Chat, server: StandIn):
    chat.page.route("**/sessions", lambda route: None)
    chat.say("score?")
    expect(chat.typing).to_be_visible()
    chat.page.unroute("**/sessions")
    chat.page.reload()
    expect(chat.said).to_have_text(["score?"])
    expect(chat.answers).to_have_count(1)


def test_what_is_typed_while_a_conversation_is_restored_is_not_lost(chat: Chat, server: StandIn):
    chat.ask("one")

    def late(route: Route) -> None:
        chat.page.wait_for_timeout(600)
        route.continue_()

    chat.page.route("**/messages", late)
    chat.page.reload()
    chat.say("two")
    expect(chat.input).to_have_value("two")
    expect(chat.said).to_have_text(["one"])
    chat.input.press("Enter")
    expect(chat.answers).to_have_count(2)


def test_a_conversation_the_server_has_forgotten_is_said_to_have_ended(chat: Chat, server: StandIn):
    chat.ask("score?")
    server.conversations.clear()
    chat.ask("and then?")
    expect(chat.notices).to_have_text("The earlier conversation has ended. This is a new one.")
    assert len(server.conversations) == 1
    (said,) = server.conversations.values()
    assert said.messages[0]["text"] == "and then?"


def test_a_choice_of_a_forgotten_conversation_is_said_in_words(chat: Chat, server: StandIn):
    chat.ask("score?")
    server.conversations.clear()
    chat.choices.first.click()
    expect(chat.answers).to_have_count(2)
    assert server.received[-1] == {"text": "Yes, some of it"}


def test_a_reload_after_the_server_forgot_says_so(chat: Chat, server: StandIn):
    chat.ask("score?")
    server.conversations.clear()
    chat.page.reload()
    expect(chat.notices).to_have_text("The earlier conversation has ended. This is a new one.")
    chat.ask("new")


def test_a_history_that_cannot_be_had_can_be_tried_again(chat: Chat, server: StandIn):
    chat.ask("score?")
    server.history_status = 500
    chat.page.reload()
    expect(chat.notices).to_contain_text("Earlier messages could not be loaded.")
    server.history_status = 200
    chat.log.get_by_role("button", name="Try again").click()
    expect(chat.said).to_have_text(["score?"])
    expect(chat.notices).to_have_count(0)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"messages": 1}'])
def test_an_answer_that_makes_no_sense_is_admitted(chat: Chat, server: StandIn, body: bytes):
    server.faults = [Fault(body=body)] * 3
    chat.say("score?")
    expect(chat.notices).to_have_text(re.compile("could not be shown|did not work"))
    server.faults = []
    chat.say("and now?")
    expect(chat.typing).to_have_count(0)
    expect(chat.answers.last).to_contain_text("No, not by itself")


def test_a_plan_that_cannot_be_read_leaves_its_text(chat: Chat, server: StandIn):
    server.answer = lambda _: answers.reply("The text is here.", "plan", plan={"steps": 5})
    answer = chat.ask("plan")
    expect(answer).to_contain_text("The text is here.")
    expect(chat.notices).to_have_text("Part of this answer could not be shown.")


def test_an_unknown_entry_of_the_history_is_admitted(chat: Chat, server: StandIn):
    chat.ask("score?")
    (said,) = server.conversations.values()
    said.messages.append({"from": "somebody", "text": "?"})
    chat.page.reload()
    expect(chat.notices).to_contain_text("Earlier messages could not be loaded.")


def test_it_works_where_the_browser_forbids_storage(page: Page, server: StandIn):
    page.add_init_script(BLOCK_STORAGE)
    page.goto(server.address + "/page")
    chat = Chat(page).open()
    chat.ask("one")
    chat.ask("two")
    assert len(server.conversations) == 1


def test_what_lies_broken_in_the_storage_does_no_harm(page: Page, server: StandIn):
    page.add_init_script("sessionStorage.setItem('clean-exit', '{broken')")
    page.goto(server.address + "/page")
    Chat(page).open().ask("one")


def test_it_works_in_a_page_that_is_no_secure_context(new_page: NewPage, server: StandIn):
    page = new_page()
    page.goto(f"http://elsewhere.test:{server.port}/page")
    assert page.evaluate("[isSecureContext, typeof crypto.randomUUID]") == [False, "undefined"]
    Chat(page).open().ask("score?")
    assert re.fullmatch(r"\d+(-\d+){3}", server.keys[0])


def test_a_slow_network_only_takes_longer(new_page: NewPage, server: StandIn):
    page = new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": 400, "downloadThroughput": 30_000, "uploadThroughput": 30_000}
    session.send("Network.emulateNetworkConditions", slow)
    page.goto(server.address + "/page")
    chat = Chat(page).open()
    chat.say("score?")
    expect(chat.typing).to_be_visible()
    expect(chat.answers).to_have_count(1)


def test_the_cause_of_an_error_is_kept_for_developers(chat: Chat, server: StandIn):
    told: list[str] = []
    chat.page.on("console", lambda message: told.append(message.text))
    server.faults = [Fault(body=json.dumps({"messages": [{"text": 1}]}).encode())]
    chat.say("score?")
    expect(chat.notices).to_have_count(1)
    assert any("text is no string" in text for text in told)
