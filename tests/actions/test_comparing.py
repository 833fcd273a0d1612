"""The comparison of the ways out: the table, its report, and how one gets there."""

from __future__ import annotations

import pytest

from actions.advise import ActionAdvise, ActionCiteSources, ActionCompare
from actions.consultation import ActionRecommend, ValidateConsultationForm
from advisor.loading import default_knowledge
from tests.actions.turns import SHELL, TODAY, Conversation

COMPARE = "Compare side by side"
PLAN = "Make a plan for my contract"


@pytest.fixture
def real() -> Conversation:
    """A conversation about all that the project knows."""
    return Conversation(default_knowledge().as_of(TODAY))


def test_the_report_has_the_table_that_the_text_shows(real: Conversation) -> None:
    answer = real.turn(ActionCompare, "compare them for me", "request_comparison")

    report = answer.report
    assert report["kind"] == "compare"
    assert report["table"]["columns"] == ["End it", "Ask to pause", "Leave it open"]
    assert [row["title"] for row in report["table"]["rows"]] == [
        "Money",
        "Score",
        "Feedback",
        "Contact",
        "Effort",
        "Way back",
    ]
    (text,) = answer.texts
    words = {word for row in report["table"]["rows"] for cell in row["cells"] for word in cell.split()}
    assert all(word in text or "-" in word for word in words)


def test_it_is_reported_as_the_question_what_ending_and_pausing_come_to(real: Conversation) -> None:
    answer = real.turn(ActionCompare, "compare them for me", "request_comparison")

    (question,) = answer.report["questions"]
    assert (question["option"], question["topic"]) == ("compare", "consequences")
    assert (question["text"], question["status"]) == ("compare them for me", "answered")
    assert answer.report["sources"]


def test_the_warnings_that_hold_are_told_and_reported(real: Conversation) -> None:
    real.knows(role="freelancer", contract_type="fixed_price")

    answer = real.turn(ActionCompare, "a table please", "request_comparison")

    assert answer.report["questions"][0]["advice"] == ["compare-payment-freelancer-fixed-price"]
    (text,) = answer.texts
    assert "\nCareful: If you close a fixed-price contract" in text


def test_the_table_is_about_this_contract(real: Conversation) -> None:
    real.knows(role="client", contract_type="hourly")

    answer = real.turn(ActionCompare, "a table please", "request_comparison")

    assert answer.report["table"]["columns"][1] == "Pause it"
    assert answer.report["situation"] == {"role": "client", "contract_type": "hourly"}


def test_who_says_so_names_the_pages_that_the_table_rests_on(real: Conversation) -> None:
    shown = real.turn(ActionCompare, "a table please", "request_comparison").report["sources"]

    answer = real.turn(ActionCiteSources, "says who?", "ask_source")

    assert answer.report["sources"] == shown
    assert all(default_knowledge().sources[source].title in answer.texts[0] for source in shown)


def test_a_plan_can_be_asked_for_after_it(real: Conversation) -> None:
    assert real.turn(ActionCompare, "a table please", "request_comparison").titles == [PLAN]


def test_a_fact_told_after_it_makes_the_table_again(real: Conversation) -> None:
    real.turn(ActionCompare, "a table please", "request_comparison")

    answer = real.turn(ActionAdvise, "it is fixed price", "inform")

    assert answer.report["kind"] == "compare"
    assert "No pause" in answer.report["table"]["rows"][0]["cells"][1]


def test_a_question_how_the_ways_differ_is_answered_in_words_and_offers_the_table(
    real: Conversation,
) -> None:
    answer = real.turn(ActionAdvise, "How do pausing and ending differ?", "ask_compare_consequences")

    assert answer.report["kind"] == "advice"
    assert COMPARE in answer.titles


def test_who_asks_which_way_is_better_is_offered_a_plan_first(real: Conversation) -> None:
    answer = real.turn(ActionAdvise, "Is it better to pause or to end it?", "ask_compare_advice")

    assert "Make a plan for my contract" in answer.titles


def test_questions_about_one_way_do_not_offer_the_table(real: Conversation) -> None:
    assert COMPARE not in real.turn(ActionAdvise, "Can I end it?", "ask_end_permission").titles


def test_the_table_can_be_had_after_a_plan(real: Conversation) -> None:
    assert COMPARE in real.turn(ActionRecommend, "not sure", "not_sure").titles


def test_in_the_shell_the_table_is_picked_by_its_number() -> None:
    shell = Conversation(default_knowledge().as_of(TODAY), SHELL)
    offered = shell.turn(ActionAdvise, "How do pausing and ending differ?", "ask_compare_consequences").texts[
        -1
    ]
    number = next(line.split(".")[0] for line in offered.splitlines() if line.endswith(COMPARE))

    answer = shell.turn(ActionAdvise, number, "pick_choice")

    assert "| End it" in answer.texts[0]
    assert answer.reports == []


def test_in_the_middle_of_a_consultation_it_is_left_to_the_rules_and_offers_nothing(
    real: Conversation,
) -> None:
    real.consulting = True

    assert real.turn(ValidateConsultationForm, "compare them", "request_comparison").events == []
    assert real.turn(ActionCompare, "compare them", "request_comparison").buttons == []
