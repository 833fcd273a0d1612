"""From what the server sends to data to show."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Error, Page

from tests.widget import answers
from tests.widget.chat import run


def read(page: Page, body: Any) -> dict[str, Any]:
    return dict(run(page, "normalise.js", "(body, m) => ({...m.readReply(body), fault: undefined})", body))


def blocks(page: Page, text: str, kind: str = "advice", questions: int = 1) -> list[dict[str, Any]]:
    report = answers.report(kind, questions=[{}] * questions)
    return list(read(page, {"messages": [{"text": text}], "report": report})["blocks"])


def plain(runs: list[dict[str, str]]) -> str:
    return "".join(run["text"] for run in runs)


def test_an_answer_is_taken_apart_into_verdict_warning_points_sources_and_question(blank: Page):
    found = blocks(blank, answers.SCORE)
    assert [one["type"] for one in found] == ["verdict", "warning", "points", "sources", "paragraph"]
    verdict, warning, points, sources, question = found
    assert verdict["lead"] == "No, not by itself:"
    assert plain(verdict["runs"]) == " a contract that ends well does not lower the score."
    assert warning["lead"] == "Careful, if it is fixed price:"
    assert [item["lead"] for item in points["items"]] == ["If nothing was ever paid:", ""]
    assert sources["asked"] is False
    assert plain(question["runs"]) == "Have you been paid on this contract?"


def test_a_source_keeps_brackets_in_its_title_and_its_age_beside_it(blank: Page):
    sources = blocks(blank, answers.SCORE)[3]["items"]
    assert sources[1] == {
        "title": "Ending (freelancer)",
        "note": "Upwork help page, older copy, about 2020 to 2024",
        "href": "https://support.upwork.com/b",
    }


def test_a_source_without_a_link_is_shown_without_one(blank: Page):
    text = "Yes.\n\nSources:\n- A talk (forum member, undated)\n- Just words"
    sources = blocks(blank, text)[1]["items"]
    assert [source["href"] for source in sources] == [None, None]
    assert [source["title"] for source in sources] == ["A talk", "Just words"]


def test_nothing_of_a_text_gets_lost(blank: Page):
    found = blocks(blank, answers.SCORE)
    shown = "\n\n".join(one["text"] for one in found)
    assert shown.split() == answers.SCORE.split()


def test_empty_lines_may_hold_blanks(blank: Page):
    assert len(blocks(blank, "One.\n \nTwo.\n\t\n\nThree.", "smalltalk")) == 3


def test_a_line_before_a_list_is_a_paragraph_of_its_own(blank: Page):
    found = blocks(blank, "It depends:\n- If it is hourly: yes\n- If it is fixed price: no", "smalltalk")
    assert [one["type"] for one in found] == ["paragraph", "points"]


def test_what_opens_with_a_warning_still_has_its_verdict(blank: Page):
    found = blocks(
        blank, "Careful: Mind the money.\n\nOpen the contract.\n\n- Then click.\n\nSources:\n- A (b, c)"
    )
    assert [one["type"] for one in found] == ["warning", "verdict", "points", "sources"]


def test_a_remark_that_ends_in_a_colon_is_no_verdict(blank: Page):
    found = blocks(blank, "With that, the answer stays as it was:\n\nYes. Do it.\n\nSources:\n- A (b, c)")
    assert [one["type"] for one in found] == ["paragraph", "verdict", "sources"]


def test_several_questions_have_a_verdict_each(blank: Page):
    text = (
        "The Job Success Score: No.\n\n- One.\n\nFeedback and reviews: Yes, they may.\n\n- Two.\n\n"
        "That is set right.\n\n"
        "Sources:\n- A (b, c)"
    )
    found = blocks(blank, text, questions=2)
    assert [one["type"] for one in found] == [
        "verdict",
        "points",
        "verdict",
        "points",
        "paragraph",
        "sources",
    ]
    assert found[2]["lead"] == "Feedback and reviews:"


def test_a_verdict_may_lead_with_a_list_of_what_it_is_about(blank: Page):
    text = "Feedback and reviews: Yes.\n\nMoney, hours and escrow: They are paid.\n\nSources:\n- A (b, c)"
    found = blocks(blank, text, questions=2)
    assert [one["type"] for one in found] == ["verdict", "verdict", "sources"]
    assert found[1]["lead"] == "Money, hours and escrow:"


def test_small_talk_has_no_verdict(blank: Page):
    assert [one["type"] for one in blocks(blank, "Hello. What is on your mind?", "smalltalk")] == [
        "paragraph"
    ]


def test_sources_that_were_asked_for_are_not_folded_and_are_read_out(blank: Page):
    body = answers.reply("This is what the answer rests on:\n- A (b, c): https://example.org/")
    assert blocks(blank, body["messages"][0]["text"])[0]["asked"] is True
    assert "https://example.org/" in run(
        blank, "normalise.js", "(body, m) => m.spoken(m.readReply(body))", body
    )


def test_what_is_read_out_leaves_folded_sources_out_and_names_the_choices(blank: Page):
    told = run(blank, "normalise.js", "(body, m) => m.spoken(m.readReply(body))", answers.advice())
    assert told.startswith("No, not by itself")
    assert "Sources" not in told
    assert "support.upwork.com/a" not in told
    assert told.endswith("Have you been paid on this contract?\nYes, some of it.\nNo, nothing.\nNot sure.")


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://support.upwork.com/", True),
        ("http://example.org/", True),
        ("mailto:help@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("vbscript:x", False),
        ("blob:https://example.org/1", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("no address", False),
    ],
)
def test_only_harmless_schemes_become_links(blank: Page, address: str, allowed: bool):
    assert (run(blank, "normalise.js", "(address, m) => m.safeLink(address)", address) is not None) is allowed


def test_addresses_in_a_text_end_before_the_punctuation(blank: Page):
    text = "See https://example.org/a_b?c=1, (or http://example.org/x). Write to mailto:a@example.org!"
    runs = run(blank, "normalise.js", "(text, m) => m.runs(text)", text)
    assert [one["text"] for one in runs if one.get("href")] == [
        "https://example.org/a_b?c=1",
        "http://example.org/x",
        "mailto:a@example.org",
    ]
    assert plain(runs) == text


def test_a_table_that_is_drawn_is_left_out_of_the_text(blank: Page):
    text = "Side by side:\n\n      | End it\n------+-------\nMoney | None\n\nMy advice is: wait."
    body = answers.reply(text, "compare", table=answers.TABLE)
    assert [one["text"] for one in read(blank, body)["blocks"]] == ["Side by side:", "My advice is: wait."]


def test_a_plan_a_table_and_drafts_are_read(blank: Page):
    body = answers.reply("Text.", "plan", plan=answers.PLAN, table=answers.TABLE, drafts=answers.DRAFTS)
    found = read(blank, body)
    assert [step["id"] for step in found["plan"]["steps"]] == ["submit", "wait", "end"]
    assert [step["irreversible"] for step in found["plan"]["steps"]] == [False, False, True]
    assert found["plan"]["steps"][1]["why"] == ""
    assert found["table"] == answers.TABLE
    assert found["drafts"] == answers.DRAFTS


@pytest.mark.parametrize(
    "more",
    [
        {"plan": {"steps": "none"}},
        {"plan": {"steps": [{"text": "without an id"}]}},
        {"plan": {"steps": [None]}},
        {"table": {"columns": ["A"], "rows": [{"title": "B", "cells": [1]}]}},
        {"drafts": [{"title": "no text"}]},
        {"drafts": 7},
    ],
)
def test_an_unreadable_plan_leaves_the_text_and_tells_the_fault(blank: Page, more: dict[str, Any]):
    body = answers.reply("The text.", "plan", **more)
    code = "(r) => [r.blocks[0].text, String(r.fault), r.plan ?? null]"
    text, fault, plan = run(blank, "normalise.js", f"(body, m) => ({code})(m.readReply(body))", body)
    assert text == "The text."
    assert "TypeError" in fault
    assert plan is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"messages": "text"},
        {"messages": [{"text": 5}]},
        {"messages": [{"text": "a", "buttons": [{"title": "b"}]}]},
        {"messages": [{"text": "a", "buttons": [{"title": {"html": "<b>"}, "choice": "c"}]}]},
        {"messages": ["text"]},
    ],
)
def test_a_reply_of_an_unknown_shape_is_refused(blank: Page, body: Any):
    with pytest.raises(Error, match="TypeError"):
        read(blank, body)


def test_a_kind_nobody_knows_is_shown_like_any_other(blank: Page):
    found = read(blank, {"messages": [{"text": "Hm."}], "report": {"kind": "riddle"}})
    assert found["blocks"][0]["text"] == "Hm."


def test_a_reply_may_come_without_a_report(blank: Page):
    assert read(blank, {"messages": [{"text": "Hm."}], "report": None})["kind"] == "fallback"


def test_messages_up_to_a_report_are_one_reply_of_the_history(blank: Page):
    body = {
        "messages": [
            {"from": "user", "text": "Hello"},
            {"from": "bot", "text": "One."},
            {"from": "bot", "text": "Two.", "report": answers.report("smalltalk")},
            {"from": "user", "text": "And?"},
            {"from": "bot", "text": "Three."},
            {"from": "user", "text": "So?"},
        ]
    }
    found = run(blank, "normalise.js", "(body, m) => m.readHistory(body)", body)
    shown = [one.get("said") or [part["text"] for part in one["blocks"]] for one in found]
    assert shown == ["Hello", ["One.", "Two."], "And?", ["Three."], "So?"]


@pytest.mark.parametrize("body", [{"messages": [{"from": "system", "text": "x"}]}, {"messages": None}, {}])
def test_a_history_of_an_unknown_shape_is_refused(blank: Page, body: Any):
    with pytest.raises(Error, match="TypeError"):
        run(blank, "normalise.js", "(body, m) => m.readHistory(body)", body)


def test_both_languages_say_the_same_things(blank: Page):
    code = "(tag, m) => Object.entries(m.stringsFor(tag)).map(([name, value]) => [name, typeof value])"
    english, german = (run(blank, "strings.js", code, tag) for tag in ("en", "de"))
    assert english == german


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de"), ("de-AT", "de"), ("DE", "de"), ("fr", "en"), ("constructor", "en"), ("", "en")],
)
def test_the_language_is_found_or_english(blank: Page, tag: str, language: str):
    assert run(blank, "strings.js", "(tag, m) => m.stringsFor(tag).lang", tag) == language


def test_a_draft_is_taken_from_its_data_and_not_from_the_text_and_is_read_out(blank: Page):
    (draft,) = answers.DRAFTS
    text = f"Here is a draft.\n\n{draft['text']}\n\nCareful: It cannot be undone."
    found = read(blank, {"messages": [{"text": text}], "report": answers.report("advice", drafts=[draft])})
    spoken = run(blank, "normalise.js", "(reply, m) => m.spoken(reply)", found)
    assert [one["text"] for one in found["blocks"]] == [
        "Here is a draft.",
        "Careful: It cannot be undone.",
    ]
    assert spoken.endswith(draft["text"])


def test_the_steps_of_a_plan_are_taken_from_its_data_and_not_from_its_text(blank: Page):
    steps = [{"id": "submit", "text": "Submit it."}]
    body = {
        "messages": [{"text": "My advice: end it.\n\nYour plan:\n1. You: Submit it."}],
        "report": answers.report("plan", plan={"steps": steps}),
    }
    found = read(blank, body)
    assert [plain(one["runs"]) for one in found["blocks"]] == ["My advice: end it."]
    assert [step["text"] for step in found["plan"]["steps"]] == ["Submit it."]
