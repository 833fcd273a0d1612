"""Why a line of a plan is there, and on which pages it rests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.consultation.explaining import line_explained, number_of_line, plan_explained, plan_sources
from advisor.consultation.line_numbers import LAST
from advisor.consultation.planning import make_plan
from advisor.knowledge import KnowledgeBase
from advisor.loading import load_knowledge
from advisor.situation import Situation

SITUATION = Situation({"contract_type": "fixed_price", "money_state": "held"})


@pytest.fixture
def knowledge(write_knowledge: Callable[..., Path]) -> KnowledgeBase:
    return load_knowledge(write_knowledge())


def _explained(knowledge: KnowledgeBase, name: str, sources_first: bool = False) -> list[str]:
    step = knowledge.consultation.steps[name]
    return line_explained(knowledge, 2, step, sources_first).split("\n\n")


def test_a_line_is_told_with_its_reason_and_then_its_sources(knowledge: KnowledgeBase) -> None:
    line, why, sources = _explained(knowledge, "close")

    assert (line, why) == ("2. Text of close.", "(why Why of close.)")
    assert sources.startswith(
        "(all_sources)\n- Title of help-page (kind official_help, age newest): https://"
    )


def test_who_asks_for_the_source_gets_it_before_the_reason(knowledge: KnowledgeBase) -> None:
    _, sources, why = _explained(knowledge, "close", sources_first=True)

    assert sources.startswith("(all_sources)")
    assert why.startswith("(why ")


def test_a_line_that_only_follows_from_its_sources_says_so(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    minimal["consultation/steps.yml"]["steps"][0]["confidence"] = "inferred"

    why = _explained(load_knowledge(write_knowledge(minimal)), "close")[1]

    assert why == "(why Why of close.) ((inferred).)"


def test_a_line_that_rests_on_a_gap_says_that_no_page_is_known(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    minimal["consultation/steps.yml"]["steps"][0] |= {"findings": [], "gaps": ["G-01"]}

    assert _explained(load_knowledge(write_knowledge(minimal)), "close")[-1] == "(no_page)"


def test_the_whole_plan_is_explained_by_its_rule_its_facts_and_their_sources(
    knowledge: KnowledgeBase,
) -> None:
    title, reasons, sources = plan_explained(knowledge, make_plan(knowledge, SITUATION)).split("\n\n")

    assert title == "(recommended Outcome finish_first)"
    assert reasons == "Reason of submit-first. (because it is fixed_price and it is held) (sure)"
    assert sources.startswith("(all_sources)\n- Title of help-page")


def test_the_sources_of_a_plan_are_named_once_each(knowledge: KnowledgeBase) -> None:
    lines = plan_sources(knowledge, make_plan(knowledge, SITUATION)).split("\n")

    assert len(lines) == len(set(lines)) == 2


@pytest.mark.parametrize(("line", "number"), [(1, 1), (7, 7), (LAST, 7), (0, None), (8, None)])
def test_a_line_that_the_plan_lacks_has_no_number(line: int, number: int | None) -> None:
    assert number_of_line(line, 7) == number
