"""Which warnings an answer has, and in which order."""

from __future__ import annotations

import pytest

from advisor.advise import advise
from advisor.situation import Situation
from advisor.vocabulary import Cell

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
CAREFUL = {"part": "warning"}
FINAL = {"part": "warning", "irreversible": True}
GUARD = {"part": "warning", "guards": True}


@pytest.fixture
def advice_on(knowledge_of):
    """A function that gives advice on feedback after the end, from these rules and those of other cells."""

    def advice(rules, others=None, unsure=(), **facts):
        knowledge = knowledge_of({str(END): {"general": VERDICT, **rules}, **(others or {})})
        return advise(knowledge, Situation(facts, frozenset(unsure)), END)

    return advice


def warned(advice):
    return [warning.rule.id for warning in advice.warnings]


def needed(advice):
    """Return under which values each warning holds."""
    return {warning.rule.id: [value.id for value in warning.needs] for warning in advice.warnings}


def told(advice):
    return [line.rule.id for line in advice.lines]


def test_a_warning_that_holds_is_told_without_a_condition(advice_on):
    rules = {"careful": {**CAREFUL, "when": {"role": "client"}}}
    assert needed(advice_on(rules, role="client")) == {"careful": []}


def test_every_warning_that_holds_is_told(advice_on):
    rules = {"one": CAREFUL, "two": CAREFUL, "three": {**CAREFUL, "when": {"role": "client"}}}
    assert sorted(warned(advice_on(rules, role="client"))) == ["one", "three", "two"]


def test_an_irreversible_step_is_warned_of_before_a_narrower_warning(advice_on):
    rules = {"narrow": {**CAREFUL, "when": {"role": "client"}}, "final": FINAL}
    assert warned(advice_on(rules, role="client")) == ["final", "narrow"]


def test_a_narrower_warning_comes_before_a_wider_one(advice_on):
    rules = {"wide": CAREFUL, "narrow": {**CAREFUL, "when": {"role": "client"}}}
    assert warned(advice_on(rules, role="client")) == ["narrow", "wide"]


def test_equal_warnings_come_in_the_order_of_their_file(advice_on):
    assert warned(advice_on({"b": CAREFUL, "a": CAREFUL})) == ["b", "a"]


def test_a_warning_that_another_one_refines_is_left_out(advice_on):
    rules = {"wide": CAREFUL, "narrow": {**CAREFUL, "when": {"role": "client"}, "refines": ["wide"]}}
    assert warned(advice_on(rules, role="client")) == ["narrow"]


def test_a_warning_stays_while_the_one_that_refines_it_only_may_apply(advice_on):
    rules = {"wide": CAREFUL, "narrow": {**CAREFUL, "when": {"role": "client"}, "refines": ["wide"]}}
    assert warned(advice_on(rules)) == ["wide"]


def test_a_superseded_warning_is_never_told(advice_on):
    old = {"standing": "superseded", "superseded_by": "new", "ended_on": "2024-01-01"}
    assert warned(advice_on({"old": {**FINAL, **old}, "new": CAREFUL})) == ["new"]


def test_an_irreversible_step_that_may_be_near_is_told_with_its_condition(advice_on):
    final = {**FINAL, "when": {"role": "freelancer", "money_state": "held"}}
    assert needed(advice_on({"final": final})) == {"final": ["freelancer", "held"]}


def test_only_what_is_still_unknown_of_an_irreversible_step_is_told_as_its_condition(advice_on):
    final = {**FINAL, "when": {"role": "freelancer", "money_state": "held"}}
    assert needed(advice_on({"final": final}, role="freelancer")) == {"final": ["held"]}


def test_an_irreversible_step_that_is_ruled_out_is_not_warned_of(advice_on):
    assert warned(advice_on({"final": {**FINAL, "when": {"role": "freelancer"}}}, role="client")) == []


def test_of_two_irreversible_steps_that_may_be_near_the_nearer_one_is_told(advice_on):
    rules = {
        "far": {**FINAL, "when": {"role": "client", "money_state": "held"}},
        "near": {**FINAL, "when": {"role": "client"}},
    }
    assert warned(advice_on(rules)) == ["near"]


def test_an_irreversible_step_that_may_be_near_is_told_after_a_plain_warning_that_holds(advice_on):
    rules = {"final": {**FINAL, "when": {"role": "client"}}, "careful": CAREFUL}
    assert needed(advice_on(rules)) == {"careful": [], "final": ["client"]}


def test_an_irreversible_step_that_is_near_for_certain_makes_one_that_may_be_near_superfluous(advice_on):
    rules = {"certain": FINAL, "possible": {**FINAL, "when": {"role": "client"}}}
    assert warned(advice_on(rules)) == ["certain"]


def test_an_irreversible_guard_makes_a_step_that_may_be_near_superfluous(advice_on):
    guards = {"end/account": {"guard": {**GUARD, "irreversible": True}}}
    assert warned(advice_on({"possible": {**FINAL, "when": {"role": "client"}}}, guards)) == ["guard"]


