"""Plans, comparisons and drafts, fed as they will come in the turn report."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.widget import answers
from tests.widget.chat import Chat
from tests.widget.conftest import NewPage
from tests.widget.stand_in import StandIn


@pytest.fixture
def planned(chat: Chat, server: StandIn) -> Chat:
    """A chat in which a plan with a draft was just given."""
    server.answer = lambda _: answers.plan()
    chat.ask("what now?")
    return chat


def test_a_plan_is_a_list_of_steps_to_tick(planned: Chat):
    plan = planned.log.get_by_role("checkbox")
    expect(plan).to_have_count(3)
    expect(planned.log.get_by_role("checkbox", name="Submit the finished part")).not_to_be_checked()
    expect(planned.log.locator(".plan")).to_contain_text("End it after the money is released.")
    expect(planned.log.locator(".step").nth(1)).to_contain_text("Who: The client")
    planned.screenshot("plan")


def test_steps_are_numbered_so_that_one_can_be_asked_about(planned: Chat):
    expect(planned.log.get_by_role("checkbox", name="1. Submit the finished part")).to_have_count(1)
    expect(planned.log.locator(".step label").nth(2)).to_contain_text("3. ")


def test_a_step_that_cannot_be_undone_stands_out(planned: Chat):
    expect(planned.log.locator(".irreversible")).to_contain_text("Cannot be undone")
    expect(planned.log.locator(".irreversible")).to_have_count(1)


def test_a_step_says_why(planned: Chat):
    step = planned.log.locator(".step").first
    expect(step.get_by_text("Approval starts the release.")).to_be_hidden()
    step.get_by_text("Why?").click()
    expect(step.get_by_text("Approval starts the release.")).to_be_visible()


def test_ticks_stay_after_a_reload_and_go_with_the_conversation(planned: Chat):
    planned.log.get_by_role("checkbox").nth(0).check()
    planned.log.get_by_role("checkbox").nth(1).check()
    planned.log.get_by_role("checkbox").nth(1).uncheck()
    expect(planned.log.locator(".plan")).to_contain_text("1 of 3 done")
    planned.page.reload()
    expect(planned.log.get_by_role("checkbox").nth(0)).to_be_checked()
    expect(planned.log.get_by_role("checkbox").nth(1)).not_to_be_checked()
    expect(planned.log.locator(".plan")).to_contain_text("1 of 3 done")
    planned.menu("Start over")
    planned.ask("again")
    expect(planned.log.get_by_role("checkbox").nth(0)).not_to_be_checked()


@pytest.mark.parametrize(
    ("link", "name", "content"),
    [
        ("Markdown", "clean-exit-plan.md", answers.PLAN["markdown"]),
        ("Calendar", "clean-exit-plan.ics", answers.PLAN["calendar"]),
    ],
)
def test_a_plan_can_be_kept_as_a_file(planned: Chat, tmp_path: Path, link: str, name: str, content: str):
    with planned.page.expect_download() as download:
        planned.log.get_by_role("link", name=link).click()
    assert download.value.suggested_filename == name
    download.value.save_as(tmp_path / name)
    assert (tmp_path / name).read_bytes().decode() == content


def test_a_plan_and_a_draft_can_be_copied(planned: Chat):
    planned.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    planned.log.get_by_role("button", name="Copy", exact=True).click()
    expect(planned.panel.get_by_role("status")).to_have_text("Copied.")
    assert planned.page.evaluate("navigator.clipboard.readText()") == answers.PLAN["markdown"]
    planned.log.get_by_role("button", name="Copy: To the client").click()
    planned.page.wait_for_function(
        "async (t) => (await navigator.clipboard.readText()) === t", arg=answers.DRAFTS[0]["text"]
    )


def test_copying_where_it_is_not_possible_says_so(new_page: NewPage, server: StandIn):
    page = new_page()
    page.goto(f"http://elsewhere.test:{server.port}/page")
    server.answer = lambda _: answers.plan()
    chat = Chat(page).open()
    chat.ask("plan")
    chat.log.get_by_role("button", name="Copy: To the client").click()
    expect(chat.panel.get_by_role("status")).to_have_text("That did not work. Please try again.")


def test_only_the_plan_is_printed_with_its_reasons_and_the_page_is_as_before(planned: Chat):
    page = planned.page
    page.evaluate("window.print = () => {}")
    planned.log.get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    paper = page.locator("clean-exit-paper")
    expect(paper.get_by_text("Submit the finished part")).to_be_visible()
    expect(paper.get_by_text("Approval starts the release.")).to_be_visible()
    expect(page.locator("main")).to_be_hidden()
    expect(planned.panel).to_be_hidden()
    planned.screenshot("printed_plan")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(paper).to_have_count(0)
    expect(page.locator("main")).to_be_visible()
    assert page.evaluate("document.adoptedStyleSheets.length") == 0


def test_a_draft_keeps_its_lines(planned: Chat):
    assert planned.log.locator(".draft").inner_text() == answers.DRAFTS[0]["text"]


def test_a_comparison_is_a_table_with_headings(chat: Chat, server: StandIn):
    server.answer = lambda _: answers.comparison()
    chat.ask("end or pause?")
    table = chat.log.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_text(["Ending", "Pausing"])
    expect(table.get_by_role("rowheader")).to_have_text(["Money", "Score", "Way back"])
    expect(table.get_by_role("row").nth(1).get_by_role("cell")).to_have_text(
        answers.TABLE["rows"][0]["cells"]
    )
    chat.screenshot("comparison")


def test_a_wide_comparison_scrolls_by_itself_and_by_keyboard(chat: Chat, server: StandIn):
    wide = {"columns": list("ABCDEFG"), "rows": [{"title": "Row", "cells": ["words"] * 7}]}
    server.answer = lambda _: answers.reply("Wide:", "compare", table=wide)
    chat.ask("compare")
    frame = chat.log.get_by_role("region", name="Comparison")
    frame.focus()
    chat.page.keyboard.press("ArrowRight")
    chat.page.wait_for_function("(node) => node.scrollLeft > 0", arg=frame.element_handle())
    assert chat.log.evaluate("node => node.scrollWidth <= node.clientWidth")
