"""Bare words in reply to a question."""

from __future__ import annotations

import pytest

from advisor.consultation.answering import value_named
from advisor.loading import default_knowledge

FACTS = default_knowledge().facts


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("role", "freelancer", "freelancer"),
        ("role", "The freelancer!", "freelancer"),
        ("role", "client", "client"),
        ("other_side", "silent", "silent"),
        ("other_side", "Hostile.", "hostile"),
        ("other_side", "responsive", "responsive"),
        ("motive", "finished", "finished"),
        ("motive", "badly", "bad_experience"),
        ("money_state", "paid", "paid"),
        ("intended_length", "good", "for_good"),
        ("work_state", "not started", "not_started"),
    ],
)
def test_a_word_that_only_one_value_has_names_it(fact: str, text: str, value: str) -> None:
    named = value_named(FACTS[fact], text)

    assert named is not None
    assert named.id == value


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("role", "I am"),
        ("role", ""),
        ("motive", "a"),
        ("motive", "no"),
        ("role", "my client is a freelancer too"),
        ("contract_type", "weather"),
    ],
)
def test_what_names_no_value_or_several_is_left_to_be_understood(fact: str, text: str) -> None:
    named = value_named(FACTS[fact], text)

    assert named is None
