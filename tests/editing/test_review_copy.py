"""The review copy: one page with everything that may be said, which any browser can show."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from advisor.loading import default_knowledge
from editing.review_copy import main, review_copy

END = "end/feedback"
VERDICT = {"part": "verdict"}
EMPTY_ELEMENTS = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: its ids, its links, its text, and the elements that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[str] = []
        self.misplaced: list[str] = []
        self._open: list[str] = []
        self._texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        self.elements.append(tag)
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []
        if tag not in EMPTY_ELEMENTS:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.misplaced.append(tag)

    def handle_data(self, data):
        if "style" not in self._open:
            self._texts.append(data)

    @property
    def unclosed(self):
        return self._open

    @property
    def text(self):
        return " ".join(" ".join(self._texts).split())


@pytest.fixture(scope="module")
def project():
    return Page(review_copy(default_knowledge()))


@pytest.fixture
def page_of(knowledge_of):
    """A function that reads the review copy of these rules on feedback after the end."""
    return lambda rules, files=None: Page(review_copy(knowledge_of({END: rules}, files)))


@pytest.mark.parametrize("entries", ["rules", "claims", "gaps", "findings", "conflicts"])
def test_every_entry_of_the_project_has_a_place_in_the_page(project, entries):
    assert set(getattr(default_knowledge(), entries)) - set(project.ids) == set()


def test_every_statement_of_the_project_is_in_the_page(project):
    statements = {rule.id: " ".join(rule.statement.split()) for rule in default_knowledge().rules.values()}
    text = project.text
    assert [name for name, statement in statements.items() if statement not in text] == []


def test_every_paraphrase_of_a_claim_is_in_the_page(project):
    claims, text = default_knowledge().claims.values(), project.text
    assert [claim.id for claim in claims if " ".join(claim.paraphrase.split()) not in text] == []


def test_every_element_is_closed_as_it_was_opened(project):
    assert (project.misplaced, project.unclosed) == ([], [])


def test_no_id_is_given_twice(project):
    assert sorted({one for one in project.ids if project.ids.count(one) > 1}) == []


def test_every_link_within_the_page_leads_somewhere(project):
    inside = {link.removeprefix("#") for link in project.links if link.startswith("#")}
    assert inside - set(project.ids) == set()


def test_every_other_link_is_a_secure_one(project):
    outside = [link for link in project.links if not link.startswith("#")]
    assert outside
    assert [link for link in outside if not link.startswith("https://")] == []


@pytest.mark.parametrize(
    "sign", ["{{", "}}", "{%", "%}", "{year}", "{month}", "{clause}", "None,", "Undefined"]
)
def test_nothing_is_left_to_be_filled_in(project, sign):
    assert sign not in project.text


def test_the_page_needs_nothing_from_elsewhere(project):
    assert {"script", "img", "link", "iframe"} & set(project.elements) == set()


def test_signs_of_the_markup_are_shown_as_they_were_typed(page_of):
    statement = 'Less than <b>5</b> & "more" than {{ 3 }}.'
    page = page_of({"general": {**VERDICT, "statement": statement}})
    assert statement in page.text
    assert "b" not in page.elements


def test_what_a_rule_says_is_followed_by_its_footing_and_all_that_is_told_with_it(page_of):
    rules = {
        "general": {**VERDICT, "findings": ["PF-002"], "older": "It was different.", "next_step": "Do it."}
    }
    assert "Statement of general. (member) It was different. Do it." in page_of(rules).text


def test_the_conditions_of_a_rule_are_told_in_words(page_of):
    rules = {
        "general": VERDICT,
        "narrow": {"when": {"role": ["client"], "contract_type": ["hourly", "payroll"]}},
    }
    text = page_of(rules).text
    assert "Meaning of role: It is client" in text
    assert "Meaning of contract_type: It is hourly / It is payroll" in text


def test_a_rule_shows_its_findings_and_gaps(page_of):
    page = page_of({"general": {**VERDICT, "findings": ["PF-001", "PF-003"], "gaps": ["G-01"]}})
    assert [link for link in page.links if link in {"#PF-001", "#PF-003"}] == ["#PF-001", "#PF-003"]
    assert "not known: Who knows?" in page.text


def test_a_retired_rule_is_shown_with_the_one_that_took_its_place(page_of):
    old = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}
    text = page_of({"general": VERDICT, "old": old}).text
    assert "no longer told since 2024-01-01; general took its place" in text


@pytest.mark.parametrize(
    ("keys", "flag"),
    [
        ({"irreversible": True}, "cannot be undone"),
        ({"valid_from": "2026-11-01"}, "from 2026-11-01"),
        ({"valid_until": "2027-01-01"}, "until 2027-01-01"),
        ({"checked_on": "2026-01-01"}, "due for review"),
        ({"correction": "An article errs."}, "To somebody who brings up the claim: An article errs."),
        ({"also_answers": ["pause/account"]}, "told in pause/account too"),
    ],
    ids=["irreversible", "from", "until", "due", "correction", "cells"],
)
def test_what_is_special_about_a_rule_is_flagged(page_of, keys, flag):
    assert flag in page_of({"general": VERDICT, "special": keys}).text
    assert flag not in page_of({"general": VERDICT, "special": {}}).text


def test_a_retired_rule_is_not_due_for_review(page_of):
    old = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}
    assert (
        "due for review" not in page_of({"general": VERDICT, "old": {**old, "checked_on": "2024-01-01"}}).text
    )


def test_the_copy_of_the_same_knowledge_is_the_same(knowledge_of):
    knowledge = knowledge_of({END: {"general": VERDICT}})
    assert review_copy(knowledge) == review_copy(knowledge)


def test_the_page_is_written_where_it_is_wanted(tmp_path, capsys):
    path = tmp_path / "build" / "review-copy.html"
    assert main([str(path)]) == 0
    assert path.read_text("utf-8") == review_copy(default_knowledge())
    assert capsys.readouterr().out == f"wrote {path}\n"


@pytest.mark.parametrize("arguments", [[], ["a.html", "b.html"]])
def test_without_one_place_to_write_to_the_command_says_how_it_is_used(arguments, capsys):
    assert main(arguments) == 2
    assert "python -m editing.review_copy FILE" in capsys.readouterr().err
