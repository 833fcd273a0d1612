"""Which points an answer has: disputes, comparisons, and how many a first answer tells."""

from __future__ import annotations

import pytest

from advisor.advise import advise, advise_all
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


def test_an_answer_that_corrects_an_article_is_disputed(advice_on):
    assert advice_on(
        END, {"end/feedback": {"general": {**VERDICT, "correction": "An article errs."}}}
    ).disputed


def test_an_answer_of_agreed_rules_is_not_disputed(advice_on):
    assert not advice_on(END, {"end/feedback": {"general": VERDICT, **POINTS}}).disputed


def test_a_first_answer_that_tells_one_side_of_a_dispute_tells_the_other(advice_on):
    rules = {"general": VERDICT, "a": {}, "b": {}, "one": disputing("other"), "other": disputing("one")}
    first = told(advice_on(END, {"end/feedback": rules}).told_lines)
    assert ("one" in first) == ("other" in first)


def test_a_first_answer_has_three_points(advice_on):
    assert told(advice_on(END, {"end/feedback": {"general": VERDICT, **POINTS}}).told_lines) == [
        "a",
        "b",
        "c",
    ]


def test_a_warning_takes_the_place_of_a_point(advice_on):
    rules = {"general": VERDICT, "careful": {"part": "warning"}, **POINTS}
    assert told(advice_on(END, {"end/feedback": rules}).told_lines) == ["a", "b"]


def test_two_points_are_left_beside_a_warning_and_a_correction(advice_on):
    rules = {"general": {**VERDICT, "correction": "It errs."}, "careful": {"part": "warning"}, **POINTS}
    assert told(advice_on(END, {"end/feedback": rules}).told_lines) == ["a", "b"]


def test_an_answer_to_one_of_several_questions_has_one_point(knowledge_of):
    cells = {"end/feedback": {"general": VERDICT, **POINTS}, "end/account": {"other": VERDICT}}
    first, _ = advise_all(knowledge_of(cells), Situation(), [END, Cell("end", "account")])
    assert told(first.told_lines) == ["a"]


def test_an_answer_to_the_only_question_is_not_shortened(knowledge_of):
    (only,) = advise_all(knowledge_of({"end/feedback": {"general": VERDICT, **POINTS}}), Situation(), [END])
    assert told(only.told_lines) == ["a", "b", "c"]


def test_the_lines_left_are_those_a_first_answer_does_not_tell(advice_on):
    assert told(advice_on(END, {"end/feedback": {"general": VERDICT, **POINTS}}).left_lines) == ["d"]


def test_the_rules_of_an_answer_are_verdict_warning_and_first_points(advice_on):
    rules = {"general": VERDICT, "careful": {"part": "warning"}, **POINTS}
    advice = advice_on(END, {"end/feedback": rules})
    assert [rule.id for rule in advice.rules] == ["general", "careful", "a", "b"]


def test_a_rule_told_for_two_values_counts_once(advice_on):
    either = {"part": "verdict", "when": {"contract_type": ["hourly", "fixed_price"]}}
    advice = advice_on(END, {"end/feedback": {"general": VERDICT, "either": either}})
    assert [rule.id for rule in advice.rules] == ["general", "either"]


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
