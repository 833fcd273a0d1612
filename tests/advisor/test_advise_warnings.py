"""Which warning an answer has, if any."""

from __future__ import annotations

import pytest

from advisor.advise import advise
from advisor.situation import Situation
from advisor.vocabulary import Cell

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
GUARD = {"part": "warning", "guards": True}


@pytest.fixture
def advice_on(knowledge_of):
    """A function that gives advice on feedback after the end, from these rules and those of other cells."""

    def advice(rules, others=None, **facts):
        return advise(knowledge_of({str(END): rules, **(others or {})}), Situation(facts), END)

    return advice


def told(advice):
    return [line.rule.id for line in advice.lines]


def test_a_warning_that_applies_is_told_without_a_condition(advice_on):
    rules = {"general": VERDICT, "careful": {"part": "warning", "when": {"role": "client"}}}
    advice = advice_on(rules, role="client")
    assert (advice.warning.id, advice.warning_needs) == ("careful", ())


def test_a_warning_of_an_irreversible_step_outweighs_a_narrower_one(advice_on):
    rules = {
        "general": VERDICT,
        "narrow": {"part": "warning", "when": {"role": "client"}},
        "final": {"part": "warning", "irreversible": True},
    }
    assert advice_on(rules, role="client").warning.id == "final"


def test_a_warning_of_an_irreversible_step_that_may_apply_is_told_with_its_condition(advice_on):
    final = {"part": "warning", "irreversible": True, "when": {"role": "freelancer", "money_state": "held"}}
    advice = advice_on({"general": VERDICT, "final": final})
    assert advice.warning.id == "final"
    assert [value.id for value in advice.warning_needs] == ["freelancer", "held"]


def test_of_two_warnings_that_may_apply_the_one_that_needs_less_is_told(advice_on):
    final = {"part": "warning", "irreversible": True}
    rules = {
        "general": VERDICT,
        "far": {**final, "when": {"role": "client", "money_state": "held"}},
        "near": {**final, "when": {"role": "client"}},
    }
    assert advice_on(rules).warning.id == "near"


def test_any_other_warning_that_may_apply_is_kept_back(advice_on):
    rules = {"general": VERDICT, "careful": {"part": "warning", "when": {"role": "client"}}}
    assert advice_on(rules).warning is None


def test_the_warning_is_not_told_a_second_time_as_a_branch(advice_on):
    final = {"part": "warning", "irreversible": True, "when": {"role": "client"}}
    assert told(advice_on({"general": VERDICT, "final": final})) == []


def test_a_warning_that_guards_its_option_is_told_in_every_cell_of_it(advice_on):
    advice = advice_on({"general": VERDICT}, others={"end/account": {"guard": GUARD}})
    assert advice.warning.id == "guard"


def test_a_warning_of_another_cell_that_guards_nothing_stays_there(advice_on):
    advice = advice_on({"general": VERDICT}, others={"end/account": {"careful": {"part": "warning"}}})
    assert advice.warning is None


def test_a_warning_guards_no_other_option(advice_on):
    assert advice_on({"general": VERDICT}, others={"pause/account": {"guard": GUARD}}).warning is None


def test_a_warning_of_the_cell_itself_outweighs_one_that_guards_the_option(advice_on):
    rules = {"general": VERDICT, "own": {"part": "warning"}}
    guard = {**GUARD, "irreversible": True}
    assert advice_on(rules, others={"end/account": {"guard": guard}}).warning.id == "own"


def test_a_warning_guards_only_where_it_applies_without_doubt(advice_on):
    guards = {"end/account": {"guard": {**GUARD, "when": {"role": "client"}}}}
    assert advice_on({"general": VERDICT}, others=guards).warning is None
    assert advice_on({"general": VERDICT}, others=guards, role="client").warning.id == "guard"


def test_a_warning_that_another_one_refines_does_not_guard(advice_on):
    guards = {"wide": GUARD, "narrow": {**GUARD, "when": {"role": "client"}, "refines": ["wide"]}}
    advice = advice_on({"general": VERDICT}, others={"end/account": guards}, role="client")
    assert advice.warning.id == "narrow"
