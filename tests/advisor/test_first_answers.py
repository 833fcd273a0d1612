"""How much a first answer tells: as many points as a reader takes in, and what must never be left out."""

from __future__ import annotations

import pytest

from advisor.advise import advise, advise_all
from advisor.lines import MAX_WORDS
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import Cell

END = Cell("end", "feedback")
OTHER = Cell("end", "account")
COMPARE = Cell("compare", "feedback")
VERDICT = {"part": "verdict"}
POINTS = {"a": {}, "b": {}, "c": {}, "d": {}}


def long(words, **keys):
    """Return a rule that has so many words."""
    return {"statement": " ".join(["word"] * words), **keys}


@pytest.fixture
def advice_on(knowledge_of):
    """A function that gives advice on a cell from the rules of several cells."""

    def advice(cell, cells, unsure=(), **facts):
        return advise(knowledge_of(cells), Situation(facts, frozenset(unsure)), cell)

    return advice


@pytest.fixture
def first_answer(advice_on):
    """A function that gives the ids of the lines that a first answer on ending tells."""
    return lambda rules, **facts: told(advice_on(END, {str(END): rules}, **facts).told_lines)


def told(lines):
    return [line.rule.id for line in lines]


def test_a_first_answer_has_three_points_at_most(first_answer):
    assert first_answer({"general": VERDICT, **POINTS}) == ["a", "b", "c"]


def test_short_warnings_take_no_place_of_a_point(first_answer):
    warnings = {"one": {"part": "warning"}, "two": {"part": "warning"}}
    assert first_answer({"general": VERDICT, **warnings, **POINTS}) == ["a", "b", "c"]


def test_a_point_that_just_fits_is_told(first_answer):
    assert first_answer({"general": long(10, **VERDICT), "a": long(MAX_WORDS - 10)}) == ["a"]


def test_a_point_of_one_word_too_many_is_left_out(first_answer):
    assert first_answer({"general": long(10, **VERDICT), "a": long(MAX_WORDS - 9)}) == []


def test_warnings_are_counted_among_the_words(first_answer):
    rules = {"general": long(10, **VERDICT), "careful": long(10, part="warning"), "a": long(MAX_WORDS - 20)}
    assert first_answer(rules) == ["a"]
    assert first_answer({**rules, "beware": {"part": "warning"}}) == []


@pytest.mark.parametrize("key", ["next_step", "older"])
def test_whatever_is_told_after_a_statement_is_counted_too(first_answer, key):
    rules = {"general": long(10, **VERDICT), "a": long(10, **{key: " ".join(["word"] * (MAX_WORDS - 20))})}
    assert first_answer(rules) == ["a"]
    assert first_answer({**rules, "general": long(11, **VERDICT)}) == []


def test_a_shorter_point_does_not_overtake_one_that_is_left_out(first_answer):
    assert first_answer({"general": long(50, **VERDICT), "long": long(50), "short": {}}) == []


def test_two_branches_of_a_verdict_are_told_however_long_they_are(first_answer):
    branches = {value: long(60, **VERDICT, when={"money_state": value}) for value in ("none", "held", "owed")}
    assert first_answer({"general": long(60, **VERDICT), **branches}) == ["none", "held"]


def test_further_branches_of_a_verdict_are_told_as_far_as_they_fit(first_answer):
    branches = {
        value: {**VERDICT, "when": {"money_state": value}} for value in ("none", "held", "owed", "paid")
    }
    assert first_answer({"general": VERDICT, **branches, **POINTS}) == ["none", "held", "owed"]


def test_branches_take_the_places_of_points(first_answer):
    branches = {value: {**VERDICT, "when": {"role": value}} for value in ("freelancer", "client")}
    assert first_answer({"general": VERDICT, **branches, **POINTS}) == ["freelancer", "client", "a"]


def test_the_branch_of_a_rare_value_is_told_only_if_it_fits(first_answer):
    rare = {**VERDICT, "when": {"contract_type": "payroll"}}
    common = {**VERDICT, "when": {"contract_type": "hourly"}}
    rules = {"general": VERDICT, "common": common, "a": {}, "b": {}, "rare": rare}
    assert first_answer(rules) == ["common", "a", "b"]


def test_the_branch_of_a_warning_is_told_only_if_it_fits(first_answer):
    careful = long(60, part="warning", when={"role": "client"})
    assert first_answer({"general": long(60, **VERDICT), "careful": careful}) == []


