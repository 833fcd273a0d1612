"""What holds for the answers of the project's own knowledge, whatever the situation may be."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from advisor import wording
from advisor.advise import advise, advise_all
from advisor.grounds import grounds_told
from advisor.knowledge import ANY_CLAIM
from advisor.loading import default_knowledge
from advisor.matching import match
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import OPTIONS, TOPICS, Cell

CELLS = [Cell(option, topic) for option in OPTIONS for topic in TOPICS]
# A sentence may begin with "None", but in the middle of one it is a value that is missing.
PLACEHOLDER = re.compile(r"[{}]|[a-z,(] ?None\b")

# The seed of the draws: with one for all, every property is held against the same situations, and the advice
# on these is worked out once.
SEED = 1


def over_all_cells(test):
    """Hold a property against situations; each example asks about every cell of the vocabulary."""
    return settings(max_examples=50, deadline=None)(seed(SEED)(test))


FACTS = default_knowledge().facts
TOLD = st.fixed_dictionaries(
    {name: st.none() | st.sampled_from([value.id for value in fact.values]) for name, fact in FACTS.items()}
)
UNSURE = st.frozensets(st.sampled_from(sorted(FACTS)))


def situations():
    """Draw any facts of facts.yml, and any others that the person could not tell."""
    return st.builds(_situation, TOLD, UNSURE)


def _situation(told, unsure):
    return Situation({fact: value for fact, value in told.items() if value}, unsure)


def work_out(situation):
    return [advise(default_knowledge(), situation, cell) for cell in CELLS]


def all_advice(situation):
    """Return what `work_out` does; facts told in another order are another situation to it."""
    return _remembered(tuple(situation.items()), frozenset(situation.unsure))[0]


def all_replies(situation):
    """Return each advice and the reply that tells it."""
    return zip(*_remembered(tuple(situation.items()), frozenset(situation.unsure)), strict=True)


@cache
def _remembered(facts, unsure):
    advice = work_out(Situation(dict(facts), unsure))
    return advice, replies(advice)


def replies(advice):
    return [wording.reply(default_knowledge(), [one]) for one in advice]


def questions(cells):
    return [Question("", cell, 1.0) for cell in cells]


def rules_of(advice):
    return [*advice.opening, *(line.rule for line in advice.lines)]


def told_ids(advice):
    asked = advice.asks.id if advice.asks else None
    needs = [(warning.rule.id, [value.id for value in warning.needs]) for warning in advice.warnings]
    return [rule.id for rule in rules_of(advice)], needs, asked


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
    for advice, reply in all_replies(situation):
        told = [reply, wording.rest(knowledge, advice), grounds_told(knowledge, situation, [advice])]
        assert [text for text in told if not text.strip() or PLACEHOLDER.search(text)] == []


@over_all_cells
@given(situation=situations(), cells=st.lists(st.sampled_from(CELLS), min_size=2, max_size=4))
def test_several_questions_are_answered_in_words_without_a_placeholder(situation, cells):
    advice = advise_all(default_knowledge(), situation, questions(cells))
    assert not PLACEHOLDER.search(wording.reply(default_knowledge(), advice))


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
    warnings = [warning for advice in all_advice(situation) for warning in advice.warnings]
    untrue = [warning for warning in warnings if not holds(warning.rule, situation, warning.needs)]
    assert [warning.rule.id for warning in untrue] == []


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
    one_of_several = advise_all(default_knowledge(), situation, questions(CELLS))
    for advice in [*all_advice(situation), *one_of_several]:
        told = {rule.id for rule in advice.rules}
        disputed = [rule for rule in advice.rules if rule.standing == "disputed"]
        assert [rule.id for rule in disputed if not told & set(rule.disputes)] == []


@over_all_cells
@given(situation=situations())
def test_no_warning_is_told_a_second_time_as_a_line(situation):
    for advice in all_advice(situation):
        warned = [warning.rule.id for warning in advice.warnings]
        lines = [line for line in advice.lines if line.rule.part == "warning"]
        assert [line.rule.id for line in lines if line.condition is None or line.rule.id in warned] == []
        assert len(set(warned)) == len(warned)


@over_all_cells
@given(situation=situations())
def test_at_most_one_warning_is_told_with_a_condition_and_only_of_an_irreversible_step(situation):
    for advice in all_advice(situation):
        conditional = [warning.rule for warning in advice.warnings if warning.needs]
        assert [rule.id for rule in conditional if not rule.irreversible] == []
        assert len(conditional) <= 1


@over_all_cells
@given(situation=situations())
def test_warnings_of_irreversible_steps_that_hold_come_first(situation):
    for advice in all_advice(situation):
        order = [warning.rule.irreversible for warning in advice.warnings if not warning.needs]
        assert order == sorted(order, reverse=True), advice.cell


@over_all_cells
@given(situation=situations())
def test_nothing_is_asked_that_is_known_or_cannot_be_told(situation):
    asked = {advice.asks.id for advice in all_advice(situation) if advice.asks}
    assert asked & (situation.keys() | situation.unsure | presumed().keys()) == set()


@over_all_cells
@given(situation=situations())
def test_every_question_is_answered_or_admitted_to_be_unknown(situation):
    """Not to know is to say so: by a verdict that rests on a gap, or in so many words."""
    knowledge = default_knowledge()
    for advice, text in all_replies(situation):
        if advice.verdict is None and not advice.sides:
            assert (advice.status, knowledge.phrases.no_advice in text) == ("unknown", True), advice.cell
        elif advice.status == "unknown":
            assert (advice.verdict.confidence, bool(advice.verdict.gaps)) == ("unknown", True), advice.cell
            assert advice.verdict.statement in text or advice.verdict.statement[-40:] in text


@over_all_cells
@given(situation=situations(), day=st.dates(date(2026, 1, 1), date(2032, 12, 31)))
def test_no_rule_is_told_that_does_not_hold_on_the_day(situation, day):
    knowledge = default_knowledge().as_of(day)
    told = [rule for cell in CELLS for rule in rules_of(advise(knowledge, situation, cell))]
    assert {rule.id for rule in told if not rule.holds_on(day)} == set()


@over_all_cells
@given(situation=situations())
def test_the_same_question_in_the_same_situation_is_answered_in_the_same_words(situation):
    again = Situation(dict(situation), frozenset(situation.unsure))
    assert [reply for _, reply in all_replies(situation)] == replies(work_out(again))


@over_all_cells
@given(situation=situations(), data=st.data())
def test_a_further_fact_drops_no_warning_that_still_holds(situation, data):
    """A warning may go when it holds no more, or when a rule that holds now is told instead of it."""
    unknown = sorted(default_knowledge().facts.keys() - situation.keys())
    fact = default_knowledge().facts[data.draw(st.sampled_from(unknown or ["role"]), label="fact")]
    value = data.draw(st.sampled_from([value.id for value in fact.values]), label="value")
    more = Situation({fact.id: value, **situation}, situation.unsure)
    refined = {
        name for rule in default_knowledge().rules.values() if holds(rule, more) for name in rule.refines
    }
    for before, after in zip(all_advice(situation), all_advice(more), strict=True):
        certain = [warning.rule for warning in before.warnings if not warning.needs]
        expected = {rule.id for rule in certain if holds(rule, more) and rule.id not in refined}
        assert expected - {warning.rule.id for warning in after.warnings} == set(), before.cell


@over_all_cells
@given(situation=situations())
def test_an_answer_that_tells_how_to_take_a_final_step_opens_with_a_warning(situation):
    knowledge = default_knowledge()
    unwarned = []
    for advice in all_advice(situation):
        final = [rule.id for rule in advice.rules if rule.irreversible and rule.part != "warning"]
        opening = wording.answer(knowledge, advice)[0]
        if final and not opening.startswith(knowledge.phrases.warning.rstrip(":")):
            unwarned.append((str(advice.cell), final))
    assert unwarned == []


@over_all_cells
@given(situation=situations())
def test_nobody_is_told_that_an_article_errs_who_brings_up_no_claim(situation):
    knowledge = default_knowledge()
    corrections = [rule.correction for rule in knowledge.rules.values() if rule.correction]
    for advice, text in all_replies(situation):
        assert advice.correction is None
        assert [correction for correction in corrections if correction in text] == []


@over_all_cells
@given(situation=situations(), claims=st.sets(st.sampled_from([ANY_CLAIM, *default_knowledge().claims])))
def test_whatever_claim_is_brought_up_only_the_correction_is_added(situation, claims):
    for plain in all_advice(situation):
        told = advise(default_knowledge(), situation, plain.cell, claims)
        assert told_ids(told) == told_ids(plain)
        said = wording.answer(default_knowledge(), told)
        assert said == wording.answer(default_knowledge(), plain) + [told.correction] * bool(told.correction)


def test_every_contradicted_claim_is_set_right_wherever_it_is_brought_up():
    knowledge = default_knowledge()
    contradicted = [claim for claim in knowledge.claims.values() if claim.verdict == "contradicted"]
    uncorrected = [
        (claim.id, str(cell))
        for claim in contradicted
        for cell in CELLS
        if advise(knowledge, Situation(), cell, [claim.id]).correction is None
    ]
    assert uncorrected == []
