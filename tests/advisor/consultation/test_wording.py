"""A recommendation and its plan as a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.consultation.planning import make_plan
from advisor.consultation.wording import joined, plan_text, reason_to_ask
from advisor.knowledge import KnowledgeBase
from advisor.loading import load_knowledge
from advisor.situation import Situation

TODAY = date(2026, 11, 22)


@pytest.fixture
def knowledge(write_knowledge: Callable[..., Path]) -> KnowledgeBase:
    return load_knowledge(write_knowledge()).as_of(TODAY)


def _paragraphs(knowledge: KnowledgeBase, **facts: str) -> list[str]:
    return plan_text(knowledge, make_plan(knowledge, Situation(facts))).split("\n\n")


def test_the_recommendation_comes_first(knowledge: KnowledgeBase) -> None:
    assert _paragraphs(knowledge, contract_type="hourly")[0] == "(recommended Outcome end_now)"


def test_the_reason_is_told_with_how_sure_it_is(knowledge: KnowledgeBase) -> None:
    assert _paragraphs(knowledge, contract_type="hourly")[1] == "Reason of just-end. (sure)"


def test_a_reason_that_rests_on_what_is_not_known_says_so(knowledge: KnowledgeBase) -> None:
    assert _paragraphs(knowledge, contract_type="fixed_price")[1] == (
        "Reason of submit-first. (because it is fixed_price) (holds if it is held) (open)"
    )


def test_the_facts_that_led_to_a_reason_are_told_with_it(knowledge: KnowledgeBase) -> None:
    reasons = _paragraphs(knowledge, contract_type="fixed_price", money_state="held")[1]

    assert "(because it is fixed_price and it is held)" in reasons


def test_the_facts_are_listed_as_people_do(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    needed = minimal["consultation/recommendations.yml"]["recommendations"][0]["applies_when"]
    needed["role"] = "client"
    changed = load_knowledge(write_knowledge(minimal))

    reasons = _paragraphs(changed, contract_type="fixed_price", money_state="held", role="client")[1]

    assert "(because it is fixed_price, it is held and it is client)" in reasons


def test_what_it_means_is_told_aim_by_aim(knowledge: KnowledgeBase) -> None:
    assert "(weighing)\n- Aim money: Weight of just-end." in _paragraphs(knowledge, contract_type="hourly")


def test_what_would_change_it_is_told(knowledge: KnowledgeBase) -> None:
    paragraphs = _paragraphs(knowledge, contract_type="fixed_price", money_state="held")

    assert paragraphs[3] == "(changes)\n- If it is hourly: outcome end_now\n- If it is none: outcome end_now"


def test_steps_are_numbered_and_say_until_when_and_what_cannot_be_undone(knowledge: KnowledgeBase) -> None:
    paragraphs = _paragraphs(knowledge, contract_type="fixed_price", money_state="held")

    assert paragraphs[4].split("\n") == [
        "(plan)",
        "1. Doer you: Text of submit. Title of release: release until Sunday 6 December.",
        "2. Doer you: Text of close. (irreversible)",
        "3. Doer you: Text of rate. Title of feedback: feedback until Sunday 6 December.",
    ]


def test_a_step_says_where_it_is_taken(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    minimal["consultation/steps.yml"]["steps"][0]["where"] = "Menu > End"
    changed = load_knowledge(write_knowledge(minimal))

    assert "Text of close. (where Menu > End) (irreversible)" in "".join(_paragraphs(changed))


def test_a_step_that_may_be_needed_opens_with_its_condition(knowledge: KnowledgeBase) -> None:
    assert "1. If it is hourly: Text of check-hours." in _paragraphs(knowledge, money_state="none")[-2]


def test_the_sources_come_last(knowledge: KnowledgeBase) -> None:
    assert _paragraphs(knowledge)[-1].startswith("(sources)\n- Title of help-page")


def test_the_reason_to_ask_says_what_a_value_leads_to_that_others_do_not(knowledge: KnowledgeBase) -> None:
    text = reason_to_ask(knowledge, Situation(), knowledge.facts["contract_type"])

    assert text.split("\n") == ["(question_reason)", "- If it is fixed_price: outcome finish_first"]


def test_a_fact_that_changes_the_steps_only_is_asked_for_because_of_them(knowledge: KnowledgeBase) -> None:
    text = reason_to_ask(knowledge, Situation(), knowledge.facts["role"])

    assert text == "(question_reason_steps)"


def test_values_of_one_fact_are_joined_by_or(knowledge: KnowledgeBase) -> None:
    kinds, roles = (knowledge.facts[fact].values for fact in ("contract_type", "role"))

    clause = joined((tuple(kinds[:2]), tuple(roles[:1])))

    assert clause == "if it is hourly or it is fixed_price and it is freelancer"
