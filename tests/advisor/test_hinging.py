from __future__ import annotations

import pytest

from advisor.hinging import branches, fact_to_ask


@pytest.fixture
def knowledge(knowledge_of):
    return knowledge_of({"end/feedback": {"general": {"part": "verdict"}}})


def told(found):
    return [(branch.value.id, branch.rule.id) for branch in found]


def test_the_fact_on_which_most_verdicts_depend_is_asked(knowledge, rule):
    depending = [
        rule("a", part="verdict", when={"role": "client"}),
        rule("b", part="verdict", when={"money_state": "held"}),
        rule("c", part="verdict", when={"money_state": "owed"}),
    ]
    assert fact_to_ask(knowledge, depending, {}).id == "money_state"


def test_a_warning_weighs_as_much_as_a_verdict(knowledge, rule):
    depending = [
        rule("a", part="verdict", when={"role": "client"}),
        rule("b", part="warning", when={"money_state": "held"}),
        rule("c", part="verdict", when={"money_state": "owed"}),
    ]
    assert fact_to_ask(knowledge, depending, {}).id == "money_state"


def test_points_are_no_reason_to_ask(knowledge, rule):
    assert fact_to_ask(knowledge, [rule("a", when={"role": "client"})], {}) is None


def test_nothing_is_asked_when_nothing_depends(knowledge):
    assert fact_to_ask(knowledge, [], {}) is None


def test_a_rule_that_needs_two_unknown_facts_counts_half_for_each(knowledge, rule):
    depending = [
        rule("a", part="verdict", when={"role": "client", "actor": "me"}),
        rule("b", part="verdict", when={"contract_type": "hourly"}),
    ]
    assert fact_to_ask(knowledge, depending, {}).id == "contract_type"


def test_a_fact_that_is_known_takes_no_share(knowledge, rule):
    depending = [
        rule("a", part="verdict", when={"role": "client", "actor": "me"}),
        rule("b", part="verdict", when={"contract_type": "hourly"}),
    ]
    assert fact_to_ask(knowledge, depending, {"actor": "me"}).id == "role"


def test_facts_of_equal_weight_are_asked_in_the_order_of_their_file(knowledge, rule):
    depending = [
        rule("a", part="verdict", when={"money_state": "held"}),
        rule("b", part="verdict", when={"contract_type": "hourly"}),
    ]
    assert fact_to_ask(knowledge, depending, {}).id == "contract_type"


def test_a_rare_value_is_no_reason_to_ask(knowledge, rule):
    assert fact_to_ask(knowledge, [rule("a", part="verdict", when={"contract_type": "payroll"})], {}) is None


def test_a_rule_for_a_rare_value_asks_for_its_other_facts_neither(knowledge, rule):
    narrow = rule("a", part="verdict", when={"contract_type": "payroll", "role": "client"})
    assert fact_to_ask(knowledge, [narrow], {}) is None


def test_a_rule_for_a_rare_or_a_common_value_is_a_reason_to_ask(knowledge, rule):
    either = rule("a", part="verdict", when={"contract_type": ["payroll", "hourly"]})
    assert fact_to_ask(knowledge, [either], {}).id == "contract_type"


def test_a_fact_that_must_not_be_asked_gives_way_to_the_next(knowledge, rule):
    depending = [
        rule("a", part="verdict", when={"money_state": "held"}),
        rule("b", part="verdict", when={"money_state": "owed"}),
        rule("c", part="verdict", when={"role": "client"}),
    ]
    assert fact_to_ask(knowledge, depending, {}, but_not={"money_state"}).id == "role"


def test_a_rule_that_needs_a_fact_which_must_not_be_asked_is_no_reason_to_ask(knowledge, rule):
    depending = [rule("a", part="verdict", when={"role": "client", "money_state": "held"})]
    assert fact_to_ask(knowledge, depending, {}, but_not={"money_state"}) is None


def test_without_a_fact_there_are_no_branches(rule):
    assert branches([rule("a", part="verdict", when={"role": "client"})], {}, None) == []


def test_each_value_that_changes_the_verdict_opens_a_branch(knowledge, rule):
    rules = [
        rule("general", part="verdict"),
        rule("for-clients", part="verdict", when={"role": "client"}),
        rule("for-freelancers", part="verdict", when={"role": "freelancer"}),
    ]
    found = branches(rules, {}, knowledge.facts["role"])
    assert told(found) == [("freelancer", "for-freelancers"), ("client", "for-clients")]


def test_a_value_that_changes_nothing_opens_no_branch(knowledge, rule):
    rules = [rule("general", part="verdict"), rule("for-clients", part="verdict", when={"role": "client"})]
    assert told(branches(rules, {}, knowledge.facts["role"])) == [("client", "for-clients")]


def test_a_branch_tells_the_narrowest_verdict_for_its_value(knowledge, rule):
    rules = [
        rule("general", part="verdict"),
        rule("for-clients", part="verdict", when={"role": "client"}),
        rule("for-paying-clients", part="verdict", when={"role": "client", "money_state": "paid"}),
    ]
    found = branches(rules, {"money_state": "paid"}, knowledge.facts["role"])
    assert told(found) == [("client", "for-paying-clients")]


def test_a_branch_that_needs_yet_another_fact_is_not_opened(knowledge, rule):
    rules = [rule("a", part="verdict", when={"role": "client", "money_state": "paid"})]
    assert branches(rules, {}, knowledge.facts["role"]) == []


def test_verdicts_are_told_rather_than_warnings(knowledge, rule):
    rules = [
        rule("warning", part="warning", when={"role": "freelancer"}),
        rule("verdict", part="verdict", when={"role": "client"}),
    ]
    assert told(branches(rules, {}, knowledge.facts["role"])) == [("client", "verdict")]


def test_warnings_are_told_when_the_verdict_stays_the_same(knowledge, rule):
    rules = [rule("general", part="verdict"), rule("warning", part="warning", when={"role": "client"})]
    assert told(branches(rules, {}, knowledge.facts["role"])) == [("client", "warning")]


def test_points_open_no_branch(knowledge, rule):
    assert branches([rule("point", when={"role": "client"})], {}, knowledge.facts["role"]) == []


def test_a_rule_that_several_values_bring_opens_one_branch(knowledge, rule):
    either = rule("either", part="verdict", when={"contract_type": ["hourly", "fixed_price"]})
    assert told(branches([either], {}, knowledge.facts["contract_type"])) == [("hourly", "either")]


def test_of_several_warnings_a_value_brings_the_weightiest(knowledge, rule):
    rules = [
        rule("careful", part="warning", when={"role": "client"}),
        rule("final", part="warning", when={"role": "client"}, irreversible=True),
    ]
    assert told(branches(rules, {}, knowledge.facts["role"])) == [("client", "final")]


def test_rare_values_come_last(knowledge, rule):
    fact = knowledge.facts["contract_type"]
    reversed_fact = fact.copy(update={"values": fact.values[::-1]})
    rules = [rule("rare", part="verdict", when={"contract_type": "payroll"})]
    rules.append(rule("common", part="verdict", when={"contract_type": "hourly"}))
    assert told(branches(rules, {}, reversed_fact)) == [("hourly", "common"), ("payroll", "rare")]
