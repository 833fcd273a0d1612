"""Faults in the files of a consultation are reported before anybody is advised by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.errors import KnowledgeError
from advisor.loading import load_knowledge

RECOMMENDATIONS, STEPS, DEADLINES = (
    f"consultation/{name}.yml" for name in ("recommendations", "steps", "deadlines")
)
Change = Callable[[dict[str, Any]], object]


def _first(key: str, **keys: Any) -> Change:
    return lambda document: document[key][0].update(keys)


@pytest.mark.parametrize(
    ("file", "change", "problem"),
    [
        (RECOMMENDATIONS, _first("recommendations", findings=["PF-999"]), "there is no finding PF-999"),
        (RECOMMENDATIONS, _first("recommendations", findings=[]), "cites neither"),
        (RECOMMENDATIONS, _first("recommendations", applies_when={"role": "king"}), "cannot be king"),
        (RECOMMENDATIONS, _first("recommendations", applies_when={}), "is never given"),
        (RECOMMENDATIONS, _first("recommendations", recommends="talk_first"), "no step serves it"),
        (RECOMMENDATIONS, lambda document: document["recommendations"].pop(), "hold for everybody"),
        (RECOMMENDATIONS, lambda document: document["outcomes"].pop(), "has no title"),
        (RECOMMENDATIONS, lambda d: d["presumed"].append({"id": "role", "value": "king"}), "value king"),
        (STEPS, _first("steps", by="someday"), "there is no deadline someday"),
        (STEPS, _first("steps", phase="talk"), "cannot be undone"),
        (STEPS, _first("steps", serves=[]), "at least 1 item"),
        (STEPS, lambda document: document["steps"].pop(), "is the deadline of no step"),
        (DEADLINES, _first("deadlines", findings=["PF-999"]), "there is no finding PF-999"),
    ],
)
def test_a_fault_is_reported_with_its_file(
    write_knowledge: Callable[..., Path],
    minimal: dict[str, dict[str, Any]],
    file: str,
    change: Change,
    problem: str,
) -> None:
    change(minimal[file])

    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(write_knowledge(minimal))

    told = [f"{fault.file} {fault.problem}" for fault in raised.value.faults]
    assert any("consultation/" in one and problem in one for one in told), told
