"""A table of plain text, for the shell and wherever letters are equally wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import wrap

WIDTH = 80
BETWEEN = " | "
CROSSING = "-+-"


def text_table(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], width: int = WIDTH) -> str:
    """Return rows, each a title and its cells, under the titles of the columns; no line exceeds the width.

    There is no empty line in it, so that it stays one paragraph.
    """
    first = max(len(title) for title, _ in rows)
    others = (width - first) // len(columns) - len(BETWEEN)
    widths = [first, *(others for _ in columns)]
    lines = [_lines(["", *columns], widths), *(_lines([title, *cells], widths) for title, cells in rows)]
    ruler = CROSSING.join("-" * one for one in widths)
    return f"\n{ruler}\n".join("\n".join(line) for line in lines)


def _lines(cells: Iterable[str], widths: Sequence[int]) -> list[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        BETWEEN.join(part.ljust(width) for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*wrapped, fillvalue="")
    ]
