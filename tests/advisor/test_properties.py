"""What holds for the answers of the project's own knowledge, whatever the situation may be."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor import wording
from advisor.advise import advise, advise_all
from advisor.loading import default_knowledge
from advisor.matching import match
from advisor.situation import Situation
from advisor.vocabulary import OPTIONS, TOPICS, Cell

CELLS = [Cell(option, topic) for option in OPTIONS for topic in TOPICS]
PLACEHOLDER = re.compile(r"[{}]|\bNone\b")

# Each example asks about every cell of the vocabulary.
over_all_cells = settings(max_examples=25, deadline=None, derandomize=True)


@st.composite
def situations(draw):
    """Draw any facts of facts.yml, and any others that the person could not tell."""
    facts = default_knowledge().facts.values()
    known = {
        fact.id: draw(st.none() | st.sampled_from([value.id for value in fact.values])) for fact in facts
    }
    unsure = draw(st.sets(st.sampled_from(sorted(known))))
    return Situation({fact: value for fact, value in known.items() if value}, frozenset(unsure))


def all_advice(situation):
    return [advise(default_knowledge(), situation, cell) for cell in CELLS]


def rules_of(advice):
    return [rule for rule in (advice.verdict, advice.warning, *(line.rule for line in advice.lines)) if rule]


def told_ids(advice):
    asked = advice.asks.id if advice.asks else None
    return [rule.id for rule in rules_of(advice)], [value.id for value in advice.warning_needs], asked


def presumed():
    return {fact.id: fact.presumed for fact in default_knowledge().facts.values() if fact.presumed}


def holds(rule, situation, named=()):
    """Tell whether the rule applies, given also the values that are named as its condition."""
    facts = default_knowledge().facts.values()
    supposed = {
        fact.id: value.id for fact in facts for value in named if any(value is one for one in fact.values)
    }
    return match(rule, {**presumed(), **situation, **supposed}).applies


@over_all_cells
@given(situation=situations())
def test_every_question_is_answered_in_words_without_a_placeholder(situation):
    knowledge = default_knowledge()
    for advice in all_advice(situation):
        told = [wording.reply(knowledge, [advice]), wording.rest(knowledge, advice)]
        told.append(wording.all_sources(knowledge, [advice]))
        assert [text for text in told if not text.strip() or PLACEHOLDER.search(text)] == []


@over_all_cells
@given(situation=situations(), cells=st.lists(st.sampled_from(CELLS), min_size=2, max_size=4))
def test_several_questions_are_answered_in_words_without_a_placeholder(situation, cells):
    text = wording.reply(default_knowledge(), advise_all(default_knowledge(), situation, cells))
    assert not PLACEHOLDER.search(text)


@over_all_cells
@given(situation=situations())
def test_the_order_in_which_facts_were_told_does_not_matter(situation):
    again = Situation(dict(reversed(list(situation.items()))), situation.unsure)
    assert list(map(told_ids, all_advice(situation))) == list(map(told_ids, all_advice(again)))


@over_all_cells
@given(situation=situations())
def test_no_superseded_rule_is_told(situation):
    told = [rule for advice in all_advice(situation) for rule in rules_of(advice)]
    assert [rule.id for rule in told if rule.standing == "superseded"] == []


@over_all_cells
@given(situation=situations())
def test_every_line_told_applies_or_is_told_with_its_condition(situation):
    for advice in all_advice(situation):
        untrue = [
            line
            for line in advice.lines
            if not holds(line.rule, situation, list(filter(None, [line.condition])))
        ]
        assert [line.rule.id for line in untrue] == []


@over_all_cells
@given(situation=situations())
def test_every_verdict_applies(situation):
    verdicts = [advice.verdict for advice in all_advice(situation) if advice.verdict]
    assert [verdict.id for verdict in verdicts if not holds(verdict, situation)] == []


@over_all_cells
@given(situation=situations())
def test_every_warning_applies_under_the_conditions_it_is_told_with(situation):
    warned = [advice for advice in all_advice(situation) if advice.warning]
    untrue = [one for one in warned if not holds(one.warning, situation, one.warning_needs)]
    assert [advice.warning.id for advice in untrue] == []


@over_all_cells
@given(situation=situations())
def test_a_disputed_rule_is_never_told_alone(situation):
    for advice in all_advice(situation):
        told = {rule.id for rule in rules_of(advice)}
        disputed = [rule for rule in rules_of(advice) if rule.standing == "disputed"]
        assert [rule.id for rule in disputed if not told & set(rule.disputes)] == []


@over_all_cells
@given(situation=situations())
def test_every_point_that_disputes_a_verdict_is_among_the_lines(situation):
    rules = default_knowledge().rules
    for advice in all_advice(situation):
        lines = {line.rule.id for line in advice.lines}
        disputing = advice.verdict.disputes if advice.verdict else []
        assert [other for other in disputing if rules[other].part == "point" and other not in lines] == []


@over_all_cells
@given(situation=situations())
def test_a_first_answer_that_tells_one_side_of_a_dispute_tells_the_other(situation):
    one_of_several = advise_all(default_knowledge(), situation, CELLS)
    for advice in [*all_advice(situation), *one_of_several]:
        told = {rule.id for rule in advice.rules}
        disputed = [rule for rule in advice.rules if rule.standing == "disputed"]
        assert [rule.id for rule in disputed if not told & set(rule.disputes)] == []


@over_all_cells
@given(situation=situations())
def test_at_most_one_warning_is_told_without_a_condition(situation):
    for advice in all_advice(situation):
        others = [line for line in advice.lines if line.rule.part == "warning"]
        assert [line.rule.id for line in others if line.condition is None] == []
        assert advice.warning is None or advice.warning.id not in [line.rule.id for line in others]


@over_all_cells
@given(situation=situations())
def test_nothing_is_asked_that_is_known_or_cannot_be_told(situation):
    asked = {advice.asks.id for advice in all_advice(situation) if advice.asks}
    assert asked & (situation.keys() | situation.unsure | presumed().keys()) == set()
