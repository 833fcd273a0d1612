"""Sets the measured figures out as tables beside the published ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.scoring import WANTED_REJECTION, Scores

PROJECT = "this pipeline"
BASELINE = "Rasa's default pipeline"
RATIO = "this / default"
NOTHING = "-"
# Best MCC and in-scope accuracy, counted by `benchmarks.scoring` from the predictions that the authors of
# HINT3 have published. Rasa was version 1 then, with ConveRT; the best differs from set to set.
PUBLISHED = {
    "published: Rasa": {
        "SOFMattress": (0.532, 0.563),
        "Curekart": (0.563, 0.633),
        "Powerplay11": (0.345, 0.404),
    },
    "published: the best of any system": {
        "SOFMattress": (0.638, 0.693),
        "Curekart": (0.621, 0.741),
        "Powerplay11": (0.431, 0.545),
    },
    "first prototype of this pipeline": {
        "SOFMattress": (0.669, 0.727),
        "Curekart": (0.704, 0.796),
        "Powerplay11": (0.490, 0.600),
    },
}


@dataclass(frozen=True)
class Result:
    """What was measured of one pipeline on one set."""

    scores: Scores
    training_seconds: float
    message_seconds: float


# By the name of the pipeline and the title of the set.
Results = Mapping[str, Mapping[str, Result]]
Rows = Mapping[str, Mapping[str, str]]


def report_lines(results: Results) -> Iterator[str]:
    """Yield the tables of scores, of thresholds and of times."""
    titles = list(results[PROJECT])
    yield f"Best MCC / in-scope accuracy in % where {WANTED_REJECTION:.0%} of the out of scope is rejected"
    published = {name: {title: _scores(*row[title]) for title in titles} for name, row in PUBLISHED.items()}
    yield from table_lines(titles, {**_cells(results, _measured_scores), **published})
    yield ""
    yield "Thresholds at which they were reached"
    yield from table_lines(titles, _cells(results, _thresholds))
    yield ""
    yield "Training in s / median of one message in ms"
    yield from table_lines(titles, {**_cells(results, _times), **_ratios(results)})


def table_lines(titles: Sequence[str], rows: Rows) -> Iterator[str]:
    """Yield a table with a column for each title; what a row lacks is a dash."""
    names = max(len(name) for name in rows)
    cells = {name: [row.get(title, NOTHING) for title in titles] for name, row in rows.items()}
    widths = [max(map(len, column)) for column in zip(titles, *cells.values(), strict=True)]
    for name, line in {"": titles, **cells}.items():
        padded = [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]
        yield "  ".join(["", name.ljust(names), *padded]).rstrip()


def _cells(results: Results, said: Callable[[Result], str]) -> Rows:
    return {name: {title: said(result) for title, result in row.items()} for name, row in results.items()}


def _measured_scores(result: Result) -> str:
    return _scores(result.scores.mcc, result.scores.accuracy)


def _scores(mcc: float, accuracy: float) -> str:
    return f"{mcc:.3f} / {100 * accuracy:.1f}"


def _thresholds(result: Result) -> str:
    return f"{result.scores.mcc_threshold:.2f} / {result.scores.accuracy_threshold:.2f}"


def _times(result: Result) -> str:
    return f"{result.training_seconds:.1f} / {1000 * result.message_seconds:.1f}"


def _ratios(results: Results) -> Rows:
    """Return the times of the project's pipeline as shares of the default's, if that was measured."""
    if BASELINE not in results:
        return {}
    own = results[PROJECT]
    return {RATIO: {title: _ratio(own[title], other) for title, other in results[BASELINE].items()}}


def _ratio(own: Result, other: Result) -> str:
    training = own.training_seconds / other.training_seconds
    return f"{training:.2f} / {own.message_seconds / other.message_seconds:.2f}"
