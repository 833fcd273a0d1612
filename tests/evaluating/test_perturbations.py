"""Changes that must not matter."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from evaluation.perturbations import PERTURBATIONS, perturbed

TEXT = 'Will "ending" my 2.5 month contract, at 10:30, hurt my score? Please advise!'
TYPOS = ("two letters swapped", "a letter dropped")


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_a_change_changes_something_and_is_the_same_every_time(name: str):
    assert perturbed(TEXT, name, 1) == perturbed(TEXT, name, 1) != TEXT


@pytest.mark.parametrize("name", TYPOS)
def test_another_seed_makes_other_typos(name: str):
    assert len({perturbed(TEXT, name, seed) for seed in range(20)}) > 5


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("name", TYPOS)
def test_a_typo_is_in_one_word_and_keeps_its_first_letter(name: str, seed: int):
    words = zip(TEXT.split(), perturbed(TEXT, name, seed).split(), strict=True)
    ((before, after),) = [(before, after) for before, after in words if before != after]
    assert after.strip('"')[0] == before.strip('"')[0]
    if name == "two letters swapped":
        assert Counter(after) == Counter(before)
    else:
        assert len(after) == len(before) - 1


@pytest.mark.parametrize("name", TYPOS)
def test_a_text_of_short_words_gets_no_typo(name: str):
    assert perturbed("can I end it now", name, 1) == "can I end it now"


def test_words_and_numbers_stay_without_punctuation():
    assert perturbed(TEXT, "no punctuation", 1) == (
        "Will ending my 2.5 month contract at 10:30 hurt my score Please advise"
    )


def test_words_stay_in_upper_case():
    assert perturbed(TEXT, "upper case", 1).lower() == TEXT.lower()


@pytest.mark.parametrize("name", ["politeness around it", "a first name before it"])
def test_the_text_stays_within_what_is_said_around_it(name: str):
    assert TEXT in perturbed(TEXT, name, 1)


def test_an_unended_sentence_is_ended_before_thanks():
    polite = PERTURBATIONS["politeness around it"]("can i end it", Random(1))
    assert "can i end it. Thank you" in polite
