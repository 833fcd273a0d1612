"""The behavioural suite, with an assistant that finds a few words and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.records import Fact
from evaluation.behaviour import DIRECTION, INVARIANCE, MINIMUM, BehaviourTest, Failure, run_suite
from evaluation.behaviour_suite import BehaviourSuite, Expectation, read_behaviour_suite
from evaluation.errors import MessageSetError
from evaluation.messages import Context
from evaluation.outcomes import Report
from evaluation.perturbations import PERTURBATIONS
from evaluation.shares import Share
from tests.evaluating.labelled import message, report

SUITE = Path(__file__).resolve().parents[1] / "evaluation" / "behaviour.yml"


def ask(text: str, context: Context) -> Report:
    """Answer what is said about pausing, in lower case only; take everybody for a freelancer."""
    cells = ["pause/who"] if "pause" in text else ["end/who"] if "end" in text else []
    return report(*cells, situation={"role": "freelancer"})


def suite(**parts: Any) -> BehaviourSuite:
    """Return a suite of these parts."""
    invariance = {"messages": "messages.yml", "kind": "question", "seed": 1}
    return BehaviourSuite(**{"minimum_functionality": [], "direction": [], "invariance": invariance, **parts})


@pytest.fixture
def result() -> Callable[..., BehaviourTest]:
    """A function that runs a suite and gives one of its tests."""

    def run(capability: str, name: str, one: BehaviourSuite, unchanged: Any = ()) -> BehaviourTest:
        tests = {(test.capability, test.name): test for test in run_suite(one, unchanged, ask)}
        return tests[capability, name]

    return run


def test_a_plain_message_must_get_its_cell(result: Callable[..., BehaviourTest]):
    plain = [
        {"text": "who can end it", "option": "end", "topic": "who"},
        {"text": "what if it ends", "option": "end", "topic": "consequences"},
    ]
    test = result(MINIMUM, "plain questions about: end", suite(minimum_functionality=plain))
    assert test.failed == Share(1, 2)
    assert test.failures == (Failure("what if it ends", "end/consequences", "end/who"),)


def test_a_changed_message_must_mean_what_it_meant(result: Callable[..., BehaviourTest]):
    unchanged = [message("end/who", text="who can pause it"), message("end/who", text="HELLO")]
    test = result(INVARIANCE, "upper case", suite(), unchanged)
    assert test.failed == Share(1, 1)
    (failure,) = test.failures
    assert (failure.before, failure.text) == ("who can pause it", "WHO CAN PAUSE IT")
    assert (failure.expected, failure.got) == ("pause/who", "no question")


def test_each_way_to_change_a_message_is_a_test():
    tests = run_suite(suite(), [message("end/who", text="who can pause it?")], ask)
    assert [test.name for test in tests if test.capability == INVARIANCE] == list(PERTURBATIONS)


@pytest.mark.parametrize(
    ("after", "expect", "failed"),
    [
        ("not end, pause", {"option": "pause"}, 0),
        ("not end, stop", {"option": "pause"}, 1),
        ("an end it is", {"option": "end"}, 1),
        ("hello", {"declined": True}, 0),
        ("not end, pause", {"facts": {"role": "client"}}, 1),
    ],
    ids=["turned", "not turned", "nothing to turn", "no question any more", "a fact not found"],
)
def test_a_turned_message_must_turn_the_report(
    after: str, expect: dict[str, Any], failed: int, result: Callable[..., BehaviourTest]
):
    turn = {"test": "turn", "before": "end it", "after": after, "expect": expect}
    assert result(DIRECTION, "turn", suite(direction=[turn])).failed == Share(failed, 1)


def test_an_expectation_holds_whatever_it_does_not_name():
    reported = report("end/who", situation={"role": "client", "actor": "me"})
    assert Expectation(topic="who", facts={"role": "client"}).holds_for(reported)
    assert not Expectation(topic="who", facts={"role": "freelancer"}).holds_for(reported)
    assert not Expectation(option="end").holds_for(report(kind="fallback"))


def test_an_expectation_of_nothing_is_refused():
    with pytest.raises(ValueError, match="expects nothing"):
        Expectation()


def test_the_suite_of_the_project_is_sound(facts: dict[str, Fact]):
    read = read_behaviour_suite(SUITE, facts)
    assert len(read.minimum_functionality) >= 60
    assert len(read.direction) >= 30
    texts = [plain.text for plain in read.minimum_functionality]
    assert len(set(texts)) == len(texts)


def test_a_value_that_no_fact_has_is_a_fault(tmp_path: Path, facts: dict[str, Fact]):
    path = tmp_path / "suite.yml"
    path.write_text(SUITE.read_text("utf-8").replace("{actor: upwork}", "{actor: nobody}"), "utf-8")
    with pytest.raises(MessageSetError, match="actor cannot be nobody"):
        read_behaviour_suite(path, facts)


def test_a_part_that_is_missing_is_a_fault(tmp_path: Path, facts: dict[str, Fact]):
    path = tmp_path / "suite.yml"
    path.write_text("direction: []\n", "utf-8")
    with pytest.raises(MessageSetError, match=r"suite\.yml: .*minimum_functionality: field required"):
        read_behaviour_suite(path, facts)
