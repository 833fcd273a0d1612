"""Each turn reads only what is new of its conversation, and knows all that was offered and answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.core.lock_store import InMemoryLockStore
from rasa.shared.core.domain import Domain

from channels.history import Button
from channels.memory import Memories, Memory
from channels.sessions import Sessions
from channels.settings import Settings
from channels.store import PatientSQLTrackerStore
from channels.stored import Row
from channels.turns import Turns
from tests.channel.loops import in_a_loop


class Assistant:
    """As much of an agent as erasing needs."""

    def __init__(self, folder: Path) -> None:
        self.tracker_store = PatientSQLTrackerStore(Domain.empty(), db=str(folder / "conversations.db"))
        self.lock_store = InMemoryLockStore()


def choice_id(title: str, payload: str) -> str:
    return f"{title}-{payload}"


def user(number: int, key: str | None = None) -> Row:
    return Row(number, {"event": "user", "text": "hello", "message_id": key})


def bot(number: int, *titles: str) -> Row:
    buttons = [{"title": title, "payload": "/inform"} for title in titles]
    return Row(number, {"event": "bot", "text": "hello", "data": {"buttons": buttons}})


def other(number: int, kind: str) -> Row:
    return Row(number, {"event": kind})


def read(memory: Memory, *rows: Any) -> Memory:
    memory.read(rows, choice_id)
    return memory


def test_choices_and_keys_of_all_turns_are_known():
    memory = read(
        Memory(), other(3, "session_started"), user(4, "first"), bot(5, "A", "B"), user(9), bot(12, "C")
    )
    assert memory.turns == 2
    assert memory.keys == {"first": 4}
    assert memory.choices["A-/inform"] == Button("A", "/inform")
    assert set(memory.choices) == {"A-/inform", "B-/inform", "C-/inform"}
    assert memory.last == 12


def test_what_was_read_before_is_not_counted_again():
    memory = read(Memory(), user(1, "first"), bot(2, "A"))
    read(memory, bot(2, "A"), user(3, "second"))
    assert memory.turns == 2
    assert memory.keys == {"first": 1, "second": 3}


def test_a_new_session_of_rasa_forgets_nothing_and_a_restart_all():
    memory = read(Memory(), user(1, "first"), bot(2, "A"), other(3, "session_started"))
    assert set(memory.choices) == {"A-/inform"}
    read(memory, other(4, "restart"), user(5, "second"))
    assert memory.turns == 1
    assert memory.keys == {"second": 5}
    assert memory.choices == {}


def test_a_key_that_was_stored_twice_means_its_first_turn():
    assert read(Memory(), user(1, "same"), user(5, "same")).keys == {"same": 1}


def test_only_the_conversations_that_went_on_last_are_remembered():
    memories = Memories(most=2)
    first = memories.of("first")
    memories.of("second")
    assert memories.of("first") is first
    memories.of("third")
    assert memories.of("first") is first
    memories.forget("first")
    assert memories.of("first") is not first


def test_what_is_erased_is_forgotten_here_too(tmp_path: Path):
    memories = Memories()
    before = read(memories.of("one"), user(1), bot(2, "A"))
    turns = Turns(Sessions(b"s" * 32, 1), Settings(), memories)

    in_a_loop(turns.erase(Assistant(tmp_path), "one"))  # type: ignore[arg-type]

    assert memories.of("one") is not before
    assert memories.of("one").choices == {}
