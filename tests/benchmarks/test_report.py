"""The tables: a column for each set, a row for each pipeline and each published system."""

from __future__ import annotations

from benchmarks.hint3 import SIZES
from benchmarks.report import BASELINE, PROJECT, PUBLISHED, Result, report_lines, table_lines
from benchmarks.scoring import Scores

OWN = Result(Scores(0.65, 0.4, 0.7, 0.3), training_seconds=3.0, message_seconds=0.008)
OTHER = Result(Scores(0.5, 0.6, 0.55, 0.5), training_seconds=60.0, message_seconds=0.01)


def rows(results):
    """Return the cells after the name, by table heading and name."""
    tables = {}
    for line in report_lines(results):
        if line and not line.startswith(" "):
            heading = line
        elif line.strip():
            name, *cells = [cell.strip() for cell in line.split("  ") if cell.strip()]
            tables[heading.partition(" ")[0], name] = cells
    return tables


def test_scores_stand_beside_the_published_ones():
    found = rows({PROJECT: {"SOFMattress": OWN}})
    assert found["Best", PROJECT] == ["0.650 / 70.0"]
    assert found["Best", "published: Rasa"] == ["0.532 / 56.3"]


def test_times_stand_beside_those_of_the_default_with_their_ratio():
    found = rows({PROJECT: {"SOFMattress": OWN, "Curekart": OWN}, BASELINE: {"SOFMattress": OTHER}})
    assert found["Training", PROJECT] == ["3.0 / 8.0", "3.0 / 8.0"]
    assert found["Training", BASELINE] == ["60.0 / 10.0", "-"]
    assert found["Training", "this / default"] == ["0.05 / 0.80", "-"]


def test_without_the_default_there_is_no_ratio():
    assert ("Training", "this / default") not in rows({PROJECT: {"SOFMattress": OWN}})


def test_thresholds_are_told():
    assert rows({PROJECT: {"SOFMattress": OWN}})["Thresholds", PROJECT] == ["0.40 / 0.30"]


def test_columns_stand_below_each_other():
    lines = list(table_lines(["A", "Long title"], {"first": {"A": "123", "Long title": "4"}, "x": {}}))
    assert lines == ["         A    Long title", "  first  123  4", "  x      -    -"]


def test_every_set_has_its_published_figures():
    assert {name: set(row) for name, row in PUBLISHED.items()} == {name: set(SIZES) for name in PUBLISHED}