def test_a_first_answer_that_tells_one_side_of_a_dispute_tells_the_other_however_long_it_is(first_answer):
    one = {"standing": "disputed", "disputes": ["other"]}
    other = long(80, standing="disputed", disputes=["one"])
    assert first_answer({"general": VERDICT, "one": one, "other": other}) == ["one", "other"]


def test_what_disputes_the_verdict_is_told_however_long_it_is(first_answer):
    general = long(60, **VERDICT, standing="disputed", disputes=["other"])
    other = long(60, standing="disputed", disputes=["general"])
    assert first_answer({"general": general, "other": other}) == ["other"]


def test_what_disputes_a_warning_is_told_however_long_it_is(first_answer):
    careful = long(60, part="warning", standing="disputed", disputes=["other"])
    other = long(60, standing="disputed", disputes=["careful"])
    assert first_answer({"general": VERDICT, "careful": careful, "other": other}) == ["other"]


def test_both_sides_of_a_comparison_without_a_verdict_are_told_however_long_they_are(advice_on):
    cells = {str(END): {"ending": long(80, **VERDICT)}, "pause/feedback": {"pausing": long(80, **VERDICT)}}
    assert told(advice_on(COMPARE, cells).told_lines) == ["ending", "pausing"]


def test_the_sides_of_a_comparison_are_counted_once(advice_on):
    cells = {
        str(END): {"ending": long(10, **VERDICT)},
        "pause/feedback": {"pausing": long(10, **VERDICT)},
        str(COMPARE): {"point": long(MAX_WORDS - 20)},
    }
    assert told(advice_on(COMPARE, cells).told_lines) == ["ending", "pausing", "point"]


def test_a_comparison_with_a_verdict_tells_its_sides_before_its_points(advice_on):
    cells = {
        str(COMPARE): {"comparing": VERDICT, **POINTS},
        str(END): {"ending": VERDICT},
        "pause/feedback": {"pausing": VERDICT},
    }
    assert told(advice_on(COMPARE, cells).told_lines) == ["ending", "pausing", "a"]


def test_a_comparison_with_a_verdict_tells_both_its_sides_or_none(advice_on):
    cells = {
        str(COMPARE): {"comparing": VERDICT, **POINTS},
        str(END): {"ending": VERDICT},
        "pause/feedback": {"pausing": long(MAX_WORDS, **VERDICT)},
    }
    assert told(advice_on(COMPARE, cells).told_lines) == []


def test_an_answer_to_one_of_several_questions_has_one_point(knowledge_of):
    knowledge = knowledge_of({str(END): {"general": VERDICT, **POINTS}, str(OTHER): {"other": VERDICT}})
    first, _ = advise_all(knowledge, Situation(), [Question("", END, 1.0), Question("", OTHER, 1.0)])
    assert told(first.told_lines) == ["a"]


def test_an_answer_to_one_of_several_questions_tells_two_branches_all_the_same(knowledge_of):
    branches = {value: {**VERDICT, "when": {"role": value}} for value in ("freelancer", "client")}
    knowledge = knowledge_of({str(END): {"general": VERDICT, **branches, **POINTS}})
    assert told(advise(knowledge, Situation(), END, brief=True).told_lines) == ["freelancer", "client"]


def test_an_answer_to_the_only_question_is_not_shortened(knowledge_of):
    knowledge = knowledge_of({str(END): {"general": VERDICT, **POINTS}})
    (only,) = advise_all(knowledge, Situation(), [Question("", END, 1.0)])
    assert told(only.told_lines) == ["a", "b", "c"]


def test_the_lines_left_are_those_a_first_answer_does_not_tell(advice_on):
    assert told(advice_on(END, {str(END): {"general": VERDICT, **POINTS}}).left_lines) == ["d"]


def test_the_rules_of_an_answer_are_verdict_warnings_and_first_points(advice_on):
    rules = {"general": VERDICT, "careful": {"part": "warning"}, "beware": {"part": "warning"}, **POINTS}
    advice = advice_on(END, {str(END): rules})
    assert [rule.id for rule in advice.rules] == ["general", "careful", "beware", "a", "b", "c"]


def test_a_rule_told_for_two_values_counts_once(advice_on):
    either = {"part": "verdict", "when": {"contract_type": ["hourly", "fixed_price"]}}
    advice = advice_on(END, {str(END): {"general": VERDICT, "either": either}})
    assert [rule.id for rule in advice.rules] == ["general", "either"]
