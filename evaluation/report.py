"""Reports as HTML pages: plain, without script, and without anything from the network."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evaluation.behaviour import BehaviourTest
from evaluation.calibration import bins_of
from evaluation.columns import COLUMNS, interval, percent
from evaluation.confusion import option_confusion, topic_confusion
from evaluation.messages import MessageSet
from evaluation.misses import worst_misses
from evaluation.outcomes import Outcome
from evaluation.scores import predictions, scores_by_kind
from evaluation.told_facts import count_facts

TEMPLATES = Path(__file__).with_name("templates")


def set_report(message_set: MessageSet, outcomes: Sequence[Outcome]) -> str:
    """Return the page on a set; that of a blind set has figures only."""
    return _page(
        "message_set.html.j2",
        title=f"Evaluation: {message_set.name}",
        blind=message_set.blind,
        facts=count_facts(outcomes, message_set.labelled_facts),
        columns=COLUMNS,
        scores=scores_by_kind(outcomes, message_set.labelled_facts),
        confusions={"option": option_confusion(outcomes), "main topic": topic_confusion(outcomes)},
        bins=bins_of(predictions(outcomes)),
        misses=[] if message_set.blind else worst_misses(outcomes),
    )


def behaviour_report(tests: Sequence[BehaviourTest]) -> str:
    """Return the page on the behavioural suite, with every failure."""
    return _page("behaviour.html.j2", title="Evaluation: behaviour", tests=tests)


def write_page(page: str, folder: Path, name: str) -> Path:
    """Write a page to the folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.html"
    path.write_text(page, "utf-8")
    return path


def _page(template: str, **values: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "interval": interval}
    return environment.get_template(template).render(**values)
