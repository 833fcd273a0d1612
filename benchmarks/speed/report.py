"""The table and the plot of what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import matplotlib as mpl

from benchmarks.speed.persons import QUESTION

Results = dict[str, dict[str, Any]]
OURS, DEFAULT, FLOOR = "Clean Exit", "rasa init", "floor"
MISSING = "-"
CLIENTS = 8


class Line(NamedTuple):
    """One line of the table; with `more`, a larger figure is the better one."""

    title: str
    unit: str
    read: Callable[[dict[str, Any]], float | None]
    more: bool = False


def lines(results: Results) -> Iterator[Line]:
    """Yield a line for everything that was measured."""
    yield Line("start to ready", "s", lambda one: one.get("start"))
    yield Line("resident memory", "MB", lambda one: one.get("memory"))
    yield Line("training", "s", lambda one: one.get("training"))
    for name in results[OURS]["turns"]:
        for part in ("median", "p95", "p99"):
            yield Line(f"{name}, {part}", "ms", _reader("turns", name, part))
    for clients in results[OURS]["load"]:
        yield Line(
            f"turns per second, {clients} clients", "", _reader("load", clients, "turns per second"), True
        )
    for part in ("median", "p99"):
        yield Line(f"question, {CLIENTS} clients, {part}", "ms", _reader("load", CLIENTS, part))
    for mark in results[OURS]["long"]:
        yield Line(f"turn {mark} of a conversation", "ms", _reader("long", mark))


def table(results: Results) -> str:
    """Return the table, and below it how the bars are met."""
    rows = ["| | rasa init | Clean Exit | ratio | floor |", "|---|---|---|---|---|"]
    for line in lines(results):
        default, ours, floor = (line.read(results[name]) for name in (DEFAULT, OURS, FLOOR))
        rows.append(
            f"| {line.title} | {_shown(default, line)} | {_shown(ours, line)} | "
            f"{_ratio(line, default, ours)} | {_shown(floor, line)} |"
        )
    return "\n".join([*rows, "", *_bars(results), ""])


def plot(results: Results, path: Path) -> None:
    """Draw how many times better than the default bot the assistant is, on a scale of powers."""
    mpl.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415  (the way of drawing has to be chosen first)

    compared = [(line.title, _times_better(line, results)) for line in lines(results)]
    known = [(title, times) for title, times in compared if times is not None][::-1]
    figure, axes = pyplot.subplots(figsize=(9, 0.34 * len(known) + 1))
    colours = ["#2f7d4f" if times >= 1 else "#b0552b" for _, times in known]
    axes.barh([title for title, _ in known], [times - 1 for _, times in known], left=1, color=colours)
    axes.set_xscale("log")
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_xlabel("times better than the bot of rasa init (1 is equal)")
    figure.tight_layout()
    figure.savefig(path)


def _bars(results: Results) -> Iterator[str]:
    """Yield a line for each bar that was set, with what was reached."""
    ours, default = results[OURS], results[DEFAULT]
    median = _reader("turns", QUESTION, "median")
    yield _bar("start at least 5 times faster", _divided(default["start"], ours["start"]), 5)
    yield _bar("memory at most 60 %", _divided(ours["memory"], default["memory"]), 0.6, most=True)
    yield _bar("training at least 3 times faster", _divided(default["training"], ours["training"]), 3)
    yield _bar("median question at least 3 times faster", _divided(median(default), median(ours)), 3)
    loaded = ours["load"].get(CLIENTS, {})
    yield _bar(
        "p99 at most 3 times the median at 8 clients",
        _divided(loaded.get("p99"), loaded.get("median")),
        3,
        most=True,
    )
    marks = sorted(ours["long"])
    last = _divided(ours["long"].get(500), ours["long"].get(marks[0])) if marks else None
    yield _bar("turn 500 at most 1.5 times turn 10", last, 1.5, most=True)


def _bar(title: str, reached: float | None, bar: float, most: bool = False) -> str:
    if reached is None:
        return f"- {title}: not measured"
    met = reached <= bar if most else reached >= bar
    return f"- {title}: {'met' if met else 'missed'} ({reached:.2f})"


def _reader(*keys: Any) -> Callable[[dict[str, Any]], float | None]:
    def read(one: Any) -> float | None:
        for key in keys:
            one = (one or {}).get(key)
        return one

    return read


def _shown(value: float | None, line: Line) -> str:
    return MISSING if value is None else f"{value:.3g} {line.unit}".strip()


def _ratio(line: Line, default: float | None, ours: float | None) -> str:
    times = _divided(ours, default) if line.more else _divided(default, ours)
    return MISSING if times is None else f"{times:.2f}"


def _times_better(line: Line, results: Results) -> float | None:
    default, ours = line.read(results[DEFAULT]), line.read(results[OURS])
    return _divided(ours, default) if line.more else _divided(default, ours)


def _divided(one: float | None, other: float | None) -> float | None:
    return one / other if one is not None and other else None
