"""`make bench`: measures the assistant and the bot of `rasa init` in turn; table and plot go to a folder."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from benchmarks.speed.bots import ROOT, Bot, clean_exit, default_bot, floor
from benchmarks.speed.measuring import QUICK, Extent, measure
from benchmarks.speed.processes import free_port, running, timed
from benchmarks.speed.report import Results, plot, table
from runtime.digests import record_digests

FOLDER = ROOT / "build" / "bench"
STARTS = 3


def main() -> None:
    """Measure one bot after the other, so that they do not take the machine from each other."""
    options = _options()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    extent = QUICK if options.quick else Extent()
    results: Results = {}
    for bot in (
        default_bot(FOLDER, free_port()),
        clean_exit(FOLDER, free_port(), options.model),
        floor(free_port()),
    ):
        print(f"measuring: {bot.name}", flush=True)
        results[bot.name] = _measured(bot, extent)
        (FOLDER / "results.json").write_text(json.dumps(results, indent=1))
    text = table(results)
    (FOLDER / "table.md").write_text(text)
    plot(results, FOLDER / "plot.svg")
    print(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short run, to see that it works")
    parser.add_argument(
        "--model", type=Path, help="a trained model of the assistant; its training is not measured then"
    )
    return parser.parse_args()


def _measured(bot: Bot, extent: Extent) -> dict[str, Any]:
    trained = timed(bot.train, bot.folder, FOLDER / f"{bot.kind}-train.log") if bot.train else None
    if bot.recorded:
        record_digests(bot.recorded)
    log = FOLDER / f"{bot.kind}.log"
    starts = []
    for _ in range(STARTS):
        with running(bot.start, bot.folder, int(_port(bot)), bot.ready, log) as started:
            starts.append(started.seconds)
    with running(bot.start, bot.folder, int(_port(bot)), bot.ready, log) as started:
        measured = measure(bot.kind, started.address, extent)
        return {"training": trained, "start": min(starts), "memory": started.megabytes, **measured}


def _port(bot: Bot) -> str:
    return next(word for word in reversed(bot.start) if word.isdigit())


if __name__ == "__main__":
    main()
