"""Which points an answer has: disputes and comparisons."""

from __future__ import annotations

import pytest

from advisor.advise import advise
from advisor.situation import Situation
from advisor.vocabulary import Cell

END = Cell("end", "feedback")
COMPARE = Cell("compare", "feedback")
VERDICT = {"part": "verdict"}
POINTS = {"a": {}, "b": {}, "c": {}, "d": {}}


def disputing(*others, **keys):
    return {"standing": "disputed", "disputes": list(others), **keys}


@pytest.fixture
def advice_on(knowledge_of):
    """A function that gives advice on a cell from the rules of several cells."""
    return lambda cell, cells, **facts: advise(knowledge_of(cells), Situation(facts), cell)


def told(lines):
    return [line.rule.id for line in lines]


def test_a_disputed_point_is_followed_by_what_disputes_it(advice_on):
    rules = {"general": VERDICT, "one": disputing("other"), "between": {}, "other": disputing("one")}
    assert told(advice_on(END, {"end/feedback": rules}).lines) == ["one", "other", "between"]


def test_a_disputed_verdict_brings_what_disputes_it_before_other_points(advice_on):
    rules = {"general": disputing("other", **VERDICT), "point": {}, "other": disputing("general")}
    assert told(advice_on(END, {"end/feedback": rules}).lines) == ["other", "point"]


def test_what_disputes_a_rule_is_brought_from_another_cell(advice_on):
    cells = {
        "end/feedback": {"general": disputing("elsewhere", **VERDICT)},
        "end/account": {"elsewhere": disputing("general")},
    }
    assert told(advice_on(END, cells).lines) == ["elsewhere"]


def test_an_answer_with_a_disputed_rule_is_disputed(advice_on):
    rules = {"general": VERDICT, "one": disputing("other"), "other": disputing("one")}
    assert advice_on(END, {"end/feedback": rules}).disputed


def test_an_answer_of_agreed_rules_is_not_disputed(advice_on):
    assert not advice_on(END, {"end/feedback": {"general": VERDICT, **POINTS}}).disputed


def test_a_first_answer_that_tells_one_side_of_a_dispute_tells_the_other(advice_on):
    rules = {"general": VERDICT, "a": {}, "b": {}, "one": disputing("other"), "other": disputing("one")}
    first = told(advice_on(END, {"end/feedback": rules}).told_lines)
    assert ("one" in first) == ("other" in first)


def test_a_comparison_sets_the_verdicts_on_both_options_side_by_side(advice_on):
    cells = {
        "end/feedback": {"ending": VERDICT},
        "pause/feedback": {"pausing": VERDICT},
        "compare/feedback": {"comparing": VERDICT, "point": {}},
    }
    lines = advice_on(COMPARE, cells).lines
    assert [(line.rule.id, line.option) for line in lines] == [
        ("ending", "end"),
        ("pausing", "pause"),
        ("point", None),
    ]


def test_a_comparison_uses_what_is_known(advice_on):
    ending = {"ending": VERDICT, "for-clients": {**VERDICT, "when": {"role": "client"}}}
    cells = {"end/feedback": ending, "compare/feedback": {"comparing": VERDICT}}
    assert told(advice_on(COMPARE, cells, role="client").lines) == ["for-clients"]


def test_only_a_comparison_has_sides(advice_on):
    cells = {"end/feedback": {"ending": VERDICT}, "pause/feedback": {"pausing": VERDICT}}
    assert told(advice_on(END, cells).lines) == []
