"""What holds for every draft of the project's own knowledge, whatever the situation is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.consultation.draft_checks import MAX_CHARACTERS
from advisor.consultation.draft_records import Draft
from advisor.consultation.drafting import drafts_for_plan, drafts_on, occasions_of, write
from advisor.consultation.planning import make_plan
from advisor.loading import default_knowledge
from advisor.situation import Situation

KNOWLEDGE = default_knowledge()
DRAFTS = list(KNOWLEDGE.consultation.drafts.values())
OCCASIONS = list(KNOWLEDGE.consultation.occasions.values())
MAX_OCCASIONS = 5
PLACE = re.compile(r"\[[A-Za-z][^\[\]]*\]")
# What may be said only of somebody who told it, or in a draft that is about nothing else.
TELLING = {
    ("contract_type", "hourly"): r"\bit is hourly|\bhours of this week|work diary",
    ("contract_type", "fixed_price"): r"\bit is fixed price|\bchange to the milestone",
    ("contract_type", "payroll"): r"payroll",
    ("contract_type", "project_catalog"): r"catalog",
    ("actor", "upwork"): r"upwork paused|\bwhy was (the contract|it) stopped",
    ("work_state", "submitted"): r"\bsubmitted\b",
    ("work_state", "in_progress"): r"\bnot done:|\bstill open:",
    ("work_state", "not_started"): r"\bnot started\b|\bno work has been started",
    ("money_state", "held"): r"\bdeposited for|\bis already deposited|\bare deposited",
    ("money_state", "paid"): r"everything has been paid",
    ("other_side", "agreed"): r"\bwe agreed on this",
    ("other_side", "hostile"): r"hostile",
    ("motive", "finished"): r"\bthe work we agreed is done",
    ("motive", "break_needed"): r"\bi need a break",
    ("motive", "bad_experience"): r"\bnot going well|\bdid not work out",
    ("dispute_state", "open"): r"refund request is open",
}
UNPAID = re.compile(r"not been paid|was not paid|still to be paid|still owe", re.IGNORECASE)
situations = st.fixed_dictionaries(
    {},
    optional={
        fact.id: st.sampled_from([value.id for value in fact.values]) for fact in KNOWLEDGE.facts.values()
    },
).map(Situation)
many = settings(max_examples=200, deadline=None)


def _given_to(situation: Situation) -> list[Draft]:
    """Return all drafts that somebody in the situation may be given."""
    return [draft for occasion in OCCASIONS for draft in drafts_on(KNOWLEDGE, situation, occasion)]


@many
@given(situations)
def test_every_draft_reads_well_in_both_tones(situation: Situation) -> None:
    for draft in _given_to(situation):
        polite, brief = (write(KNOWLEDGE, situation, draft, tone).text for tone in ("polite", "brief"))

        assert len(brief) < len(polite) <= MAX_CHARACTERS
        for text in (polite, brief):
            assert not set("[]{}") & set(PLACE.sub("", text))
            assert "None" not in text
            assert "  " not in text
            assert "\n\n\n" not in text


@many
@given(situations)
def test_no_draft_says_what_the_person_did_not_tell(situation: Situation) -> None:
    for draft in _given_to(situation):
        for tone in draft.texts:
            text = write(KNOWLEDGE, situation, draft, tone).text.lower()
            for (fact, value), words in TELLING.items():
                if re.search(words, text):
                    assert situation.get(fact) == value, f"{draft.id} ({tone}) says that {fact} is {value}"
            if UNPAID.search(text):
                assert "owed" in situation.values() or "not_paid" in situation.values(), draft.id


def test_every_value_that_is_guarded_is_said_somewhere() -> None:
    said = " ".join(text.lower() for draft in DRAFTS for text in draft.texts.values())

    assert [words for words in TELLING.values() if not re.search(words, said)] == []


@many
@given(situations)
def test_a_draft_is_written_by_the_side_the_person_is_on(situation: Situation) -> None:
    for draft in _given_to(situation):
        assert situation.get("role") in (None, *draft.applies_when.get("role", [situation.get("role")]))


@many
@given(situations)
def test_a_plan_offers_few_messages_and_one_for_every_talk(situation: Situation) -> None:
    plan = make_plan(KNOWLEDGE, situation)
    drafts = [written.draft for written in drafts_for_plan(KNOWLEDGE, situation, plan)]

    assert len(occasions_of(KNOWLEDGE, drafts)) <= MAX_OCCASIONS
    served = {step for draft in drafts for step in draft.steps}
    talks = {planned.step.id for planned in plan.steps if planned.step.phase == "talk"}
    assert not talks or served & talks


@pytest.mark.parametrize("draft", DRAFTS, ids=[draft.id for draft in DRAFTS])
def test_somebody_can_be_given_it(draft: Draft) -> None:
    told = Situation({fact: values[0] for fact, values in draft.applies_when.items()})
    occasion = KNOWLEDGE.consultation.occasions[draft.occasion]

    assert drafts_on(KNOWLEDGE, told, occasion)[0] == draft


@pytest.mark.parametrize("occasion", OCCASIONS, ids=[occasion.id for occasion in OCCASIONS])
def test_no_word_names_two_occasions(occasion: object) -> None:
    others = {word for other in OCCASIONS if other != occasion for word in other.words}

    assert others.isdisjoint(occasion.words)  # type: ignore[attr-defined]
