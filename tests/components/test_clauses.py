"""Where a message is cut, and which of its clauses ask something."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Span

from components.clauses import QUESTION, STATEMENT
from components.language import CLAUSES, analyse

Clauses = Callable[[str], list[dict[str, Any]]]


def _asking(clauses: list[dict[str, Any]]) -> list[str]:
    return [clause["text"] for clause in clauses if clause["asks"]]


def test_three_questions_joined_by_comma_and_and_are_three_asking_clauses(clauses: Clauses) -> None:
    found = clauses("can i end it, will i get paid and will it hurt my jss")

    assert _asking(found) == ["can i end it", "will i get paid", "will it hurt my jss"]


def test_sentences_are_clauses_of_their_own(clauses: Clauses) -> None:
    found = clauses("My client is silent. He owes me money! Can I end it?")

    assert [clause["text"] for clause in found] == [
        "My client is silent.",
        "He owes me money!",
        "Can I end it?",
    ]


@pytest.mark.parametrize("text", ["do I answer his mails and fix bugs?", "is it visible or hidden?"])
def test_a_clause_with_and_in_it_is_coordinated(clauses: Clauses, text: str) -> None:
    assert any(clause["coordinated"] for clause in clauses(text))


@pytest.mark.parametrize("text", ["and do I get paid?", "do I get paid?", "is it visible,"])
def test_a_joiner_at_the_edge_of_a_clause_joins_nothing_in_it(clauses: Clauses, text: str) -> None:
    assert not any(clause["coordinated"] for clause in clauses(text))


def test_lines_are_clauses_of_their_own(clauses: Clauses) -> None:
    found = clauses("my client is silent\nhe owes me money\n\ncan i end it")

    assert [clause["text"] for clause in found] == ["my client is silent", "he owes me money", "can i end it"]


@pytest.mark.parametrize(
    "text",
    [
        "1. can i pause it\n2. will it hurt my jss",
        "1) can i pause it\n2) will it hurt my jss",
        "- can i pause it\n- will it hurt my jss",
        "* can i pause it\n* will it hurt my jss",
        "• can i pause it\n• will it hurt my jss",
        "a) can i pause it\nb) will it hurt my jss",
    ],
)
def test_every_item_of_a_list_asks_on_its_own(clauses: Clauses, text: str) -> None:
    assert _asking(clauses(text)) == ["can i pause it", "will it hurt my jss"]


def test_a_list_within_one_line_is_cut_at_its_numbers(clauses: Clauses) -> None:
    assert len(_asking(clauses("1) can i end it 2) can i pause it"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "can i end it",
        "Can I end it?",
        "how do i pause a contract",
        "end?",
        "jss?",
        "can't i end it",
        "cant i end it",
        "is the client notified",
        "what happens to my money",
        "wondering if my score drops",
        "I want to know if he can still rate me",
        "😭 can i end it",
        "so can i end it",
    ],
)
def test_a_question_asks_with_or_without_a_question_mark(clauses: Clauses, text: str) -> None:
    assert [clause["asks"] for clause in clauses(text)] == [True]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("if i quit now does my score drop", ["if i quit now does my score drop"]),
        ("how long can it last and does a long one hurt?", ["how long can it last", "does a long one hurt?"]),
        ("end it today, until when can he add hours", ["until when can he add hours"]),
        ("is it allowed, if yes where", ["is it allowed", "if yes where"]),
        ("pause or end? and if end what about jss", ["pause or end?", "if end what about jss"]),
        ("We stopped. He told me how to do it. Thanks", []),
    ],
)
def test_further_questions_are_found_where_they_begin(clauses: Clauses, text: str, asked: list[str]) -> None:
    assert [clause["text"] for clause in clauses(text) if clause["asks"]] == asked


@pytest.mark.parametrize(
    "text",
    [
        "I ended the contract yesterday",
        "My client paused it.",
        "thanks a lot",
        "it is hourly",
        "100 is the limit",
        "The client will not answer",
    ],
)
def test_a_statement_asks_nothing(clauses: Clauses, text: str) -> None:
    assert [clause["asks"] for clause in clauses(text)] == [False]


@pytest.mark.parametrize("text", ["please advise", "Please advise.", "any advice?", "help!", "What now?"])
def test_a_plea_on_its_own_asks_nothing(clauses: Clauses, text: str) -> None:
    assert _asking(clauses(text)) == []


def test_a_plea_after_a_story_leaves_the_story_a_statement(clauses: Clauses) -> None:
    found = clauses("I want to end the contract. The client is silent. Please advise.")

    assert _asking(found) == []


def test_a_greeting_before_a_question_is_cut_off(clauses: Clauses) -> None:
    assert _asking(clauses("hi, can i end it")) == ["can i end it"]


def test_a_comma_within_one_question_does_not_cut_it(clauses: Clauses) -> None:
    found = clauses("can i end an old, silent, half finished contract?")

    assert len(found) == 1


def test_signs_without_letters_make_no_clause(clauses: Clauses) -> None:
    assert [clause["text"] for clause in clauses("??? can i end it ... 123 !!!")] == ["can i end it ..."]


def test_each_clause_names_its_own_option_and_topic(clauses: Clauses) -> None:
    first, second = clauses("can i pause it and will it hurt my jss")

    assert (first["options"], first["topics"]) == (["pause"], [])
    assert (second["options"], second["topics"]) == ([], ["job_success_score"])


def test_an_option_that_is_denied_is_not_named(clauses: Clauses) -> None:
    (clause,) = clauses("I do not want to end it")

    assert clause["options"] == []


@pytest.mark.parametrize("text", ["cant i end it", "why can i not end it", "I can't end it"])
def test_an_option_that_is_out_of_reach_is_still_named(clauses: Clauses, text: str) -> None:
    (clause,) = clauses(text)

    assert clause["options"] == ["end"]


@pytest.mark.parametrize(
    "text",
    [
        "  hi,   can i end it ?  \n\n thanks ",
        "1) can i end it 2) can i pause it",
        "My client\u2019s silent… what now? I\u2019m worried — can he rate me?",
        "\tcan\u00a0i end it\r\nand will i get paid\r\n",
        "😭😭 can i end it 🙏, or should i pause",
    ],
)
def test_offsets_of_a_clause_give_its_text(clauses: Clauses, text: str) -> None:
    found = clauses(text)

    assert found
    assert [text[clause["start"] : clause["end"]] for clause in found] == [clause["text"] for clause in found]


TWO_QUESTIONS = "He is silent. I am sad, can i end it and will i get paid? Thanks a lot."


def _around(text: str, *questions: str) -> list[Span]:
    """Return the clauses of a text whose questions are known."""
    return _between(text, [(text.index(asked), text.index(asked) + len(asked)) for asked in questions])


def _between(text: str, places: list[tuple[int, int]]) -> list[Span]:
    """Return the clauses of a text whose questions are known by their places."""
    doc = analyse(text, questions=places)
    return list(doc.spans[CLAUSES])


def test_known_questions_are_the_clauses_that_ask() -> None:
    clauses = _around(TWO_QUESTIONS, "can i end it", "and will i get paid?")

    asking = [clause.text for clause in clauses if clause.label_ == QUESTION]
    assert asking == ["can i end it", "will i get paid?"]


def test_the_sentences_around_known_questions_state_something() -> None:
    clauses = _around(TWO_QUESTIONS, "can i end it", "and will i get paid?")

    stated = [clause.text for clause in clauses if clause.label_ == STATEMENT]
    assert stated == ["He is silent.", "I am sad,", "Thanks a lot."]


def test_a_question_that_no_rule_of_words_would_find_asks_if_it_is_known() -> None:
    (clause,) = _around("the way to end it", "the way to end it")

    assert clause.label_ == QUESTION


def test_a_text_known_to_have_no_question_only_states_something() -> None:
    assert [clause.label_ for clause in _around("can i end it? will i get paid?")] == [STATEMENT] * 2


def test_a_known_question_that_ends_within_a_word_has_all_of_it() -> None:
    assert [clause.text for clause in _around("can i end it", "can i en")] == ["can i end", "it"]


@pytest.mark.parametrize("question", ["???", "and", ", or"])
def test_a_known_question_without_any_word_of_its_own_is_no_clause(question: str) -> None:
    assert [clause.text for clause in _around(f"I end it. {question}", question)] == ["I end it."]


@given(
    st.text("aB,?. \n😭", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=4),
)
def test_whatever_is_taken_for_questions_clauses_follow_one_another(
    text: str, questions: list[tuple[int, int]]
) -> None:
    clauses = _between(text, [(start, start + length) for start, length in questions])

    assert all(one.end <= other.start for one, other in pairwise(clauses))
    assert all(any(character.isalpha() for character in clause.text) for clause in clauses)
