"""Whatever is typed gets a short clear reply, and the next turn goes on where the conversation was."""

from __future__ import annotations

import pytest

from tests.conversations.assistant import Conversation

BAD_INPUT = {
    "empty": ("", "empty"),
    "spaces": ("    \t ", "empty"),
    "20,000 characters": ("can i end it " * 1600, "longer than I can read"),
    "one word of 20,000 letters": ("x" * 20_000, "longer than I can read"),
    "emoji only": ("😀😱🙏", "only read words"),
    "half an emoji": ("\ud83d", "only read words"),
    "null bytes": ("\0\0\0", "empty"),
    "Spanish": ("¿puedo terminar el contrato con mi cliente si no me paga?", "only read English"),
    "Russian": ("можно ли закрыть контракт", "only read English"),
    "HTML": ("<img src=x onerror=alert(1)>", "ending"),
    "an unknown command": ('/open_door{"a":1}', "ending"),
    "a broken payload": ('/inform{"role":', "ending|feedback"),
    "a payload of the wrong shape": ('/inform{"role": {"a": [1]}}', "permission|ending|end"),
}


@pytest.mark.parametrize(("text", "expected"), BAD_INPUT.values(), ids=BAD_INPUT)
def test_bad_input_gets_a_short_reply_and_nothing_is_lost(
    text: str, expected: str, conversation: Conversation
):
    conversation.ask("my client ended my hourly contract, can i still leave feedback")
    said, _ = conversation.ask(text)
    assert any(word in said for word in expected.split("|"))
    assert "Traceback" not in said
    assert text == "" or text[:50].strip("\0 \t") == "" or text[:50] not in said
    _, following = conversation.ask("and my score?")
    assert [question["topic"] for question in following["questions"]] == ["job_success_score"]
    assert following["situation"]["contract_type"] == "hourly"


def test_null_bytes_inside_a_question_do_not_hide_it(conversation: Conversation):
    _, report = conversation.ask("can i end\0 my contract?\0")
    assert report["questions"][0]["option"] == "end"


def test_restart_forgets_the_situation_and_says_so(conversation: Conversation):
    conversation.ask("as a client, can I end an hourly contract?")
    said, _ = conversation.ask("/restart")
    assert "afresh" in said
    _, report = conversation.ask("Can I end my contract?")
    assert "contract_type" not in report["situation"]


def test_a_slot_cannot_be_filled_with_a_value_that_no_fact_has(conversation: Conversation):
    conversation.ask("Can I end my contract?")
    _, report = conversation.ask('/inform{"role": "admin", "contract_type": "hourly"}')
    assert report["situation"].get("role") is None
    assert report["situation"]["contract_type"] == "hourly"
