"""What the encoder is taught of each training example."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message

from advisor.vocabulary import OPTIONS, TOPICS
from components.spelling import Spelling
from components.split_model import BEGINS, GOES_ON, OUTSIDE
from tuning.adapt import statement_intents
from tuning.tasks import (
    ACTORS,
    LEAST_IMPORTANT,
    MAX_QUESTIONS,
    MOST_IMPORTANT,
    OTHER_OPTION,
    ROLES,
    UNKNOWN,
    Label,
    Labels,
    Task,
    read_tasks,
)

STATEMENTS = ["inform"]
# Knows no words, so it corrects none.
NO_SPELLING = Spelling({})
# Every intent occurs, so that each of them may be marked.
BESIDE = [
    Message.build("can i end it", intent="ask_end_permission"),
    Message.build("can he rate me", intent="ask_end_feedback"),
    Message.build("i am sad", intent="inform"),
]


def _task(text: str, intent: str = "ask_end_permission", **metadata: object) -> Task:
    example = parse_training_example(text, intent)
    if metadata:
        example.set("metadata", {"intent": metadata})
    return read_tasks([example, *BESIDE], STATEMENTS, NO_SPELLING)[0][0]


def test_each_example_with_a_text_and_an_intent_is_a_task() -> None:
    others = [Message({"intent": "inform"}), Message.build("hm")]

    tasks, intents = read_tasks([*BESIDE, *others], STATEMENTS, NO_SPELLING)

    assert (len(tasks), intents) == (3, 3)


def test_the_label_of_a_question_names_its_option_and_its_topic() -> None:
    label = Labels(["ask_pause_feedback", "greet"]).label("ask_pause_feedback")

    assert (label.option, label.topic) == (OPTIONS.index("pause"), TOPICS.index("feedback"))


@pytest.mark.parametrize("intent", ["greet", "near_miss_taxes", "ask_why"])
def test_what_asks_nothing_of_the_vocabulary_has_an_option_of_its_own_and_no_topic(intent: str) -> None:
    label = Labels([intent]).label(intent)

    assert (label.option, label.topic) == (OTHER_OPTION, UNKNOWN)


def test_each_intent_has_a_number_of_its_own() -> None:
    labels = Labels(["b", "a", "b", "c"])

    assert [labels.label(intent).intent for intent in "abc"] == [0, 1, 2]


def test_a_rare_intent_is_more_important_than_a_frequent_one() -> None:
    labels = Labels(["rare"] * 5 + ["usual"] * 10 + ["frequent"] * 20)

    importance = [labels.label(intent).importance for intent in ("rare", "usual", "frequent")]
    assert importance == [pytest.approx(2**0.5), 1.0, pytest.approx(0.5**0.5)]


def test_importance_has_its_limits() -> None:
    labels = Labels(["rare"] + ["usual"] * 50 + ["frequent"] * 5000)

    assert labels.label("rare").importance == MOST_IMPORTANT
    assert labels.label("frequent").importance == LEAST_IMPORTANT


def test_the_words_of_a_task_are_mended() -> None:
    misspelt = Message.build("a deraileur!", intent="inform")

    ((task,), _) = read_tasks([misspelt], STATEMENTS, Spelling({"derailleur": 4}))

    assert task.words == ("a", "derailleur", "!")


def test_words_written_together_are_one_word_of_the_task() -> None:
    together = Message.build("isthe bike broken", intent="inform")

    ((task,), _) = read_tasks([together], STATEMENTS, Spelling({"is": 99, "the": 99}))

    assert task.words == ("is the", "bike", "broken")
    assert task.tags == (OUTSIDE,) * 3


@pytest.mark.parametrize(
    ("text", "intent", "tags"),
    [
        ("can i end it?", "ask_end_permission", (BEGINS, GOES_ON, GOES_ON, GOES_ON, GOES_ON)),
        ("i am sad.", "inform", (OUTSIDE,) * 4),
        ("I am sad. Can I end it?", "ask_end_permission", None),
        ("so sad. [can i](ask_end_permission)", "ask_end_permission", (OUTSIDE,) * 3 + (BEGINS, GOES_ON)),
        (
            "[can i](ask_end_permission) [can he](ask_end_feedback)",
            "ask_end_permission",
            (BEGINS, GOES_ON, BEGINS, GOES_ON),
        ),
    ],
    ids=["one question", "one statement", "several sentences", "story", "two questions"],
)
def test_each_word_has_a_tag_where_it_is_known(text: str, intent: str, tags: tuple[int, ...] | None) -> None:
    assert _task(text, intent).tags == tags


def test_a_marked_question_is_a_range_of_words_with_its_label() -> None:
    task = _task("so sad. [can i](ask_end_permission) [can he](ask_end_feedback)")

    ranges = [(first, last, TOPICS[label.topic]) for first, last, label in task.questions]
    assert ranges == [(3, 5, "permission"), (5, 7, "feedback")]


def test_a_message_with_several_questions_has_no_label_as_a_whole() -> None:
    assert _task("[can i](ask_end_permission) [can he](ask_end_feedback)").whole == Label()


def test_a_story_with_one_question_has_the_label_of_its_intent_as_a_whole() -> None:
    assert TOPICS[_task("so sad. [can i end](ask_end_permission)").whole.topic] == "permission"


def test_no_more_questions_are_taught_than_there_is_room_for() -> None:
    text = " ".join(["[can i](ask_end_permission)"] * (MAX_QUESTIONS + 1))

    assert len(_task(text).questions) == MAX_QUESTIONS


def test_facts_that_are_labelled_are_taught() -> None:
    task = _task("can i end it", facts={"role": "client", "actor": "me"})

    assert (ROLES[task.role], ACTORS[task.actor]) == ("client", "me")


def test_a_fact_that_the_label_leaves_out_is_untold() -> None:
    task = _task("can i end it", facts={"role": "client"})

    assert ACTORS[task.actor] == "untold"


def test_without_a_label_of_facts_nothing_is_known_of_them() -> None:
    task = _task("can i end it")

    assert (task.role, task.actor) == (UNKNOWN, UNKNOWN)


def test_the_intents_that_ask_nothing_are_those_of_the_pipeline() -> None:
    assert {"inform", "greet", "thanks"} <= set(statement_intents())
