from __future__ import annotations

from advisor.matching import applying, by_weight, can_both_apply, depending, is_narrower, match, replaces


def ids(rules):
    return [rule.id for rule in rules]


def test_a_rule_without_conditions_applies_to_an_unknown_situation(rule):
    assert match(rule("always"), {}).applies


def test_a_rule_applies_when_every_condition_is_met(rule):
    narrow = rule("narrow", when={"role": "client", "contract_type": "hourly"})
    assert match(narrow, {"role": "client", "contract_type": "hourly"}).applies


def test_any_of_several_values_meets_a_condition(rule):
    either = rule("either", when={"contract_type": ["hourly", "fixed_price"]})
    assert match(either, {"contract_type": "fixed_price"}).applies


def test_a_rule_does_not_apply_when_a_fact_differs(rule):
    outcome = match(rule("narrow", when={"role": "client"}), {"role": "freelancer"})
    assert outcome.excluded
    assert not outcome.applies
    assert not outcome.depends


def test_a_rule_depends_on_the_facts_that_are_not_known(rule):
    narrow = rule("narrow", when={"role": "client", "contract_type": "hourly", "actor": "me"})
    outcome = match(narrow, {"contract_type": "hourly"})
    assert outcome.depends
    assert outcome.unknown == ("role", "actor")


def test_a_fact_that_differs_outweighs_one_that_is_unknown(rule):
    narrow = rule("narrow", when={"role": "client", "contract_type": "hourly"})
    assert match(narrow, {"contract_type": "fixed_price"}).excluded


def test_facts_that_no_condition_names_do_not_matter(rule):
    assert match(rule("narrow", when={"role": "client"}), {"role": "client", "actor": "me"}).applies


def test_rules_that_need_different_values_of_a_fact_cannot_both_apply(rule):
    hourly, fixed = (
        rule("a", when={"contract_type": "hourly"}),
        rule("b", when={"contract_type": "fixed_price"}),
    )
    assert not can_both_apply(hourly, fixed)


def test_rules_that_share_a_value_can_both_apply(rule):
    one = rule("a", when={"contract_type": ["hourly", "payroll"]})
    other = rule("b", when={"contract_type": ["fixed_price", "payroll"]})
    assert can_both_apply(one, other)


def test_rules_about_different_facts_can_both_apply(rule):
    assert can_both_apply(rule("a", when={"role": "client"}), rule("b", when={"contract_type": "hourly"}))


def test_a_rule_with_one_more_condition_is_narrower(rule):
    one = rule("a", when={"role": "client", "contract_type": "hourly"})
    assert is_narrower(one, rule("b", when={"role": "client"}))


def test_a_rule_with_fewer_values_is_narrower(rule):
    one = rule("a", when={"contract_type": "hourly"})
    assert is_narrower(one, rule("b", when={"contract_type": ["hourly", "payroll"]}))


def test_a_rule_is_not_narrower_than_one_with_the_same_conditions(rule):
    assert not is_narrower(rule("a", when={"role": "client"}), rule("b", when={"role": "client"}))


def test_a_rule_about_another_fact_is_not_narrower(rule):
    assert not is_narrower(rule("a", when={"role": "client"}), rule("b", when={"contract_type": "hourly"}))


def test_a_wider_rule_is_not_narrower(rule):
    assert not is_narrower(rule("a"), rule("b", when={"role": "client"}))


def test_a_narrower_verdict_replaces_a_wider_one(rule):
    assert replaces(rule("a", part="verdict", when={"role": "client"}), rule("b", part="verdict"))


def test_a_narrower_point_leaves_a_wider_one_standing(rule):
    assert not replaces(rule("a", when={"role": "client"}), rule("b"))


def test_a_narrower_verdict_leaves_points_standing(rule):
    assert not replaces(rule("a", part="verdict", when={"role": "client"}), rule("b"))


def test_a_rule_replaces_what_it_refines(rule):
    assert replaces(rule("a", refines=["b"]), rule("b"))


def test_a_replaced_rule_is_not_among_those_that_apply(rule):
    rules = [rule("wide", part="verdict"), rule("narrow", part="verdict", when={"role": "client"})]
    assert ids(applying(rules, {"role": "client"})) == ["narrow"]


def test_a_rule_replaces_nothing_where_it_does_not_apply(rule):
    rules = [rule("wide", part="verdict"), rule("narrow", part="verdict", when={"role": "client"})]
    assert ids(applying(rules, {"role": "freelancer"})) == ["wide"]


def test_a_rule_replaces_nothing_while_it_depends_on_an_unknown_fact(rule):
    rules = [rule("wide"), rule("narrow", when={"role": "client"}, refines=["wide"])]
    assert ids(applying(rules, {})) == ["wide"]


def test_rules_that_depend_on_unknown_facts_are_found(rule):
    rules = [rule("always"), rule("open", when={"role": "client"}), rule("out", when={"actor": "me"})]
    assert ids(depending(rules, {"actor": "other_side"})) == ["open"]


def test_a_rule_that_is_replaced_already_is_not_waited_for(rule):
    rules = [rule("wide", when={"role": "client"}), rule("narrow", when={"actor": "me"}, refines=["wide"])]
    assert ids(depending(rules, {"actor": "me"})) == []


def test_what_a_replaced_rule_replaces_is_not_waited_for_either(rule):
    rules = [
        rule("open", when={"role": "client"}),
        rule("middle", refines=["open"]),
        rule("newest", refines=["middle"]),
    ]
    assert ids(depending(rules, {})) == []


def test_irreversible_steps_weigh_most_then_narrow_rules_then_sure_ones(rule):
    rules = [
        rule("unsure", confidence="reported"),
        rule("sure"),
        rule("narrow", when={"role": "client"}, confidence="unknown"),
        rule("final", part="warning", irreversible=True),
    ]
    assert ids(sorted(rules, key=by_weight)) == ["final", "narrow", "sure", "unsure"]