def test_an_irreversible_step_that_only_a_rare_value_brings_near_is_kept_back(advice_on):
    rules = {"final": {**FINAL, "when": {"contract_type": "payroll"}}}
    assert warned(advice_on(rules)) == []
    assert warned(advice_on(rules, contract_type="payroll")) == ["final"]


def test_any_other_warning_that_may_apply_is_kept_back(advice_on):
    assert warned(advice_on({"careful": {**CAREFUL, "when": {"role": "client"}}})) == []


def test_a_warning_with_its_condition_is_not_told_a_second_time_as_a_branch(advice_on):
    assert told(advice_on({"final": {**FINAL, "when": {"role": "client"}}})) == []


def test_a_warning_that_holds_is_not_told_a_second_time_as_a_line(advice_on):
    assert told(advice_on({"one": CAREFUL, "two": FINAL, "point": {}})) == ["point"]


def test_a_fact_that_would_only_refine_a_warning_told_for_this_contract_is_not_asked(advice_on):
    wide = {**FINAL, "when": {"contract_type": "hourly"}}
    narrow = {**FINAL, "when": {"contract_type": "hourly", "role": "client"}, "refines": ["wide"]}
    assert advice_on({"wide": wide, "narrow": narrow}, contract_type="hourly").asks is None


def test_a_fact_that_would_refine_a_warning_told_to_everybody_is_asked(advice_on):
    rules = {"wide": FINAL, "narrow": {**FINAL, "when": {"role": "client"}, "refines": ["wide"]}}
    assert advice_on(rules).asks.id == "role"


def test_a_fact_that_only_a_warning_told_with_its_condition_waits_for_is_not_asked(advice_on):
    assert advice_on({"final": {**FINAL, "when": {"role": "client"}}}).asks is None


def test_a_fact_that_a_warning_which_is_kept_back_waits_for_is_asked(advice_on):
    assert advice_on({"careful": {**CAREFUL, "when": {"role": "client"}}}).asks.id == "role"


def test_what_a_told_warning_refines_is_not_told_as_a_branch(advice_on):
    narrow = {**FINAL, "refines": ["wide"]}
    assert told(advice_on({"narrow": narrow, "wide": {**CAREFUL, "when": {"role": "client"}}})) == []


def test_a_fact_the_person_is_unsure_about_stays_a_condition(advice_on):
    rules = {"final": {**FINAL, "when": {"role": "client"}}}
    assert needed(advice_on(rules, unsure=["role"])) == {"final": ["client"]}


def test_a_warning_that_guards_its_option_is_told_in_every_cell_of_it(advice_on):
    assert warned(advice_on({}, {"end/account": {"guard": GUARD}})) == ["guard"]


def test_a_warning_that_guards_its_own_cell_is_told_once(advice_on):
    assert warned(advice_on({"guard": GUARD})) == ["guard"]


def test_a_warning_of_another_cell_that_guards_nothing_stays_there(advice_on):
    assert warned(advice_on({}, {"end/account": {"careful": CAREFUL}})) == []


def test_a_warning_guards_no_other_option(advice_on):
    assert warned(advice_on({}, {"pause/account": {"guard": GUARD}})) == []


def test_a_guard_is_told_besides_the_warnings_of_the_cell_itself(advice_on):
    assert sorted(warned(advice_on({"own": CAREFUL}, {"end/account": {"guard": GUARD}}))) == ["guard", "own"]


def test_an_irreversible_guard_comes_before_the_warnings_of_the_cell_itself(advice_on):
    guards = {"end/account": {"guard": {**GUARD, "irreversible": True}}}
    assert warned(advice_on({"own": CAREFUL}, guards)) == ["guard", "own"]


def test_a_guard_that_a_warning_of_the_cell_refines_is_left_out(advice_on):
    own = {**CAREFUL, "refines": ["guard"]}
    assert warned(advice_on({"own": own}, {"end/account": {"guard": GUARD}})) == ["own"]


def test_a_warning_of_the_cell_that_a_guard_refines_is_left_out(advice_on):
    guards = {"end/account": {"guard": {**GUARD, "refines": ["own"]}}}
    assert warned(advice_on({"own": CAREFUL}, guards)) == ["guard"]


def test_a_warning_guards_only_where_it_applies_without_doubt(advice_on):
    guards = {"end/account": {"guard": {**GUARD, "when": {"role": "client"}}}}
    assert warned(advice_on({}, guards)) == []
    assert warned(advice_on({}, guards, role="client")) == ["guard"]


def test_a_warning_that_another_guard_refines_does_not_guard(advice_on):
    guards = {"wide": GUARD, "narrow": {**GUARD, "when": {"role": "client"}, "refines": ["wide"]}}
    assert warned(advice_on({}, {"end/account": guards}, role="client")) == ["narrow"]


def test_a_guard_is_not_lost_to_a_rule_that_is_not_told_here(advice_on):
    others = {"end/account": {"guard": GUARD, "elsewhere": {**CAREFUL, "refines": ["guard"]}}}
    assert warned(advice_on({}, others)) == ["guard"]
