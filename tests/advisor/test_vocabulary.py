from __future__ import annotations

import pytest

from advisor.vocabulary import (
    OPTIONS,
    TOPICS,
    Cell,
    cell_from_intent,
    cell_from_path,
    is_cell,
    near_miss_from_intent,
)

CELLS = [Cell(option, topic) for option in OPTIONS for topic in TOPICS]


def test_four_options_and_seventeen_topics_make_sixty_eight_cells():
    assert len(set(CELLS)) == 68


def test_a_cell_reads_as_option_and_topic():
    assert str(Cell("end", "job_success_score")) == "end/job_success_score"


def test_the_intent_of_a_cell_names_option_and_topic():
    assert Cell("end", "job_success_score").intent == "ask_end_job_success_score"


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_every_cell_is_found_again_by_its_path(cell):
    assert cell_from_path(str(cell)) == cell


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_every_cell_is_found_again_by_its_intent(cell):
    assert cell_from_intent(cell.intent) == cell


@pytest.mark.parametrize(
    "path",
    ["", "/", "end", "end/", "/feedback", "feedback/end", "end/weather", "stop/feedback", "end/feedback/x"],
)
def test_a_path_outside_the_vocabulary_is_no_cell(path):
    assert cell_from_path(path) is None


@pytest.mark.parametrize(
    "intent",
    ["", "greet", "ask_", "ask_more", "ask_end", "ask_end_weather", "end_feedback", "ask_feedback_end"],
)
def test_an_intent_that_asks_nothing_of_the_vocabulary_is_no_cell(intent):
    assert cell_from_intent(intent) is None


@pytest.mark.parametrize(("option", "topic"), [("end", "weather"), ("stop", "feedback"), ("feedback", "end")])
def test_a_word_that_is_not_in_the_lists_makes_no_cell(option, topic):
    assert not is_cell(option, topic)


def test_the_intent_of_a_neighbouring_subject_names_it():
    assert near_miss_from_intent("near_miss_job_post") == "job_post"


@pytest.mark.parametrize("intent", ["", "greet", "ask_end_payment", "taxes", "ask_near_miss_taxes"])
def test_another_intent_names_no_neighbouring_subject(intent):
    assert near_miss_from_intent(intent) is None
