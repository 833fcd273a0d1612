"""A person of a scenario, who answers whatever the assistant asks until there is a plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.conversations.assistant import Conversation

NOT_SURE = "not sure"
MAX_TURNS = 25


@dataclass
class Told:
    """A turn: what the person typed, what the assistant said, and its report."""

    said: str
    text: str
    report: dict[str, Any]


@dataclass
class Consultation:
    """A consultation that has been led, turn by turn."""

    turns: list[Told] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def plan(self) -> dict[str, Any]:
        """The last plan that was given; empty if there was none."""
        plans = [turn.report["plan"] for turn in self.turns if turn.report["kind"] == "plan"]
        return dict(plans[-1]) if plans else {}

    @property
    def asked(self) -> list[str]:
        """The facts that were asked for, each once, in their order."""
        asking = [turn.report["asks"] for turn in self.turns if turn.report["kind"] == "question"]
        return list(dict.fromkeys(asking))

    def __str__(self) -> str:
        lines = [f"YOU  {turn.said}\nBOT  {turn.text}\n     {_summary(turn.report)}" for turn in self.turns]
        return "\n".join([*lines, *self.faults])


def lead(scenario: dict[str, Any], conversation: Conversation) -> Consultation:
    """Play a scenario: what the person opens with, then an answer to each question, then what they add."""
    led = Consultation()
    for line in scenario["opens"]:
        _say(led, conversation, line)
    answers = {fact: _lines(lines) for fact, lines in scenario.get("answers", {}).items()}
    while led.turns[-1].report["kind"] != "plan" and len(led.turns) < MAX_TURNS:
        fact = _asked_now(led)
        if fact is None:
            led.faults.append("FAULT  there is neither a question nor a plan")
            break
        line = next(answers.get(fact, iter([NOT_SURE])), None)
        if line is None:
            led.faults.append(f"FAULT  {fact} is asked for again, though the person has said all about it")
            break
        _say(led, conversation, line)
    for line in scenario.get("then", []):
        _say(led, conversation, line)
    return led


def _lines(lines: Any) -> Iterator[Any]:
    return iter(lines if isinstance(lines, list) else [lines])


def _asked_now(led: Consultation) -> str | None:
    """Return the fact asked for; after something in between it is the one that was asked for before."""
    last = led.turns[-1]
    if last.report["kind"] == "question":
        return str(last.report["asks"])
    return led.asked[-1] if led.asked and last.text.rstrip().endswith("?") else None


def _say(led: Consultation, conversation: Conversation, line: Any) -> None:
    """Say a line; a line with expectations is held against them at once."""
    expected = line if isinstance(line, dict) else {"say": line}
    text, report = conversation.ask(str(expected["say"]))
    led.turns.append(Told(str(expected["say"]), text, report))
    if "kind" in expected and report["kind"] != expected["kind"]:
        led.faults.append(f"FAULT  {expected['say']!r} is taken for {report['kind']}, not {expected['kind']}")
    if "asks" in expected and report["asks"] != expected["asks"]:
        led.faults.append(f"FAULT  {expected['say']!r} makes it ask {report['asks']}, not {expected['asks']}")
    if expected.get("mentions", "") not in text:
        led.faults.append(f"FAULT  after {expected['say']!r} it does not say {expected['mentions']!r}")


def _summary(report: dict[str, Any]) -> str:
    plan = report.get("plan")
    steps = [step["id"] for step in plan["steps"]] if plan else ""
    return f"[{report['kind']} asks={report['asks']} {report['situation']} {plan and plan['rule']} {steps}]"
