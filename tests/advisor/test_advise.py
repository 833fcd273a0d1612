from __future__ import annotations

import pytest

from advisor.advise import advise
from advisor.situation import Situation
from advisor.vocabulary import Cell

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
CLIENT = {"part": "verdict", "when": {"role": "client"}}


@pytest.fixture
def advice_on(knowledge_of):
    """A function that gives advice on feedback after the end, from these rules alone."""

    def advice(rules, unsure=(), others=None, cell=END, **facts):
        knowledge = knowledge_of({str(END): rules, **(others or {})})
        return advise(knowledge, Situation(facts, frozenset(unsure)), cell)

    return advice


def told(advice):
    return [line.rule.id for line in advice.lines]


def test_the_general_verdict_holds_for_an_unknown_situation(advice_on):
    assert advice_on({"general": VERDICT, "for-clients": CLIENT}).verdict.id == "general"


def test_a_verdict_for_the_situation_replaces_the_general_one(advice_on):
    assert advice_on({"general": VERDICT, "for-clients": CLIENT}, role="client").verdict.id == "for-clients"


def test_the_verdict_may_stand_anywhere_in_its_file(advice_on):
    assert advice_on({"point": {}, "general": VERDICT}).verdict.id == "general"


def test_a_cell_without_advice_has_no_verdict(advice_on):
    assert advice_on({"general": VERDICT}, cell=Cell("pause", "feedback")).verdict is None


def test_advice_of_another_cell_answers_where_it_says_so(advice_on):
    rules = {"general": VERDICT, "shared": {"also_answers": ["pause/feedback"]}}
    assert told(advice_on(rules, cell=Cell("pause", "feedback"))) == ["shared"]


def test_a_presumed_fact_is_taken_for_granted(advice_on):
    rules = {"general": VERDICT, "if-i-do": {"part": "verdict", "when": {"actor": "me"}}}
    assert advice_on(rules).verdict.id == "if-i-do"


def test_what_was_told_outweighs_what_is_presumed(advice_on):
    rules = {"general": VERDICT, "if-i-do": {"part": "verdict", "when": {"actor": "me"}}}
    assert advice_on(rules, actor="other_side").verdict.id == "general"


def test_a_superseded_rule_is_never_told(advice_on):
    old = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}
    assert told(advice_on({"general": VERDICT, "old": old})) == []


def test_the_fact_that_would_change_the_verdict_is_asked(advice_on):
    assert advice_on({"general": VERDICT, "for-clients": CLIENT}).asks.id == "role"


def test_a_fact_that_is_known_is_not_asked(advice_on):
    assert advice_on({"general": VERDICT, "for-clients": CLIENT}, role="freelancer").asks is None


def test_a_fact_the_person_cannot_tell_is_not_asked_again(advice_on):
    assert advice_on({"general": VERDICT, "for-clients": CLIENT}, unsure=["role"]).asks is None


def test_what_hinges_on_a_fact_the_person_cannot_tell_is_told_with_its_condition(advice_on):
    (line,) = advice_on({"general": VERDICT, "for-clients": CLIENT}, unsure=["role"]).lines
    assert (line.rule.id, line.condition.id) == ("for-clients", "client")


def test_what_would_change_the_verdict_is_told_before_the_points(advice_on):
    advice = advice_on({"general": VERDICT, "point": {}, "for-clients": CLIENT})
    assert told(advice) == ["for-clients", "point"]


def test_what_only_a_rare_value_would_change_is_told_after_the_points(advice_on):
    rare = {"part": "verdict", "when": {"contract_type": "payroll"}}
    common = {"part": "verdict", "when": {"contract_type": "hourly"}}
    advice = advice_on({"general": VERDICT, "rare": rare, "point": {}, "common": common})
    assert told(advice) == ["common", "point", "rare"]


def test_an_answer_that_waits_for_a_fact_says_so(advice_on):
    assert advice_on({"general": VERDICT, "for-clients": CLIENT}).status == "needs_fact"


def test_an_answer_whose_verdict_stands_is_answered_even_if_a_warning_is_open(advice_on):
    rules = {"general": VERDICT, "careful": {"part": "warning", "when": {"role": "client"}}}
    advice = advice_on(rules)
    assert advice.asks.id == "role"
    assert advice.status == "answered"


def test_a_cell_without_advice_is_unknown(advice_on):
    assert advice_on({"general": VERDICT}, cell=Cell("pause", "feedback")).status == "unknown"


def test_a_verdict_that_nobody_knows_better_is_unknown(advice_on):
    rules = {"general": {**VERDICT, "confidence": "unknown", "gaps": ["G-01"]}}
    assert advice_on(rules).status == "unknown"


def test_points_of_the_cell_itself_come_first(advice_on):
    rules = {"general": VERDICT, "own": {}}
    guest = {"guest": {"also_answers": [str(END)], "when": {"role": "client"}}}
    assert told(advice_on(rules, others={"end/account": guest}, role="client")) == ["own", "guest"]


def test_narrower_points_come_before_wider_ones(advice_on):
    rules = {"general": VERDICT, "wide": {}, "narrow": {"when": {"role": "client"}}}
    assert told(advice_on(rules, role="client")) == ["narrow", "wide"]


def test_points_come_in_the_order_of_their_confidence(advice_on):
    confidences = ["reported", "stated", "unknown", "inferred"]
    points = {f"p-{name}": {"confidence": name, "gaps": ["G-01"]} for name in confidences}
    expected = ["p-stated", "p-inferred", "p-reported", "p-unknown"]
    assert told(advice_on({"general": VERDICT, **points})) == expected


def test_equal_points_come_in_the_order_of_their_file(advice_on):
    assert told(advice_on({"general": VERDICT, "b": {}, "a": {}, "c": {}})) == ["b", "a", "c"]
