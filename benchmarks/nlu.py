"""Measures the language understanding on HINT3, beside Rasa's default pipeline and published figures.

python -m benchmarks.nlu [--without-baseline] FOLDER

FOLDER holds the HINT3 data, version 1. The pipeline is that of config.yml as it stands.
"""

from __future__ import annotations

import logging
import sys
import warnings
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rasa.utils.log_utils import configure_structlog

from benchmarks.hint3 import WHERE_TO_GET_IT, DataError, DataSet, read_hint3
from benchmarks.rasa_models import Parsing, parse, train
from benchmarks.report import BASELINE, PROJECT, Result, report_lines
from benchmarks.scoring import score

CONFIG = Path(__file__).resolve().parent.parent / "config.yml"
BASELINE_CONFIG = Path(__file__).with_name("rasa_default.yml")
# It trains for a minute, so one set has to do.
BASELINE_SET = "SOFMattress"


def main(arguments: Sequence[str]) -> int:
    """Measure and print; return the exit code."""
    parser = ArgumentParser(prog="python -m benchmarks.nlu", description="Measure the understanding.")
    parser.add_argument("folder", type=Path, help=f"the HINT3 data: {WHERE_TO_GET_IT}")
    parser.add_argument("--without-baseline", action="store_true", help="leave Rasa's default pipeline out")
    options = parser.parse_args(arguments)
    try:
        sets = read_hint3(options.folder)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    keep_rasa_quiet()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        results = measure_all(sets, with_baseline=not options.without_baseline)
    print("\n".join(report_lines(results)))
    return 0


def keep_rasa_quiet() -> None:
    """Let Rasa log errors only: to write a line for each message would count as a part of its parsing."""
    configure_structlog(logging.ERROR)


def measure_all(sets: Sequence[DataSet], with_baseline: bool) -> dict[str, dict[str, Result]]:
    """Return the results of each pipeline on each set it was tried on."""
    results: dict[str, dict[str, Result]] = {}
    for data in sets:
        configs = {PROJECT: CONFIG}
        if with_baseline and data.title == BASELINE_SET:
            configs[BASELINE] = BASELINE_CONFIG
        for name, result in measure(configs, data).items():
            results.setdefault(name, {})[data.title] = result
    return results


def measure(configs: Mapping[str, Path], data: DataSet) -> dict[str, Result]:
    """Train the pipelines on a set and let them parse its test messages."""
    models = []
    for name, config in configs.items():
        print(f"training {name} on {data.title}", file=sys.stderr)
        with TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
            models.append(train(config, data.train, Path(folder)))
    parsings = parse(models, [example.text for example in data.test])
    return {
        name: _result(data, parsing, model.training_seconds)
        for name, model, parsing in zip(configs, models, parsings, strict=True)
    }


def _result(data: DataSet, parsing: Parsing, training_seconds: float) -> Result:
    scores = score([example.label for example in data.test], parsing.predictions)
    return Result(scores, training_seconds, median(parsing.seconds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
