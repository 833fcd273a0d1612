"""Whole consultations with the running assistant, grouped by a person's errand.

Each scenario of `consultations/` says how somebody opens, what they type when asked for a fact (several,
if they say something else first), and what has to come of it. Whoever is asked for anything else is not sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from advisor.yaml_files import parse_yaml
from tests.conversations.assistant import Conversation
from tests.conversations.consulting import Consultation, lead

FILES = sorted(Path(__file__).with_name("consultations").glob("*.yml"))
WRITTEN = [scenario for file in FILES for scenario in parse_yaml(file)["scenarios"]]
SCENARIOS: dict[str, dict[str, Any]] = {scenario["name"]: scenario for scenario in WRITTEN}
AT_A_TIME = 4
KEYS = {"name", "opens", "answers", "then", "expect"}
EXPECTED = {
    "outcome",
    "steps",
    "has",
    "lacks",
    "order",
    "asked",
    "not_asked",
    "situation",
    "mentions",
    "most_asked",
}


@pytest.fixture(scope="module")
def led(request: pytest.FixtureRequest, address: str) -> Iterator[dict[str, Future[Consultation]]]:
    """The consultations of the scenarios that were chosen, some at a time as from several people."""
    names = {item.callspec.params["name"] for item in request.session.items if _is_scenario(item)}
    with ThreadPoolExecutor(AT_A_TIME) as people:
        yield {
            name: people.submit(lead, SCENARIOS[name], Conversation(address, f"person-{uuid4().hex}"))
            for name in sorted(names)
        }


def _is_scenario(item: Any) -> bool:
    return getattr(item, "originalname", None) == test_a_consultation_leads_where_it_should.__name__


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_consultation_leads_where_it_should(name: str, led: dict[str, Future[Consultation]]) -> None:
    consultation = led[name].result()

    faults = [*consultation.faults, *_faults(SCENARIOS[name]["expect"], consultation)]
    assert not faults, "\n".join([*faults, str(consultation)])


def test_there_are_scenarios_enough_and_no_two_of_one_name() -> None:
    assert len(WRITTEN) == len(SCENARIOS) >= 60


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_says_nothing_that_is_not_looked_at(name: str) -> None:
    scenario = SCENARIOS[name]

    assert scenario.keys() <= KEYS
    assert scenario["expect"]
    assert scenario["expect"].keys() <= EXPECTED


def _faults(expect: dict[str, Any], led: Consultation) -> list[str]:
    """Return what is otherwise than a scenario expects."""
    plan, last = led.plan, led.turns[-1].report
    steps = [step["id"] for step in plan.get("steps", [])]
    text = plan.get("markdown", "").casefold()
    facts = {fact: last["situation"].get(fact) for fact in expect.get("situation", {})}
    return [
        *_unlike("outcome", plan.get("outcome"), expect.get("outcome", plan.get("outcome"))),
        *_unlike("steps", steps, expect.get("steps", steps)),
        *_unlike("situation", facts, expect.get("situation", facts)),
        *_unlike("asked", sorted(led.asked), sorted(expect.get("asked", led.asked))),
        *(f"FAULT  there is no {step}" for step in expect.get("has", []) if step not in steps),
        *(f"FAULT  there is {step}" for step in expect.get("lacks", []) if step in steps),
        *(f"FAULT  {fact} is asked for" for fact in expect.get("not_asked", []) if fact in led.asked),
        *(
            f"FAULT  {words!r} is not said"
            for words in expect.get("mentions", [])
            if words.casefold() not in text
        ),
        *_out_of_order(expect.get("order", []), steps),
        *([] if len(led.asked) <= expect.get("most_asked", 6) else [f"FAULT  asked {led.asked}"]),
    ]


def _unlike(what: str, found: object, expected: object) -> list[str]:
    return [] if found == expected else [f"FAULT  {what}: {found}, not {expected}"]


def _out_of_order(order: list[str], steps: list[str]) -> list[str]:
    places = [steps.index(step) if step in steps else -1 for step in order]
    return [] if places == sorted(places) and -1 not in places else [f"FAULT  {order} are not in this order"]
