"""Talking with the chat, on a server that keeps the contract."""

from __future__ import annotations

import threading

from playwright.sync_api import Page, expect

from tests.widget import answers
from tests.widget.chat import Chat
from tests.widget.conftest import NewPage
from tests.widget.stand_in import Fault, StandIn


def test_an_answer_sets_its_verdict_and_its_warning_apart(chat: Chat):
    answer = chat.ask("will it hurt my score")
    expect(chat.said).to_have_text(["will it hurt my score"])
    expect(answer.locator(".verdict strong")).to_have_text("No, not by itself:")
    expect(answer.locator(".warning strong")).to_have_text("Careful, if it is fixed price:")
    expect(answer.locator(".points li")).to_have_count(2)
    chat.screenshot("answer")


def test_sources_are_folded_under_the_answer(chat: Chat):
    answer = chat.ask("score?")
    sources = answer.locator("details.sources")
    expect(sources.locator("a").first).to_be_hidden()
    sources.locator("summary").click()
    link = sources.get_by_role("link", name="What factors affect my Job Success Score?")
    expect(link).to_have_attribute("href", "https://support.upwork.com/a")
    expect(link).to_have_attribute("rel", "noreferrer")
    expect(sources).to_contain_text("Upwork help page, about 2025 or later")
    chat.screenshot("sources")


def test_the_bot_is_marked_as_english(chat: Chat):
    answer = chat.ask("score?")
    expect(answer.locator(".bubble")).to_have_attribute("lang", "en")
    expect(chat.log.locator(".choices")).to_have_attribute("lang", "en")


def test_a_choice_is_sent_by_its_id_and_shown_by_its_title(chat: Chat, server: StandIn):
    chat.ask("score?")
    chat.choices.nth(1).click()
    expect(chat.said).to_have_text(["score?", "No, nothing"])
    expect(chat.answers).to_have_count(2)
    assert server.received == [{"text": "score?"}, {"choice": "none"}]


def test_only_the_last_answer_has_choices(chat: Chat):
    chat.ask("one")
    chat.ask("two")
    expect(chat.choices).to_have_text(["Yes, some of it", "No, nothing", "Not sure"])


def test_did_you_mean_lists_the_questions_below_each_other(chat: Chat, server: StandIn):
    server.answer = lambda _: answers.did_you_mean()
    chat.ask("hm")
    first, second = chat.choices.all()
    assert first.bounding_box()["y"] + first.bounding_box()["height"] <= second.bounding_box()["y"]  # type: ignore[index]
    chat.screenshot("did_you_mean")


def test_somebody_types_while_the_reply_is_awaited(chat: Chat, server: StandIn):
    server.faults = [Fault(seconds=1.5)]
    chat.say("slow")
    expect(chat.typing).to_be_visible()
    expect(chat.typing).to_contain_text("Looking it up")
    chat.screenshot("typing")
    expect(chat.answers).to_have_count(1)
    expect(chat.typing).to_have_count(0)


def test_what_is_typed_while_a_reply_is_pending_stays_where_it_is_typed(chat: Chat, server: StandIn):
    server.faults = [Fault(seconds=1)]
    chat.say("one")
    chat.say("two")
    expect(chat.input).to_have_value("two")
    expect(chat.answers).to_have_count(1)
    expect(chat.typing).to_have_count(0)
    chat.input.press("Enter")
    expect(chat.answers).to_have_count(2)
    expect(chat.input).to_have_value("")
    assert [body["text"] for body in server.received] == ["one", "two"]


def test_what_a_page_asks_while_a_reply_is_pending_is_kept_to_be_sent(chat: Chat, server: StandIn):
    server.faults = [Fault(seconds=1)]
    chat.say("one")
    chat.call("ask", "two")
    expect(chat.input).to_have_value("two")
    expect(chat.answers).to_have_count(1)


def test_an_empty_message_is_not_sent(chat: Chat, server: StandIn):
    chat.say("   ")
    chat.say("real")
    expect(chat.answers).to_have_count(1)
    assert server.received == [{"text": "real"}]


def test_a_message_that_is_too_long_is_kept_and_said_to_be(chat: Chat, server: StandIn):
    chat.say("x" * 4010)
    expect(chat.panel).to_contain_text("10 characters too many.")
    expect(chat.input).to_have_attribute("aria-invalid", "true")
    chat.say("y" * 4000)
    expect(chat.answers).to_have_count(1)
    assert [len(body["text"]) for body in server.received] == [4000]


