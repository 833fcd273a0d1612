"""What would be another plan if something were different, and how people say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from advisor.consultation import supposing_wording
from advisor.consultation.phrases import WhatIfPhrases
from advisor.consultation.supposing import Difference, what_if
from advisor.consultation.supposition import Part, supposition
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge, load_knowledge
from advisor.situation import Situation
from tests.knowledge_folders import TODAY

HELD = {"contract_type": "fixed_price", "money_state": "held"}


@pytest.fixture
def knowledge(write_knowledge: Callable[..., Path]) -> KnowledgeBase:
    return load_knowledge(write_knowledge()).as_of(TODAY)


def what_if_text(knowledge: KnowledgeBase, real: Situation, supposed: dict[str, str]) -> str:
    return supposing_wording.what_if_text(knowledge, real, supposed, what_if(knowledge, real, supposed))


def what_if_advice(knowledge: KnowledgeBase, real: Situation, supposed: dict[str, str]) -> str:
    return supposing_wording.what_if_advice(knowledge, real, supposed, what_if(knowledge, real, supposed))


def _ids(changes: Difference) -> tuple[list[str], list[tuple[int, str]], list[tuple[int, str]]]:
    added = [planned.step.id for planned in changes.added]
    removed, changed = (
        [(one.number, one.planned.step.id) for one in numbered]
        for numbered in (changes.removed, changes.changed)
    )
    return added, removed, changed


def test_steps_that_are_new_and_steps_that_fall_away_are_told_apart(knowledge: KnowledgeBase) -> None:
    changes = what_if(knowledge, Situation(HELD), {"contract_type": "hourly"})

    assert _ids(changes) == (["check-hours"], [(1, "submit")], [])
    assert changes.recommended is not None
    assert changes.recommended.recommendation.id == "just-end"


def test_a_step_that_is_needed_in_any_case_then_is_a_change(knowledge: KnowledgeBase) -> None:
    changes = what_if(knowledge, Situation({"money_state": "none"}), {"contract_type": "hourly"})

    assert _ids(changes) == ([], [], [(1, "check-hours")])
    assert changes.recommended is None


def test_a_day_that_would_be_another_one_is_a_change(knowledge: KnowledgeBase) -> None:
    changes = what_if(knowledge, Situation(HELD), {"actor": "other_side"})

    assert _ids(changes) == ([], [], [(3, "rate")])


def test_days_that_were_told_still_count_when_something_is_supposed(knowledge: KnowledgeBase) -> None:
    real = Situation(HELD, days={"end": TODAY - timedelta(days=3)})

    changes = what_if(knowledge, real, {"money_state": "held"})

    assert _ids(changes) == ([], [], [])


def test_what_would_be_advised_comes_first_and_what_stays_last(knowledge: KnowledgeBase) -> None:
    text = what_if_text(knowledge, Situation(HELD), {"contract_type": "hourly"})

    assert text.split("\n\n") == [
        "If it is hourly: (other_advice Outcome end_now)",
        "Reason of just-end. (sure)",
        "(removed)\n- (step) 1: Text of submit.",
        "(added)\n- Doer you: Text of check-hours.",
        "(plan_stays)",
        "(sources)\n- Title of help-page (kind official_help, age newest): https://example.org/help-page",
    ]


def test_if_nothing_would_change_that_is_said(knowledge: KnowledgeBase) -> None:
    text = what_if_text(knowledge, Situation(HELD), {"role": "client"})

    assert text.split("\n\n") == ["If it is client: (nothing)", "(plan_stays)"]


def test_without_a_plan_only_the_advice_is_told(knowledge: KnowledgeBase) -> None:
    text = what_if_advice(knowledge, Situation(HELD), {"contract_type": "hourly"})

    assert text.split("\n\n")[2:] == ["(facts_stay)"]


def test_what_is_so_in_any_case_is_not_repeated(knowledge: KnowledgeBase) -> None:
    text = what_if_text(knowledge, Situation(HELD), {"money_state": "held", "role": "client"})

    assert text.startswith("If it is client: ")


@pytest.fixture(scope="module")
def phrases() -> WhatIfPhrases:
    return default_knowledge().consultation.phrases.what_if


@pytest.mark.parametrize(
    ("parts", "asks_itself"),
    [
        ([("what if it was fixed price", True)], False),
        ([("What if he never answers?", True)], True),
        ([("ok, and what if she had paid already", True)], True),
        ([("suppose he never answers", False)], False),
        ([("if I was the client?", True)], False),
        ([("what would the plan be if it was hourly", True)], False),
        ([("if he gets rude?", True)], False),
        ([("thanks", False), ("what if it were for good", True)], False),
    ],
)
def test_a_message_supposes_and_asks_nothing_else(
    phrases: WhatIfPhrases, parts: list[tuple[str, bool]], asks_itself: bool
) -> None:
    text = " ".join(part for part, _ in parts)

    read = supposition(phrases, text, [Part(*part) for part in parts], asks_itself)

    assert read == (True, True)


@pytest.mark.parametrize(
    ("parts", "asks_itself"),
    [
        ([("what happens to my score if it was hourly", True)], True),
        ([("what if it was fixed price", True), ("will my score drop?", True)], True),
    ],
)
def test_a_message_supposes_and_asks_something_too(
    phrases: WhatIfPhrases, parts: list[tuple[str, bool]], asks_itself: bool
) -> None:
    text = " ".join(part for part, _ in parts)

    read = supposition(phrases, text, [Part(*part) for part in parts], asks_itself)

    assert read == (True, False)


@pytest.mark.parametrize(
    ("parts", "asks_itself"),
    [
        ([("it actually is fixed price", False)], False),
        ([("i suppose it is hourly", False)], False),
        ([("he asked if it was done", False)], False),
        ([("if i end it, does my score drop?", True)], True),
        ([("Can I end it?", True)], True),
        ([], False),
    ],
)
def test_a_message_that_tells_or_asks_supposes_nothing(
    phrases: WhatIfPhrases, parts: list[tuple[str, bool]], asks_itself: bool
) -> None:
    text = " ".join(part for part, _ in parts)

    assert not supposition(phrases, text, [Part(*part) for part in parts], asks_itself).supposes
