"""The columns of the table of figures, as the terminal and the report both show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evaluation.scores import Scores
from evaluation.shares import Share

NOTHING = "-"


@dataclass(frozen=True)
class Column:
    """A figure: its short and its long name, and how it is shown; `share` is there if it is a share."""

    short: str
    long: str
    shown: Callable[[Scores], str]
    share: Callable[[Scores], Share] | None = None


def percent(share: Share) -> str:
    """Return the share in per cent without decimals, or a dash when nothing was counted."""
    return NOTHING if share.value is None else f"{share.value:.0%}"


def interval(share: Share) -> str:
    """Return the range of the share in per cent, like `63-78`; empty when nothing was counted."""
    return "" if share.interval is None else "-".join(f"{bound * 100:.0f}" for bound in share.interval)


def _share(short: str, long: str, share: Callable[[Scores], Share]) -> Column:
    return Column(short, long, lambda scores: percent(share(scores)), share)


def _count(short: str, long: str, count: Callable[[Scores], int]) -> Column:
    return Column(short, long, lambda scores: str(count(scores)))


def _error(scores: Scores) -> str:
    return NOTHING if scores.calibration_error is None else f"{scores.calibration_error:.2f}"


COLUMNS = (
    _count("n", "messages", lambda scores: scores.n),
    _share("answ", "answered", lambda scores: scores.answered),
    _share("opt", "option right", lambda scores: scores.option_right),
    _share("topic", "main topic right", lambda scores: scores.topic_right),
    _share("both", "option and main topic right", lambda scores: scores.cell_right),
    _share("recall", "topics asked that were answered", lambda scores: scores.recalled),
    _share("dym", "asked back (did you mean)", lambda scores: scores.did_you_mean),
    _share("f.rej", "in scope but declined or not understood", lambda scores: scores.false_rejection),
    _share("rej", "out of scope and not answered as advice", lambda scores: scores.rejected),
    _count("facts+", "facts right", lambda scores: scores.facts.right),
    _count("miss", "facts missing", lambda scores: scores.facts.missing),
    _count("wrong", "facts wrong", lambda scores: scores.facts.wrong),
    Column("ece", "calibration error", _error),
)
