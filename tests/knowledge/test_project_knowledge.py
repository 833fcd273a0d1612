"""What the project promises about its own knowledge base, beyond what the loader checks."""

from __future__ import annotations

from datetime import date
from statistics import median

import pytest

from advisor import wording
from advisor.advise import advise
from advisor.loading import default_knowledge, load_knowledge
from advisor.situation import Situation
from advisor.vocabulary import OPTIONS, TOPICS, Cell
from editing.completeness import completeness_faults

CELLS = [Cell(option, topic) for option in OPTIONS for topic in TOPICS]
SITUATIONS = [
    {},
    *(
        {"role": role, "contract_type": contract_type}
        for role in ("freelancer", "client")
        for contract_type in ("hourly", "fixed_price")
    ),
]
WORDS_OF_AN_ANSWER = 135
WORDS_OF_MOST_ANSWERS = 90


@pytest.fixture
def knowledge():
    return default_knowledge()


def words(text):
    return len(text.split())


def answers(knowledge, cell):
    return [advise(knowledge, Situation(facts), cell) for facts in SITUATIONS]


def test_the_knowledge_base_has_no_faults():
    assert load_knowledge().rules


def test_all_claims_findings_and_gaps_are_there(knowledge):
    assert (len(knowledge.claims), len(knowledge.findings), len(knowledge.gaps)) == (68, 150, 36)


def test_every_cell_of_the_vocabulary_has_a_verdict(knowledge):
    assert {cell for cell in CELLS if not advise(knowledge, Situation(), cell).verdict} == set()


def test_every_rule_is_complete_on_the_day_it_was_checked(knowledge):
    assert list(completeness_faults(knowledge.as_of(date(2026, 11, 22)))) == []


def test_every_verdict_is_told_somewhere(knowledge):
    """A verdict that narrower ones replace in every situation would never be read by anybody."""
    facts = [{}, *({fact.id: value.id} for fact in knowledge.facts.values() for value in fact.values)]
    verdicts = [rule for rule in knowledge.rules.values() if rule.part == "verdict"]
    own = [{fact: values[0] for fact, values in rule.applies_when.items()} for rule in verdicts]
    never = [
        rule.id
        for rule, conditions in zip(verdicts, own, strict=True)
        if rule.standing != "superseded"
        and not any(
            advise(knowledge, Situation({**extra, **conditions}), knowledge.cells[rule.id]).verdict == rule
            for extra in facts
        )
    ]
    assert never == []


def test_every_contradicted_claim_is_corrected_for_somebody_who_brings_it_up(knowledge):
    contradicted = [claim for claim in knowledge.claims.values() if claim.verdict == "contradicted"]
    cells = {claim.id: knowledge.cells[claim.advice[0]] for claim in contradicted}
    uncorrected = [
        claim.id
        for claim in contradicted
        if not advise(knowledge, Situation(), cells[claim.id], [claim.id]).correction
    ]
    assert contradicted
    assert uncorrected == []


def test_nobody_else_is_told_of_an_article(knowledge):
    told = [wording.answer(knowledge, advice) for cell in CELLS for advice in answers(knowledge, cell)]
    assert [parts for parts in told if "2022 article" in " ".join(parts)] == []


def test_no_contradicted_claim_is_left_out(knowledge):
    contradicted = [claim for claim in knowledge.claims.values() if claim.verdict == "contradicted"]
    assert [claim.id for claim in contradicted if claim.left_out] == []


def test_every_correction_names_an_article(knowledge):
    corrections = [rule for rule in knowledge.rules.values() if rule.correction]
    assert corrections
    assert [rule.id for rule in corrections if "article" not in rule.correction] == []


def test_every_advice_rule_cites_something(knowledge):
    assert [rule.id for rule in knowledge.rules.values() if not rule.findings and not rule.gaps] == []


def test_what_a_rule_states_rests_on_a_finding(knowledge):
    sure = [rule for rule in knowledge.rules.values() if rule.confidence != "unknown"]
    assert [rule.id for rule in sure if not rule.findings] == []


def test_every_source_carries_a_finding_or_the_claims(knowledge):
    used = {source for finding in knowledge.findings.values() for source in finding.sources}
    used |= {claim.document for claim in knowledge.claims.values()}
    assert set(knowledge.sources) - used == set()


@pytest.mark.parametrize("facts", SITUATIONS, ids=lambda facts: "-".join(facts.values()) or "unknown")
def test_no_answer_is_longer_than_a_reader_bears(knowledge, facts):
    advice = {cell: advise(knowledge, Situation(facts), cell) for cell in CELLS}
    lengths = {str(cell): words(" ".join(wording.answer(knowledge, one))) for cell, one in advice.items()}
    assert {cell: length for cell, length in lengths.items() if length > WORDS_OF_AN_ANSWER} == {}
    assert median(lengths.values()) <= WORDS_OF_MOST_ANSWERS


def test_no_advice_has_a_placeholder_or_markup(knowledge):
    texts = {
        rule.id: f"{rule.statement} {rule.next_step} {rule.correction}" for rule in knowledge.rules.values()
    }
    assert [name for name, text in texts.items() if any(sign in text for sign in "{}<*`|")] == []
