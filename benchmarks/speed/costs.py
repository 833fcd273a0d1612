"""What single costs of a turn come to, in Rasa as it is and here: `python -m benchmarks.speed.costs`."""

from __future__ import annotations

import asyncio
import json
import statistics
import tarfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import spacy
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import class_from_module_path
from rasa_sdk.events import SlotSet
from ruamel.yaml import YAML

from benchmarks.speed.bots import ROOT
from components.language import build_language
from components.phrase_patterns import read_patterns
from runtime import shortcuts
from runtime.rules import RuleIndex

TIMES = 40
TEXT = "can i end my contract and do i still get paid for the last week"
ASKED = {"prev_action": {"action_name": "action_listen"}, "user": {"intent": "ask_end_permission"}}


class Cost(NamedTuple):
    """The milliseconds that one thing takes, before and after."""

    title: str
    before: float
    after: float


def main() -> None:
    """Print a table."""
    print("| | before | after | ratio |\n|---|---|---|---|")
    with TemporaryDirectory() as folder:
        for cost in _costs(Path(folder)):
            ratio = cost.before / cost.after
            print(f"| {cost.title} | {cost.before:.3g} ms | {cost.after:.2g} ms | {ratio:.1f} |")


def _costs(folder: Path) -> Iterator[Cost]:
    yield _result_check()
    yield _event_classes()
    yield _rules(folder)
    yield _patterns()
    yield _saving(folder)


def _milliseconds(act: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    """Return the median of a few runs, in time of this process unless another clock is asked for."""
    act()
    times = []
    for _ in range(TIMES):
        began = clock()
        act()
        times.append((clock() - began) * 1000)
    return statistics.median(times)


def _result_check() -> Cost:
    action = RemoteAction("action_advise", None)
    events = [SlotSet(f"slot {number}", ["one", "two"]) for number in range(12)]
    result = {"events": events, "responses": [{"text": "hello"}]}
    return Cost(
        "checking the result of an action",
        _milliseconds(lambda: action._validate_action_result(result)),
        _milliseconds(lambda: shortcuts._is_valid_result(result)),
    )


def _event_classes() -> Cost:
    return Cost(
        "finding the classes of 100 events",
        _milliseconds(lambda: [Event.resolve_by_type("slot") for _ in range(100)]),
        _milliseconds(lambda: [shortcuts._resolve_by_type("slot") for _ in range(100)]),
    )


def _rules(folder: Path) -> Cost:
    with tarfile.open(ROOT / "models" / "clean-exit.tar.gz") as model:
        model.extractall(folder / "model")
    file = next((folder / "model").rglob("rule_policy.json"))
    lookup = json.loads(file.read_text())["lookup"]["rules"]
    policy, states = RulePolicy.__new__(RulePolicy), [{}, ASKED]
    index = RuleIndex(lookup)
    return Cost(
        f"finding a rule among {len(lookup)}",
        _milliseconds(lambda: policy._get_possible_keys(lookup, states)),
        _milliseconds(lambda: policy._get_possible_keys(index.rules_for(ASKED), states[-index.longest :])),
    )


def _patterns() -> Cost:
    slow = spacy.blank("en")
    ruler = slow.add_pipe("span_ruler", config={"spans_key": "ruler", "annotate_ents": False})
    ruler.add_patterns(read_patterns(slow))  # type: ignore[attr-defined]
    quick = build_language()
    indexed = quick.get_pipe("entity_ruler")
    one, other = slow.make_doc(TEXT), quick.make_doc(TEXT)
    return Cost(
        "finding phrases in a message",
        _milliseconds(lambda: ruler(one)),
        _milliseconds(lambda: indexed(other)),
    )


def _saving(folder: Path) -> Cost:
    stores = [
        kind(Domain.empty(), db=str(folder / f"{number}.db"))
        for number, kind in enumerate((SQLTrackerStore, _ours()))
    ]
    before, after = (_milliseconds(_saver(store), time.perf_counter) for store in stores)
    return Cost("storing ten events in SQLite (by the clock)", before, after)


def _ours() -> type[SQLTrackerStore]:
    """Return the store that endpoints.yml names; benchmarks know no channel by import."""
    endpoints = YAML(typ="safe").load(ROOT / "endpoints.yml")
    store: type[SQLTrackerStore] = class_from_module_path(endpoints["tracker_store"]["type"])
    return store


def _saver(store: SQLTrackerStore) -> Callable[[], None]:
    tracker = DialogueStateTracker.from_events("somebody", [], [])
    loop = asyncio.new_event_loop()

    def save() -> None:
        for _ in range(10):
            tracker.update(UserUttered("hello"))
        loop.run_until_complete(store.save(tracker))

    return save


if __name__ == "__main__":
    main()
