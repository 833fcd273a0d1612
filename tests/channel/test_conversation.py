"""A conversation over the web channel, as a person has it."""

from __future__ import annotations

import pytest

from tests.channel.browser import Browser, buttons, error
from tests.channel.servers import Assistant

COMMANDS = [
    '/inform{"role": "client"}',
    '   /inform{"role": "client"}',
    '\n\t/ / //inform{"role": "client"}',
    "/restart",
    " /restart",
    "/session_start",
    "/back",
    "/nlu_fallback",
    "/EXTERNAL_paid",
    "/ask_end_feedback",
    "/ask_end_feedback@0.9",
    "/",
    "///",
]
QUESTION = "Can I end my contract?"


def test_a_session_is_opened_with_a_token_and_its_lifetime(assistant: Assistant):
    response = Browser(assistant.address).call("POST", "/webhooks/web/sessions")
    assert response.status_code == 201
    assert set(response.json()) == {"token", "expires_in"}
    assert response.json()["expires_in"] == 168 * 3600


def test_no_two_sessions_share_a_token(assistant: Assistant):
    tokens = {Browser(assistant.address).open().token for _ in range(5)}
    assert len(tokens) == 5


def test_an_answer_has_texts_choices_and_the_turn_report(browser: Browser):
    answer = browser.ask(QUESTION)
    assert set(answer) == {"messages", "report"}
    assert all(set(message) == {"text", "buttons"} for message in answer["messages"])
    assert answer["messages"][0]["text"].startswith("Yes.")
    assert answer["report"]["kind"] == "advice"
    assert "I am the client" in buttons(answer)


def test_paragraphs_are_set_apart_by_an_empty_line(browser: Browser):
    text = browser.ask(QUESTION)["messages"][0]["text"]
    assert "\n\n" in text
    assert "\n \n" not in text


def test_a_choice_carries_its_fact(browser: Browser):
    offered = buttons(browser.ask(QUESTION))
    assert browser.choose(offered["I am the client"])["report"]["situation"]["role"] == "client"


def test_a_choice_offered_earlier_can_still_be_made(browser: Browser):
    offered = buttons(browser.ask(QUESTION))
    browser.ask("and my score?")
    assert browser.choose(offered["I am the client"])["report"]["situation"]["role"] == "client"


def test_the_report_on_a_choice_names_its_title_and_no_payload(browser: Browser):
    offered = buttons(browser.ask("hello"))
    title = next(iter(offered))
    report = browser.choose(offered[title])["report"]
    assert [question["text"] for question in report["questions"]] == [title]


def test_a_made_up_choice_is_unknown(browser: Browser):
    browser.ask(QUESTION)
    assert error(browser.send({"choice": "A" * 24}), 404) == "unknown_choice"


@pytest.mark.parametrize("payload", ['/inform{"role": "client"}', "/not_sure", "/ask_more"])
def test_a_payload_is_no_choice(payload: str, browser: Browser):
    browser.ask(QUESTION)
    assert error(browser.send({"choice": payload}), 404) == "unknown_choice"


def test_a_choice_of_another_conversation_is_unknown(browser: Browser, assistant: Assistant):
    other = Browser(assistant.address).open()
    foreign = buttons(other.ask(QUESTION))["I am the client"]
    own = buttons(browser.ask(QUESTION))["I am the client"]
    assert own != foreign
    assert error(browser.send({"choice": foreign}), 404) == "unknown_choice"


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_typed_is_never_a_command(command: str, browser: Browser):
    browser.ask("as a freelancer, can I end my hourly contract?")
    report = browser.ask(command)["report"]
    assert report["situation"].get("contract_type") == "hourly"
    assert report["situation"].get("role") != "client"
    assert [one["topic"] for one in report["questions"]] != ["feedback"] or "feedback" in command
    assert browser.ask("and my score?")["report"]["situation"]["contract_type"] == "hourly"


def test_a_typed_command_stays_in_the_history_as_it_was_typed(browser: Browser):
    browser.ask(' /inform{"role": "client"}')
    assert browser.history()[0] == {"from": "user", "text": '/inform{"role": "client"}'}


def test_the_history_has_the_words_of_both_sides_and_no_payload(browser: Browser):
    first = browser.ask(QUESTION)
    title, choice = next(iter(buttons(first).items()))
    second = browser.choose(choice)
    history = browser.history()
    assert [one["text"] for one in history] == [
        QUESTION,
        *(message["text"] for message in first["messages"]),
        title,
        *(message["text"] for message in second["messages"]),
    ]
    assert [one["from"] for one in history] == ["user", "bot", "user", "bot"]
    assert history[1] == {"from": "bot", **first["messages"][0], "report": first["report"]}
    assert "/inform" not in str(history)


def test_a_new_session_has_no_history(browser: Browser):
    assert browser.history() == []


def test_a_choice_from_the_history_can_be_made(browser: Browser):
    browser.ask(QUESTION)
    offered = {one["title"]: one["choice"] for one in browser.history()[1]["buttons"]}
    assert browser.choose(offered["I am the client"])["report"]["situation"]["role"] == "client"


def test_two_conversations_know_nothing_of_each_other(browser: Browser, assistant: Assistant):
    browser.ask("as a client, can I end an hourly contract?")
    other = Browser(assistant.address).open()
    assert other.ask(QUESTION)["report"]["situation"] == {"actor": "me"}
    assert [one["text"] for one in other.history() if one["from"] == "user"] == [QUESTION]


def test_markup_comes_back_as_the_text_it_was(browser: Browser):
    text = "<img src=x onerror=alert(1)> can i end it?"
    browser.ask(text)
    assert browser.history()[0]["text"] == text


def test_a_long_story_is_kept_in_whole(browser: Browser):
    story = "We agreed on a logo. " * 180 + "Will ending my contract hurt my score?"
    browser.ask(story)
    assert browser.history()[0]["text"] == story
