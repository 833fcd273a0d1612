"""Reads the HINT3 data, version 1: questions put to three shops, and what they are about.

The data is not part of the project. Each set has a file in `train` and one in `test`, named as in its public
repository (`sofmattress_train.csv`) or plainly (`sofmattress.csv`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

OUT_OF_SCOPE = "NO_NODES_DETECTED"
COLUMNS = ("sentence", "label")
WHERE_TO_GET_IT = "the folder dataset/v1 of github.com/hellohaptik/HINT3 is meant"


class DataError(Exception):
    """The data is not there, or is not HINT3 version 1."""


@dataclass(frozen=True)
class Example:
    """A message and its intent; in a test that may be OUT_OF_SCOPE."""

    text: str
    label: str


@dataclass(frozen=True)
class Sizes:
    """How many messages a set has; version 2 differs in these."""

    train: int
    test: int
    out_of_scope: int


@dataclass(frozen=True)
class DataSet:
    """The messages of one shop."""

    title: str
    train: list[Example]
    test: list[Example]

    @property
    def sizes(self) -> Sizes:
        """Count the messages."""
        rejected = sum(example.label == OUT_OF_SCOPE for example in self.test)
        return Sizes(len(self.train), len(self.test), rejected)


SIZES = {
    "SOFMattress": Sizes(train=328, test=397, out_of_scope=166),
    "Curekart": Sizes(train=600, test=991, out_of_scope=539),
    "Powerplay11": Sizes(train=471, test=983, out_of_scope=708),
}


def read_hint3(folder: Path) -> list[DataSet]:
    """Return the three sets; DataError unless they are those of version 1."""
    sets = [read_set(folder, title) for title in SIZES]
    for data in sets:
        if data.sizes != SIZES[data.title]:
            raise DataError(
                f"{folder} is not HINT3 version 1: {data.title} has {data.sizes}, not {SIZES[data.title]}; "
                f"{WHERE_TO_GET_IT}"
            )
    return sets


def read_set(folder: Path, title: str) -> DataSet:
    """Return the set of one shop, whatever its size."""
    return DataSet(title, _read_part(folder, "train", title), _read_part(folder, "test", title))


def _read_part(folder: Path, part: str, title: str) -> list[Example]:
    names = (f"{title.lower()}.csv", f"{title.lower()}_{part}.csv")
    file = next((folder / part / name for name in names if (folder / part / name).is_file()), None)
    if file is None:
        raise DataError(f"there is no {part}/{' or '.join(names)} in {folder}; {WHERE_TO_GET_IT}")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if not set(COLUMNS) <= set(rows.fieldnames or ()):
            raise DataError(f"{file} lacks the columns {' and '.join(COLUMNS)}; {WHERE_TO_GET_IT}")
        return [Example(row["sentence"], row["label"]) for row in rows]
