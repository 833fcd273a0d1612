"""Which fact is asked for, and when nothing more is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.consultation.asking import MAX_QUESTIONS, fact_to_ask
from advisor.loading import load_knowledge
from advisor.situation import Situation

Asked = Callable[..., "str | None"]


@pytest.fixture
def asked(write_knowledge: Callable[..., Path]) -> Asked:
    """A function that tells which fact is asked for when some are known and some are not to be had."""
    knowledge = load_knowledge(write_knowledge())

    def after(*unsure: str, number: int = 0, **facts: str) -> str | None:
        fact = fact_to_ask(knowledge, Situation(facts, frozenset(unsure)), number)
        return fact.id if fact else None

    return after


def test_the_fact_that_changes_most_is_asked_first(asked: Asked) -> None:
    assert asked() == "contract_type"


def test_a_fact_is_asked_while_it_can_change_what_is_recommended(asked: Asked) -> None:
    assert asked(contract_type="fixed_price") == "money_state"


def test_nothing_is_asked_when_nothing_can_change_any_more(asked: Asked) -> None:
    assert asked(contract_type="hourly") is None


def test_what_is_known_is_not_asked(asked: Asked) -> None:
    assert asked(contract_type="fixed_price", money_state="held") is None


def test_what_nobody_could_tell_is_not_asked_again(asked: Asked) -> None:
    assert asked("contract_type") == "money_state"
    assert asked("contract_type", "money_state") is None


def test_there_is_an_end_to_asking(asked: Asked) -> None:
    assert asked(number=MAX_QUESTIONS) is None