def test_shift_and_enter_begin_a_new_line(chat: Chat, server: StandIn):
    chat.input.fill("one")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("two")
    chat.input.press("Enter")
    expect(chat.answers).to_have_count(1)
    assert server.received == [{"text": "one\ntwo"}]


def test_an_answer_that_comes_while_the_chat_is_closed_is_counted(chat: Chat, server: StandIn):
    server.faults = [Fault(seconds=1)]
    chat.say("score?")
    chat.panel.get_by_role("button", name="Close the chat").click()
    expect(chat.launcher).to_have_accessible_name("Ask about your contract 1 new")
    chat.screenshot("unread")
    chat.launcher.click()
    expect(chat.answers).to_have_count(1)
    chat.panel.get_by_role("button", name="Close the chat").click()
    expect(chat.launcher).to_have_accessible_name("Ask about your contract")


def test_the_conversation_is_there_after_a_reload(chat: Chat):
    chat.ask("score?")
    chat.ask("and then?")
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    expect(chat.said).to_have_text(["score?", "and then?"])
    expect(chat.answers).to_have_count(2)
    expect(chat.choices).to_have_count(3)
    expect(chat.answers.first.locator(".verdict")).to_be_visible()


def test_a_choice_works_after_a_reload(chat: Chat, server: StandIn):
    chat.ask("score?")
    chat.page.reload()
    chat.choices.first.click()
    expect(chat.answers).to_have_count(2)
    assert server.received[-1] == {"choice": "yes"}


def test_the_token_is_neither_in_the_page_nor_in_an_address(chat: Chat, server: StandIn):
    addresses: list[str] = []
    chat.page.on("request", lambda request: addresses.append(request.url))
    chat.ask("score?")
    (token,) = server.conversations
    assert token not in chat.page.content()
    assert token not in chat.element.evaluate("chat => chat.shadowRoot.innerHTML")
    assert addresses
    assert not [address for address in addresses if token in address]
    assert chat.page.context.cookies() == []


def test_starting_over_deletes_the_conversation_first(chat: Chat, server: StandIn):
    chat.ask("score?")
    chat.menu("Start over")
    expect(chat.said).to_have_count(0)
    expect(chat.log).to_contain_text("What worries you about your contract?")
    assert server.conversations == {}
    chat.ask("new")
    chat.page.reload()
    expect(chat.said).to_have_text(["new"])


def test_nothing_is_deleted_without_being_asked_twice(chat: Chat, server: StandIn):
    chat.ask("score?")
    chat.panel.locator(".menu > summary").click()
    chat.panel.get_by_text("Delete my conversation").click()
    expect(chat.panel.get_by_role("button", name="Delete it for good?")).to_be_visible()
    chat.screenshot("confirm")
    chat.input.click()
    chat.panel.locator(".menu > summary").click()
    expect(chat.panel.get_by_role("button", name="Delete it for good?")).to_have_count(0)
    assert len(server.conversations) == 1


def test_a_deleted_conversation_is_gone_everywhere(chat: Chat, server: StandIn):
    chat.ask("score?")
    chat.menu("Delete my conversation")
    expect(chat.notices).to_have_text("Your conversation is deleted.")
    assert server.conversations == {}
    chat.page.reload()
    expect(chat.panel).to_be_visible()
    expect(chat.said).to_have_count(0)


def test_a_deletion_that_fails_is_told_and_loses_nothing(chat: Chat, server: StandIn):
    chat.ask("score?")
    server.erase_status = 503
    chat.menu("Delete my conversation")
    expect(chat.notices).to_have_text("That did not work. Please try again.")
    expect(chat.said).to_have_count(1)
    server.erase_status = 204
    chat.menu("Delete my conversation")
    expect(chat.notices).to_have_text("Your conversation is deleted.")


def test_deleting_during_a_reply_drops_the_reply(chat: Chat, server: StandIn):
    server.faults = [Fault(seconds=1)]
    chat.say("slow")
    expect(chat.typing).to_be_visible()
    chat.menu("Delete my conversation")
    expect(chat.notices).to_have_text("Your conversation is deleted.")
    chat.ask("new")
    expect(chat.said).to_have_text(["new"])


