"""Runs the behavioural suite: which of the things that ought to be simple go wrong, and how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.vocabulary import OPTIONS
from evaluation.behaviour_suite import BehaviourSuite, Expectation, PlainMessage, Turn
from evaluation.messages import Context, Message
from evaluation.outcomes import Ask, Report, reported_cells
from evaluation.perturbations import PERTURBATIONS, perturbed
from evaluation.shares import Share

MINIMUM = "minimum functionality"
INVARIANCE = "invariance"
DIRECTION = "direction"


@dataclass(frozen=True)
class Failure:
    """A case that went wrong; `before` is the message as it was before it was changed."""

    text: str
    expected: str
    got: str
    before: str = ""


@dataclass(frozen=True)
class BehaviourTest:
    """How often one test of the suite failed."""

    capability: str
    name: str
    failed: Share
    failures: tuple[Failure, ...]


# A case is a failure, or None when all went well.
Cases = Iterator[Failure | None]


def run_suite(suite: BehaviourSuite, unchanged: Sequence[Message], ask: Ask) -> Iterator[BehaviourTest]:
    """Run every test; the messages in `unchanged` are those that the invariance tests change."""
    for option in OPTIONS:
        plain = [message for message in suite.minimum_functionality if message.option == option]
        yield _result(MINIMUM, f"plain questions about: {option}", _plain_cases(plain, ask))
    meant = [(message, _meaning(ask(message.text, message.context))) for message in unchanged]
    for name in PERTURBATIONS:
        yield _result(INVARIANCE, name, _invariance_cases(name, suite.invariance.seed, meant, ask))
    for name in dict.fromkeys(turn.test for turn in suite.direction):
        turns = [turn for turn in suite.direction if turn.test == name]
        yield _result(DIRECTION, name, _direction_cases(turns, ask))


def _result(capability: str, name: str, cases: Cases) -> BehaviourTest:
    run = list(cases)
    failures = tuple(failure for failure in run if failure is not None)
    return BehaviourTest(capability, name, Share(len(failures), len(run)), failures)


def _plain_cases(messages: Sequence[PlainMessage], ask: Ask) -> Cases:
    for message in messages:
        expected, got = str(message.cell), _meaning(ask(message.text, Context()))
        yield None if got == expected else Failure(message.text, expected, got)


def _invariance_cases(name: str, seed: int, meant: Sequence[tuple[Message, str]], ask: Ask) -> Cases:
    for message, meaning in meant:
        text = perturbed(message.text, name, seed)
        if text != message.text:
            got = _meaning(ask(text, message.context))
            yield None if got == meaning else Failure(text, meaning, got, message.text)


def _direction_cases(turns: Sequence[Turn], ask: Ask) -> Cases:
    for turn in turns:
        before, after = ask(turn.before, Context()), ask(turn.after, Context())
        turned = turn.expect.holds_for(after) and not turn.expect.holds_for(before)
        got = f"{_told(before, turn.expect)}, then {_told(after, turn.expect)}"
        yield None if turned else Failure(turn.after, _expected(turn.expect), got, turn.before)


def _meaning(report: Report) -> str:
    """Return the first question of a report, or that there is none."""
    return str(next(iter(reported_cells(report)), "no question"))


def _expected(expect: Expectation) -> str:
    if expect.declined:
        return "no question"
    halves = [half for half in (expect.option, expect.topic) if half]
    return " ".join(halves + [f"{fact}={value}" for fact, value in expect.facts.items()])


def _told(report: Report, expect: Expectation) -> str:
    facts = [f"{fact}={report['situation'].get(fact, 'unknown')}" for fact in expect.facts]
    return " ".join([_meaning(report), *facts])
