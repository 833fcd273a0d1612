"""Measures the trained assistant on the message sets and the behavioural suite of `tests/evaluation`.

python -m evaluation.run [--only NAME] [--model FILE] [--output FOLDER]

The exit code is 0 whatever the figures are, since this is no gate; it is 1 when they cannot be had.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from advisor.errors import AdvisorError
from advisor.loading import default_knowledge
from advisor.records import Fact
from evaluation.assistant import MODEL, Assistant
from evaluation.behaviour import run_suite
from evaluation.behaviour_suite import read_behaviour_suite
from evaluation.errors import EvaluationError
from evaluation.messages import is_message_set, read_message_set
from evaluation.outcomes import Ask, outcomes_of
from evaluation.report import behaviour_report, set_report, write_page
from evaluation.scores import scores_by_kind
from evaluation.tables import behaviour_table, scores_table

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "tests" / "evaluation"
BEHAVIOUR = "behaviour"


def main(arguments: Sequence[str]) -> int:
    """Print the figures and write the reports; return the exit code."""
    sets = {path.stem: path for path in sorted(SETS.glob("*.yml"))}
    options = _options(arguments, list(sets))
    try:
        facts = default_knowledge().facts
        ask = Assistant(options.model).report
        for name in [options.only] if options.only else sets:
            if name == BEHAVIOUR:
                _run_behaviour(sets[name], facts, ask, options.output)
            elif is_message_set(sets[name]):
                _run_set(sets[name], facts, ask, options.output)
    except (AdvisorError, EvaluationError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options(arguments: Sequence[str], names: list[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m evaluation.run", description="Measure the trained assistant.")
    parser.add_argument("--only", choices=names, help="one set, or the behavioural suite")
    parser.add_argument("--model", type=Path, default=MODEL, help="the trained model")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "evaluation", help="for the reports")
    return parser.parse_args(arguments)


def _run_set(path: Path, facts: Mapping[str, Fact], ask: Ask, folder: Path) -> None:
    message_set = read_message_set(path, facts)
    outcomes = outcomes_of(message_set, ask)
    report = write_page(set_report(message_set, outcomes), folder, message_set.name)
    blind = ", blind" if message_set.blind else ""
    print(f"\n{message_set.name} ({len(outcomes)} messages{blind}), report: {report}")
    print(scores_table(scores_by_kind(outcomes, message_set.labelled_facts)), flush=True)


def _run_behaviour(path: Path, facts: Mapping[str, Fact], ask: Ask, folder: Path) -> None:
    suite = read_behaviour_suite(path, facts)
    message_set = read_message_set(path.with_name(suite.invariance.messages), facts)
    if message_set.blind:
        raise EvaluationError(f"{path.name}: {message_set.name} is blind, and this report shows messages")
    unchanged = [message for message in message_set.messages if message.kind == suite.invariance.kind]
    tests = list(run_suite(suite, unchanged, ask))
    report = write_page(behaviour_report(tests), folder, BEHAVIOUR)
    print(f"\n{BEHAVIOUR} ({sum(test.failed.of for test in tests)} cases), report: {report}")
    print(behaviour_table(tests), flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
