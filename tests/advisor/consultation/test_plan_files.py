"""A plan as files: what a calendar, a browser and a reader get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from advisor.consultation.exporting import plan_files
from advisor.consultation.plan_calendar import plan_calendar
from advisor.consultation.plan_page import plan_page
from advisor.consultation.planning import make_plan
from advisor.consultation.wording import plan_text
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge, load_knowledge
from advisor.situation import Situation

TODAY = date(2026, 11, 22)
PROJECT = default_knowledge().as_of(TODAY)
HELD = {"contract_type": "fixed_price", "money_state": "held"}
HOSTILE = '<script>alert("x")</script> a; b, c \\ d & "e"'
situations = st.builds(
    lambda facts, days: Situation(facts, days=days),
    st.fixed_dictionaries(
        {},
        optional={
            fact.id: st.sampled_from([value.id for value in fact.values]) for fact in PROJECT.facts.values()
        },
    ),
    st.dictionaries(
        st.sampled_from(["end", "submission", "request"]),
        st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=60)),
    ),
)


@pytest.fixture
def knowledge(write_knowledge: Callable[..., Path]) -> KnowledgeBase:
    return load_knowledge(write_knowledge()).as_of(TODAY)


@pytest.fixture
def hostile(write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]) -> KnowledgeBase:
    """Knowledge with signs that mean something in HTML and in calendars."""
    minimal["consultation/steps.yml"]["steps"][1]["text"] = HOSTILE
    minimal["consultation/deadlines.yml"]["deadlines"][0]["title"] = HOSTILE
    return load_knowledge(write_knowledge(minimal)).as_of(TODAY)


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name == "href"]
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _page(knowledge: KnowledgeBase, facts: Mapping[str, str]) -> Page:
    return Page(plan_page(knowledge, make_plan(knowledge, Situation(facts))))


def _calendar(knowledge: KnowledgeBase, situation: Situation) -> str:
    calendar = plan_calendar(knowledge, make_plan(knowledge, situation))
    assert calendar is not None
    return calendar


def _entries(calendar: str) -> list[Any]:
    return list(Calendar.from_ical(calendar).walk("VEVENT"))


def test_each_day_of_a_plan_is_a_whole_day_in_the_calendar(knowledge: KnowledgeBase) -> None:
    entries = _entries(_calendar(knowledge, Situation(HELD)))

    assert [entry["dtstart"].dt for entry in entries] == [date(2026, 12, 6)] * 2
    assert [entry["dtend"].dt for entry in entries] == [date(2026, 12, 7)] * 2


def test_a_calendar_reminds_a_day_before(knowledge: KnowledgeBase) -> None:
    calendar = Calendar.from_ical(_calendar(knowledge, Situation(HELD)))

    assert {alarm["trigger"].dt for alarm in calendar.walk("VALARM")} == {timedelta(days=-1)}


def test_an_entry_says_what_to_do_until_when_why_and_on_whose_word(knowledge: KnowledgeBase) -> None:
    entry = _entries(_calendar(knowledge, Situation(HELD)))[0]

    assert entry["summary"] == "(calendar_entry Title of release)"
    assert str(entry["description"]).split("\n") == [
        "Text of submit.",
        "Title of release: release until Sunday 6 December.",
        "Why of submit.",
        "(sources)",
        "- Title of help-page (kind official_help, age newest): https://example.org/help-page",
    ]


def test_the_same_plan_gives_the_same_calendar(knowledge: KnowledgeBase) -> None:
    assert _calendar(knowledge, Situation(HELD)) == _calendar(knowledge, Situation(HELD))


def test_an_entry_keeps_its_name_on_another_day(knowledge: KnowledgeBase) -> None:
    told = Situation(HELD, days={"end": TODAY, "submission": TODAY})
    later = knowledge.as_of(TODAY + timedelta(days=1))

    names = [
        [str(entry["uid"]) for entry in _entries(_calendar(known, told))] for known in (knowledge, later)
    ]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_a_plan_without_a_day_ahead_has_no_calendar(knowledge: KnowledgeBase) -> None:
    over = Situation({"contract_type": "hourly"}, days={"end": date(2026, 10, 1)})

    assert plan_calendar(knowledge, make_plan(knowledge, over)) is None
    assert "plan.ics" not in plan_files(knowledge, make_plan(knowledge, over))


def test_signs_of_calendars_in_a_text_stay_what_they_are(hostile: KnowledgeBase) -> None:
    entry = _entries(_calendar(hostile, Situation(HELD)))[0]

    assert entry["summary"] == f"(calendar_entry {HOSTILE})"
    assert str(entry["description"]).startswith(f"{HOSTILE}\n")


def test_a_page_has_each_step_with_a_box_to_tick(knowledge: KnowledgeBase) -> None:
    page = _page(knowledge, HELD)

    assert page.tags.count("input") == 3
    assert "Doer you: Text of submit." in page.text
    assert "Title of release: release until Sunday 6 December." in page.text


def test_a_page_says_when_it_was_made_and_that_it_is_no_legal_advice(knowledge: KnowledgeBase) -> None:
    text = _page(knowledge, HELD).text

    assert "(made_on Sunday 22 November 2026)" in text
    assert "(disclaimer)" in text


def test_signs_of_html_in_a_text_stay_what_they_are(hostile: KnowledgeBase) -> None:
    page = _page(hostile, HELD)

    assert "script" not in page.tags
    assert f"Doer you: {HOSTILE}" in page.text


def test_markdown_is_the_text_of_the_plan(knowledge: KnowledgeBase) -> None:
    plan = make_plan(knowledge, Situation(HELD))

    assert plan_files(knowledge, plan)["plan.md"] == f"{plan_text(knowledge, plan)}\n"


@settings(max_examples=60, deadline=None)
@given(situations)
def test_every_calendar_keeps_to_the_standard(situation: Situation) -> None:
    plan = make_plan(PROJECT, situation)
    ahead = [planned.day for planned in plan.steps if planned.day is not None]
    calendar = plan_calendar(PROJECT, plan)
    if calendar is None:
        assert ahead == []
        return
    lines = calendar.split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(len(line.encode()) <= 75 for line in lines)
    assert [entry["dtstart"].dt for entry in _entries(calendar)] == ahead
    assert min(ahead) >= TODAY


@settings(max_examples=60, deadline=None)
@given(situations)
def test_every_page_is_whole_and_needs_no_other_page(situation: Situation) -> None:
    plan = make_plan(PROJECT, situation)
    html = plan_page(PROJECT, plan)
    page = Page(html)

    assert page.open == []
    assert set(page.tags) & {"script", "link", "img", "iframe"} == set()
    assert all(link.startswith("https://") for link in page.links)
    assert all(planned.step.why in page.text for planned in plan.steps)
    assert '<html lang="en">' in html
