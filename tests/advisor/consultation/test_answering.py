"""Short replies to a question."""

from __future__ import annotations

import pytest

from advisor.consultation.answering import value_named
from advisor.loading import default_knowledge
from advisor.records import Fact

FACTS = default_knowledge().facts
SMALL_WORDS = default_knowledge().consultation.phrases.small_words


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
        ("other_side", "no reply", "silent"),
        ("other_side", "He doesn\u2019t answer", "silent"),
        ("other_side", "she is rude", "hostile"),
        ("other_side", "we talk daily", "responsive"),
        ("money_state", "nope, nothing", "none"),
        ("money_state", "yes 200 in escrow", "held"),
        ("dispute_state", "yes", "open"),
        ("dispute_state", "No!", "none"),
        ("intended_length", "2 weeks", "temporary"),
        ("motive", "family stuff", "break_needed"),
        ("motive", "he is not paying", "not_paid"),
        ("work_state", "about 60% done", "in_progress"),
        ("work_state", "done", "finished"),
        ("contract_type", "its hourly i think", "hourly"),
    ],
)
def test_words_that_only_one_value_has_name_it(fact: str, text: str, value: str) -> None:
    named = value_named(FACTS[fact], text, SMALL_WORDS)

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
        ("dispute_state", "no idea"),
        ("dispute_state", "i don't know"),
        ("other_side", "not rude"),
        ("other_side", "silent?"),
        ("money_state", "released"),
        ("money_state", "yes"),
        ("motive", "the client wants to talk about the weather in silent winter nights"),
    ],
)
def test_what_names_no_value_or_several_is_left_to_be_understood(fact: str, text: str) -> None:
    named = value_named(FACTS[fact], text, SMALL_WORDS)

    assert named is None


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_every_answer_names_its_own_value(fact: Fact) -> None:
    answers = [(value, answer) for value in fact.values for answer in value.answers]

    assert [answer for value, answer in answers if value_named(fact, answer, SMALL_WORDS) is not value] == []
