"""How long the first answers are and how hard to read."""

from __future__ import annotations

import pytest

from advisor import wording
from advisor.advise import advise
from advisor.situation import Situation
from advisor.vocabulary import Cell
from editing.coverage import all_cells
from editing.readability import deciles, readings
from editing.report import reading_lines

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}


@pytest.fixture
def knowledge(knowledge_of):
    """Two rules: one for everybody, and a longer one for clients."""
    narrow = {**VERDICT, "when": {"role": "client"}, "statement": "Clients may do so for ever and a day."}
    return knowledge_of({str(END): {"general": VERDICT, "for-clients": narrow}})


def test_every_cell_is_read_with_each_fact_known_and_unknown(knowledge):
    roles, contract_types, actors = 2 + 1, 3 + 1, 2 + 1
    assert len(list(readings(knowledge))) == len(all_cells()) * roles * contract_types * actors


def test_the_words_of_an_answer_are_counted_without_its_sources(knowledge):
    said = " ".join(wording.answer(knowledge, advise(knowledge, Situation({"role": "client"}), END)))
    assert len(said.split()) in {reading.words for reading in readings(knowledge)}


def test_long_words_read_at_a_higher_grade(knowledge_of):
    plain, hard = (
        max(
            one.grade
            for one in readings(knowledge_of({str(END): {"general": {**VERDICT, "statement": text}}}))
        )
        for text in (
            "You can do it now.",
            "Contractual obligations notwithstanding, remuneration is payable.",
        )
    )
    assert plain < hard


def test_the_deciles_are_median_ninth_decile_and_greatest():
    assert deciles(list(range(1, 100))) == (50, 90, 99)


def test_the_report_has_a_line_for_length_and_one_for_grade(knowledge):
    heading, words, grade = reading_lines(knowledge)
    assert heading.endswith("(median, ninth decile, greatest):")
    assert [line.split(":")[0] for line in (words, grade)] == ["  words", "  reading grade"]
