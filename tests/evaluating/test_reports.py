"""The pages and tables that an evaluation writes."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from evaluation.behaviour import BehaviourTest, Failure
from evaluation.messages import MessageSet
from evaluation.outcomes import Outcome
from evaluation.report import behaviour_report, set_report, write_page
from evaluation.scores import scores_by_kind
from evaluation.shares import Share
from evaluation.tables import behaviour_table, scores_table
from tests.evaluating.labelled import message, report

WORDS = "<b>secret</b> & words"
OUTCOMES = [
    Outcome(
        message("end/feedback", text=WORDS, situation={"role": "client"}),
        {**report("end/who", confidence=0.9, situation={"role": "client"})},
    ),
    Outcome(message("end/feedback", text="secret too"), report("end/feedback", confidence=0.3)),
    Outcome(message(kind="small_talk", text="secret hello"), report(kind="smalltalk")),
]
TESTS = [
    BehaviourTest(
        "invariance", "upper case", Share(1, 4), (Failure(WORDS, "end/who", "end/payment", "was"),)
    ),
    BehaviourTest("direction", "none wrong", Share(0, 2), ()),
]
VOID = frozenset({"meta", "rect", "line", "circle"})


class Page(HTMLParser):
    """A page as read by a parser that wants every element closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def pages() -> dict[str, str]:
    """The page on the outcomes as those of an open and of a blind set, and that on the tests."""
    messages = tuple(outcome.message for outcome in OUTCOMES)
    return {
        "set": set_report(MessageSet("some", messages), OUTCOMES),
        "blind set": set_report(MessageSet("some", messages, blind=True), OUTCOMES),
        "behaviour": behaviour_report(TESTS),
    }


@pytest.mark.parametrize("name", ["set", "blind set", "behaviour"])
def test_a_page_is_whole_and_needs_neither_script_nor_network(name: str, pages: dict[str, str]):
    read = Page(pages[name])
    assert not {"script", "link", "iframe", "img"} & set(read.tags)
    assert not {name for name, _ in read.attributes} & {"src", "href", "onclick"}
    assert ("lang", "en") in read.attributes
    assert read.tags.count("h1") == read.tags.count("main") == 1


@pytest.mark.parametrize("name", ["set", "blind set", "behaviour"])
def test_every_heading_of_a_table_says_what_it_is_for(name: str, pages: dict[str, str]):
    read = Page(pages[name])
    assert read.tags.count("th") == sum(name == "scope" for name, _ in read.attributes)


@pytest.mark.parametrize("name", ["set", "behaviour"])
def test_messages_are_shown_as_text(name: str, pages: dict[str, str]):
    assert WORDS in Page(pages[name]).texts
    assert "<b>" not in pages[name]


def test_the_page_of_a_blind_set_shows_no_message(pages: dict[str, str]):
    assert "secret" not in pages["blind set"]
    assert "worst misses" not in pages["blind set"]
    assert "This set is blind" in pages["blind set"]


def test_the_page_of_a_blind_set_has_the_same_figures(pages: dict[str, str]):
    until = pages["set"].index("<h2>The worst misses")
    since = pages["set"].index("<h2>Figures by kind")
    assert pages["set"][since:until].strip() in pages["blind set"]


def test_only_wrong_answers_are_among_the_misses(pages: dict[str, str]):
    assert "secret too" not in pages["set"]


def test_the_plot_is_told_in_words_too(pages: dict[str, str]):
    read = Page(pages["set"])
    assert ("role", "img") in read.attributes
    assert "Mean confidence 0.90: 0 per cent of 1 right. " in "".join(read.texts)


def test_a_set_in_which_nothing_was_answered_has_a_page():
    page = set_report(MessageSet("some", (OUTCOMES[2].message,)), OUTCOMES[2:])
    assert "Nothing was answered." in "".join(Page(page).texts)


def test_a_page_is_written_where_it_is_wanted(tmp_path: Path):
    path = write_page("<p>é</p>", tmp_path / "new" / "folder", "some")
    assert path == tmp_path / "new" / "folder" / "some.html"
    assert path.read_text("utf-8") == "<p>é</p>"


def test_the_table_of_figures_has_a_row_for_each_kind_and_no_message():
    table = scores_table(scores_by_kind(OUTCOMES, ["role"]))
    rows = {line[:16].strip(): line[16:].split() for line in table.splitlines()}
    assert list(rows) == ["kind", "question", "small_talk", "all in scope", "all out of scope"]
    assert " ".join(rows["question"]) == "2 100% 100% 50% 50% 50% 0% 0% - 1 0 0 0.80"
    assert " ".join(rows["small_talk"]) == "1 0% - - - - 0% - 100% 0 0 0 -"
    assert "secret" not in table


def test_the_table_of_behaviour_has_the_rate_of_each_test():
    assert behaviour_table(TESTS).splitlines() == [
        "capability  test        n  failed  rate",
        "invariance  upper case  4       1   25%",
        "direction   none wrong  2       0    0%",
    ]