def test_a_thumb_is_stored_with_the_number_of_the_answer(chat: Chat, server: StandIn):
    chat.ask("one")
    chat.ask("two")
    thumb = chat.log.get_by_role("button", name="Helpful", exact=True).last
    thumb.click()
    expect(thumb).to_have_attribute("aria-pressed", "true")
    expect(chat.log.locator(".rating").last).to_contain_text("Thank you.")
    assert server.ratings == [{"message": 1, "rating": "up"}]


def test_a_word_can_go_with_the_thumb(chat: Chat, server: StandIn):
    chat.ask("one")
    chat.log.get_by_role("button", name="Not helpful").click()
    chat.log.get_by_role("textbox", name="Add a word").fill("too vague")
    chat.screenshot("feedback")
    chat.page.keyboard.press("Enter")
    expect(chat.log.locator(".rating form")).to_be_hidden()
    assert server.ratings[-1] == {"message": 0, "rating": "down", "comment": "too vague"}


def test_numbers_of_answers_go_on_after_a_reload(chat: Chat, server: StandIn):
    chat.ask("one")
    chat.page.reload()
    chat.ask("two")
    chat.log.get_by_role("button", name="Helpful", exact=True).last.click()
    expect(chat.log.locator(".rating").last).to_contain_text("Thank you.")
    assert server.ratings == [{"message": 1, "rating": "up"}]


def test_a_rating_that_is_not_stored_is_told(chat: Chat, server: StandIn):
    server.rates = False
    chat.ask("one")
    chat.log.get_by_role("button", name="Helpful", exact=True).click()
    expect(chat.log.locator(".rating")).to_contain_text("That did not work.")


def test_small_talk_is_not_rated(chat: Chat, server: StandIn):
    server.answer = lambda _: answers.reply("Hello.", "smalltalk")
    chat.ask("hi")
    expect(chat.log.locator(".rating")).to_have_count(0)


def test_the_bot_may_answer_with_two_texts(chat: Chat, server: StandIn):
    two = {
        "messages": [{"text": "For proposals look elsewhere."}, {"text": answers.SCORE}],
        "report": answers.report(),
    }
    server.answer = lambda _: two
    answer = chat.ask("both")
    expect(answer.locator("p").first).to_have_text("For proposals look elsewhere.")
    expect(answer.locator(".verdict")).to_have_count(1)


def test_an_apology_of_the_bot_can_be_answered_by_trying_again(chat: Chat, server: StandIn):
    server.answer = lambda _: answers.reply("Something went wrong on my side.", "error")
    chat.ask("score?")
    server.answer = lambda _: answers.advice()
    chat.log.get_by_role("button", name="Try again").click()
    expect(chat.answers).to_have_count(2)
    assert server.received == [{"text": "score?"}] * 2
    assert len(set(server.keys)) == 2


def test_the_page_hears_of_opening_answers_and_closing_but_not_what_was_said(page: Page, server: StandIn):
    page.goto(server.address + "/page")
    page.evaluate("""() => { window.heard = []; for (const name of ["open", "answer", "close"])
      document.addEventListener(`clean-exit-${name}`, (event) => heard.push([name, event.detail])); }""")
    chat = Chat(page)
    chat.call("ask", "score?")
    expect(chat.answers).to_have_count(1)
    chat.call("close")
    assert page.evaluate("heard") == [["open", None], ["answer", {"kind": "advice"}], ["close", None]]


def test_two_tabs_hold_two_conversations(new_page: NewPage, server: StandIn):
    first = new_page()
    second = new_page(first.context)
    for page in (first, second):
        page.goto(server.address + "/page")
    one, two = Chat(first).open(), Chat(second).open()
    one.ask("from one")
    two.ask("from two")
    expect(one.said).to_have_text(["from one"])
    expect(two.said).to_have_text(["from two"])
    assert len(server.conversations) == 2


def test_no_lock_is_left_when_the_server_answers_late(chat: Chat, server: StandIn):
    release = threading.Event()

    def late(_: str) -> dict[str, object]:
        release.wait(5)
        return answers.reply("Late.", "smalltalk")

    server.answer = late
    chat.say("one")
    expect(chat.typing).to_be_visible()
    release.set()
    expect(chat.answers).to_have_text(["Clean ExitLate."])
    chat.ask("two")
