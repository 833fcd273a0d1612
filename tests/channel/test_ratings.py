"""What people think of an answer is kept with the conversation, and goes with it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest
import requests

from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant


def rate(browser: Browser, **rating: Any) -> requests.Response:
    return browser.call("POST", "/webhooks/web/feedback", json=rating)


def kept(assistant: Assistant) -> list[dict[str, Any]]:
    database = sqlite3.connect(assistant.folder / "conversations.db")
    rows = database.execute("select json_extract(data, '$.metadata.rating') from events")
    ratings = [json.loads(value) for (value,) in rows if value is not None]
    database.close()
    return ratings


def test_a_thumb_and_a_word_are_kept(browser: Browser, assistant: Assistant):
    browser.ask("Can I end my contract?")
    assert rate(browser, message=0, rating="up").status_code == 204
    assert rate(browser, message=0, rating="down", comment=" too vague ").status_code == 204
    assert kept(assistant)[-2:] == [
        {"message": 0, "rating": "up", "comment": ""},
        {"message": 0, "rating": "down", "comment": "too vague"},
    ]


def test_a_rating_changes_nothing_in_the_conversation(browser: Browser):
    browser.ask("as a client, can I end an hourly contract?")
    before = browser.history()
    rate(browser, message=0, rating="up")
    assert browser.history() == before
    assert browser.ask("and my feedback?")["report"]["situation"]["contract_type"] == "hourly"
    assert len(browser.history()) == 4


def test_a_rating_is_erased_with_the_conversation(browser: Browser, assistant: Assistant):
    before = kept(assistant)
    browser.ask("hello")
    rate(browser, message=0, rating="down", comment="rude")
    browser.end()
    assert kept(assistant) == before


def test_an_answer_that_is_not_there_cannot_be_rated(browser: Browser):
    browser.ask("hello")
    assert error(rate(browser, message=1, rating="up"), 404) == "unknown_answer"


@pytest.mark.parametrize(
    ("rating", "code"),
    [
        ({"message": 0}, "wrong_fields"),
        ({"message": 0, "rating": "up", "sender": "x"}, "wrong_fields"),
        ({"message": 0, "rating": "sideways"}, "invalid_rating"),
        ({"message": 0, "rating": ["up"]}, "invalid_rating"),
        ({"message": -1, "rating": "up"}, "invalid_rating"),
        ({"message": True, "rating": "up"}, "invalid_rating"),
        ({"message": 0.5, "rating": "up"}, "invalid_rating"),
        ({"message": "0", "rating": "up"}, "invalid_rating"),
        ({"message": 0, "rating": "up", "comment": 5}, "invalid_rating"),
        ({"message": 0, "rating": "up", "comment": "x" * 501}, "invalid_rating"),
        ({"message": 0, "rating": "up", "comment": "a\0b"}, "invalid_characters"),
    ],
)
def test_an_odd_rating_is_refused(rating: dict[str, Any], code: str, browser: Browser):
    browser.ask("hello")
    assert error(rate(browser, **rating), 400) == code


def test_nobody_rates_without_a_session(assistant: Assistant):
    assert error(rate(Browser(assistant.address), message=0, rating="up"), 401) == "no_token"
