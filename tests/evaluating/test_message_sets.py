"""Reading sets of messages, and what is said about faulty ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from advisor.records import Fact
from advisor.vocabulary import Cell
from evaluation.errors import MessageSetError
from evaluation.messages import is_message_set, read_message_set

SETS = Path(__file__).resolve().parents[1] / "evaluation"
GOOD = """
messages:
  - text: "secret words"
    kind: follow_up
    questions:
      - {option: end, topic: payment}
      - {option: end, topic: who}
    context: {option: end, topic: who, facts: {role: client}}
    situation: {actor: me}
    accept:
      - {option: end, topic: dispute}
"""
FAULTS = {
    "an unknown kind": ("kind: follow_up", "kind: remark", "message 1: kind: unexpected value"),
    "an unknown option": ("{option: end, topic: payment}", "{option: quit, topic: payment}", "option"),
    "an unknown key": ("    accept:", "    accepts:", "accepts: extra fields not permitted"),
    "an unknown fact": ("{actor: me}", "{weather: bad}", "message 1: there is no fact weather"),
    "an unknown value": ("{actor: me}", "{actor: you}", "message 1: actor cannot be you"),
    "an unknown value before": ("{role: client}", "{role: boss}", "message 1: role cannot be boss"),
    "no kind": ("    kind: follow_up\n", "", "kind: field required"),
    "a top-level key": (
        "messages:",
        "blinded: true\nmessages:",
        "unknown key; this file takes blind, messages",
    ),
    "a repeated key": ("messages:", "blind: true\nblind: false\nmessages:", "not valid YAML"),
    "a word for blind": ("messages:", "blind: often\nmessages:", "blind: value is not a valid boolean"),
    "broken YAML": ("kind: follow_up", "kind: 'follow_up", "not valid YAML"),
}

Write = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """A function that writes a set and returns its path."""

    def write(content: str) -> Path:
        path = tmp_path / "some.yml"
        path.write_text(content, "utf-8")
        return path

    return write


def test_a_set_is_read_with_all_its_labels(written: Write, facts: dict[str, Fact]):
    message_set = read_message_set(written(GOOD), facts)
    (message,) = message_set.messages
    assert (message_set.name, message_set.blind) == ("some", False)
    assert message.main == Cell("end", "payment")
    assert message.fair == {Cell("end", "payment"), Cell("end", "dispute")}
    assert message.context.facts == {"role": "client"}
    assert message_set.labelled_facts == {"actor"}


@pytest.mark.parametrize(("words", "instead", "problem"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_place_and_without_the_message(
    words: str, instead: str, problem: str, written: Write, facts: dict[str, Fact]
):
    with pytest.raises(MessageSetError) as caught:
        read_message_set(written(GOOD.replace(words, instead)), facts)
    assert problem in str(caught.value)
    assert str(caught.value).startswith("some.yml")
    assert "secret" not in str(caught.value)


def test_a_repeated_text_is_a_fault_that_tells_the_line_only(written: Write, facts: dict[str, Fact]):
    twice = GOOD.replace("    kind: follow_up", '    text: "secret too"\n    kind: follow_up')
    with pytest.raises(MessageSetError, match=r"^some\.yml: line 4: not valid YAML$"):
        read_message_set(written(twice), facts)


def test_every_fault_is_told(written: Write, facts: dict[str, Fact]):
    faulty = GOOD + GOOD.replace("\nmessages:\n", "").replace("follow_up", "remark")
    with pytest.raises(MessageSetError) as caught:
        read_message_set(written(faulty.replace("{actor: me}", "{actor: you}")), facts)
    assert [fault.entry for fault in caught.value.faults] == ["message 1", "message 2"]


def test_a_missing_file_is_told(tmp_path: Path, facts: dict[str, Fact]):
    with pytest.raises(MessageSetError, match=r"gone\.yml: cannot be read"):
        read_message_set(tmp_path / "gone.yml", facts)


def test_messages_that_are_no_list_are_told(written: Write, facts: dict[str, Fact]):
    with pytest.raises(MessageSetError, match="messages: must be a list"):
        read_message_set(written("messages: 3"), facts)


def test_a_file_that_is_no_mapping_is_told(written: Write, facts: dict[str, Fact]):
    with pytest.raises(MessageSetError, match="must be a mapping"):
        read_message_set(written("- a list"), facts)


def test_the_sets_that_nobody_reads_are_blind_and_the_others_are_not(facts: dict[str, Fact]):
    assert read_message_set(SETS / "fresh.yml", facts).blind
    assert read_message_set(SETS / "held_out.yml", facts).blind
    assert not read_message_set(SETS / "messages.yml", facts).blind
    assert not read_message_set(SETS / "evening.yml", facts).blind


def test_the_behavioural_suite_is_no_message_set():
    assert [path.stem for path in sorted(SETS.glob("*.yml")) if is_message_set(path)] == [
        "evening",
        "fresh",
        "held_out",
        "messages",
    ]
