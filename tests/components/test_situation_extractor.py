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
from components.contract_tokenizer import ContractTokenizer
from components.language import MAX_WORDS, analyse
from components.situation_extractor import SituationExtractor

Extracted = Callable[[str], Message]

WORDS = "can i end pause it not my the client hourly or fixed price milestone and , ? . ! ) - \n 1 as a 😭"
SENTENCES = st.lists(st.sampled_from(WORDS.split(" ")), max_size=30).map(" ".join)


def _processed(text: str) -> Message:
    """Run the text through all of the pipeline that comes before the classifier."""
    tokenizer = ContractTokenizer(ContractTokenizer.get_default_config())
    extractor = SituationExtractor(Resource("extractor"))
    return extractor.process(tokenizer.process([Message.build(text)]))[0]


def _spans(message: Message) -> Iterator[tuple[int, int]]:
    for found in [*message.get("clauses", []), *message.get("entities", [])]:
        yield found["start"], found["end"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "empty"), ("end " * 5000, "too_long"), ("😭", "without_words"), ("как завершить", "not_english")],
    ids=["empty", "too long", "emoji", "Russian"],
)
def test_a_message_that_cannot_be_read_says_why(extracted: Extracted, text: str, problem: str) -> None:
    assert extracted(text).get("unreadable") == problem


def test_a_message_that_cannot_be_read_has_no_facts_and_no_clauses(extracted: Extracted) -> None:
    message = extracted("hourly contract " * 1000)

    assert (message.get("entities"), message.get("clauses")) == (None, None)


def test_a_readable_message_is_not_marked(extracted: Extracted) -> None:
    assert extracted("can i end it").get("unreadable") is None


def test_facts_and_clauses_are_part_of_what_rasa_passes_on(extracted: Extracted) -> None:
    output = extracted("can i end my hourly contract").as_dict(only_output_properties=True)

    assert {"entities", "clauses"} <= output.keys()


def test_the_reason_for_not_reading_is_part_of_what_rasa_passes_on(extracted: Extracted) -> None:
    assert extracted("😭").as_dict(only_output_properties=True)["unreadable"] == "without_words"


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


def test_a_question_at_the_end_of_a_long_story_is_found(extracted: Extracted) -> None:
    clauses = extracted("The client is very silent now. " * 120 + "Can I end it?").get("clauses")

    assert [clause["text"] for clause in clauses if clause["asks"]] == ["Can I end it?"]


def test_noise_of_more_words_than_a_story_has_is_cut() -> None:
    assert len(analyse("a, " * 1300)) == MAX_WORDS


@given(st.text())
@example("\0")
@example("\ud83d")
@example("a" + "?" * 3998)
@example("end\n" * 999)
@example("can i end it, " * 285)
def test_no_text_makes_the_pipeline_fail(text: str) -> None:
    message = _processed(text)

    assert message.get("unreadable") is not None or message.get("clauses") is not None


@given(st.one_of(st.text(), SENTENCES))
def test_everything_found_lies_inside_the_text(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in _spans(_processed(text)))


@given(SENTENCES)
def test_the_text_of_every_clause_is_what_stands_at_its_place(text: str) -> None:
    clauses = _processed(text).get("clauses", [])

    found = [text[clause["start"] : clause["end"]] for clause in clauses]
    assert found == [clause["text"] for clause in clauses]


@given(SENTENCES)
def test_clauses_do_not_overlap(text: str) -> None:
    clauses = _processed(text).get("clauses", [])

    assert all(one["end"] <= other["start"] for one, other in pairwise(clauses))


@given(SENTENCES)
def test_a_fact_is_stated_once_at_most_and_with_a_value_it_has(text: str) -> None:
    entities = _processed(text).get("entities", [])
    facts = default_knowledge().facts

    assert len({entity["entity"] for entity in entities}) == len(entities)
    assert all(facts[entity["entity"]].value(entity["value"]) for entity in entities)
