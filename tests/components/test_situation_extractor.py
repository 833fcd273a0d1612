"""What the extractor leaves in a message, whatever its text is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message

from advisor.loading import default_knowledge
from components.language import MAX_WORDS, analyse
from components.situation_extractor import SituationExtractor

Extracted = Callable[[str], Message]

WORDS = "can i end pause it not my the client hourly or fixed price milestone and , ? . ! ) - \n 1 as a 😭"
SENTENCES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map(" ".join)


def _spans(message: Message) -> Iterator[tuple[int, int]]:
    for found in [*message.get("clauses", []), *message.get("entities", [])]:
        yield found["start"], found["end"]


def test_a_message_that_cannot_be_read_has_no_facts_and_no_clauses(extracted: Extracted) -> None:
    message = extracted("hourly contract " * 1000)

    assert (message.get("entities"), message.get("clauses")) == (None, None)


def test_facts_and_clauses_are_part_of_what_rasa_passes_on(extracted: Extracted) -> None:
    output = extracted("can i end my hourly contract").as_dict(only_output_properties=True)

    assert {"entities", "clauses"} <= output.keys()


def test_a_fact_names_the_extractor_that_found_it(extracted: Extracted) -> None:
    (entity,) = extracted("it is hourly").get("entities")

    assert entity["extractor"] == "SituationExtractor"


def test_a_fact_has_the_place_where_it_stands(extracted: Extracted) -> None:
    (entity,) = extracted("it is hourly").get("entities")

    assert (entity["start"], entity["end"]) == (6, 12)


def test_facts_found_before_are_kept() -> None:
    message = Message.build("it is hourly")
    message.set("entities", [{"entity": "role", "value": "client", "start": 0, "end": 2}])

    SituationExtractor(Resource("extractor")).process([message])

    assert [entity["entity"] for entity in message.get("entities")] == ["role", "contract_type"]


def test_every_message_of_a_batch_is_read() -> None:
    messages = [Message.build("it is hourly"), Message.build("im the client")]

    SituationExtractor(Resource("extractor")).process(messages)

    assert [message.get("entities")[0]["value"] for message in messages] == ["hourly", "client"]


def test_questions_that_were_found_before_are_the_clauses_that_ask() -> None:
    message = Message.build("the way to end it. can you tell")
    message.set("questions", [(0, 18)])

    SituationExtractor(Resource("extractor")).process([message])

    assert [clause["text"] for clause in message.get("clauses") if clause["asks"]] == ["the way to end it."]


def test_the_first_word_of_a_statement_is_no_question() -> None:
    message = Message.build("client closed it on tuesday. am i still paid")
    message.set("questions", [(0, 6), (29, 44)])

    SituationExtractor(Resource("extractor")).process([message])

    assert [clause["text"] for clause in message.get("clauses") if clause["asks"]] == ["am i still paid"]


def test_a_single_word_may_be_the_question() -> None:
    message = Message.build("he closed it. why")
    message.set("questions", [(14, 17)])

    SituationExtractor(Resource("extractor")).process([message])

    assert [clause["text"] for clause in message.get("clauses") if clause["asks"]] == ["why"]


@pytest.mark.parametrize(
    "text",
    [
        "no i mean pausing",
        "I never paused anything before",
        "no reason for pausing",
        "is there no way to pause it",
    ],
)
def test_an_option_beside_a_word_that_denies_something_else_is_named(extracted: Extracted, text: str) -> None:
    clauses = extracted(text).get("clauses")

    assert [(clause["options"], clause["denied_options"]) for clause in clauses] == [(["pause"], [])]


def test_an_option_that_is_not_wanted_is_denied(extracted: Extracted) -> None:
    (clause,) = extracted("I do not want to pause it").get("clauses")

    assert (clause["options"], clause["denied_options"]) == ([], ["pause"])


def test_a_question_at_the_end_of_a_long_story_is_found(extracted: Extracted) -> None:
    clauses = extracted("The client is very silent now. " * 120 + "Can I end it?").get("clauses")

    assert [clause["text"] for clause in clauses if clause["asks"]] == ["Can I end it?"]


def test_noise_of_more_words_than_a_story_has_is_cut() -> None:
    assert len(analyse("a, " * 1300)) == MAX_WORDS


@given(text=st.text())
@example(text="\0")
@example(text="\ud83d")
@example(text="a" + "?" * 3998)
@example(text="end\n" * 999)
@example(text="can i end it, " * 285)
def test_no_text_makes_the_pipeline_fail(extracted: Extracted, text: str) -> None:
    message = extracted(text)

    assert message.get("unreadable") is not None or message.get("clauses") is not None


@given(text=st.one_of(st.text(), SENTENCES))
def test_everything_found_lies_inside_the_text(extracted: Extracted, text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in _spans(extracted(text)))


@given(text=SENTENCES)
def test_the_text_of_every_clause_is_what_stands_at_its_place(extracted: Extracted, text: str) -> None:
    clauses = extracted(text).get("clauses", [])

    found = [text[clause["start"] : clause["end"]] for clause in clauses]
    assert found == [clause["text"] for clause in clauses]


@given(text=SENTENCES)
def test_clauses_do_not_overlap(extracted: Extracted, text: str) -> None:
    clauses = extracted(text).get("clauses", [])

    assert all(one["end"] <= other["start"] for one, other in pairwise(clauses))


@given(text=SENTENCES)
def test_a_fact_is_stated_once_at_most_and_with_a_value_it_has(extracted: Extracted, text: str) -> None:
    entities = extracted(text).get("entities", [])
    facts = default_knowledge().facts

    assert len({entity["entity"] for entity in entities}) == len(entities)
    assert all(facts[entity["entity"]].value(entity["value"]) for entity in entities)
