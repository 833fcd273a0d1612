"""The ways out of a contract side by side, and their table as text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.advise import advise
from advisor.consultation.comparing import ASPECTS, WAYS, compare
from advisor.consultation.comparison_wording import comparison_text, leaning
from advisor.consultation.table import WIDTH, text_table
from advisor.errors import KnowledgeError
from advisor.knowledge import KnowledgeBase
from advisor.loading import load_knowledge
from advisor.situation import Situation
from advisor.vocabulary import Cell

words = st.text(st.characters(whitelist_categories=["Ll", "Lu"]), min_size=1, max_size=15)
sentences = st.lists(words, min_size=1, max_size=12).map(" ".join)
COMPARISONS = "consultation/comparisons.yml"


@pytest.fixture
def knowledge(write_knowledge: Callable[..., Path]) -> KnowledgeBase:
    return load_knowledge(write_knowledge())


def _cell(knowledge: KnowledgeBase, aspect: str, way: str, **facts: str) -> str:
    row = compare(knowledge, Situation(facts)).rows[[str(one) for one in ASPECTS].index(aspect)]
    return row.cells[[str(one) for one in WAYS].index(way)].id


def test_every_aspect_is_told_of_every_way(knowledge: KnowledgeBase) -> None:
    comparison = compare(knowledge, Situation())

    assert comparison.columns == tuple(f"Way {way}" for way in WAYS)
    assert [row.title for row in comparison.rows] == [f"Aspect {aspect}" for aspect in ASPECTS]
    assert [cell.id for row in comparison.rows for cell in row.cells] == [
        f"{aspect}-{way}".replace("_", "-") for aspect, way in product(ASPECTS, WAYS)
    ]


def test_the_first_entry_that_holds_is_told(knowledge: KnowledgeBase) -> None:
    assert _cell(knowledge, "money", "end", money_state="held") == "money-end-held"


@pytest.mark.parametrize("facts", [{}, {"money_state": "none"}], ids=["not known", "otherwise"])
def test_an_entry_that_may_not_hold_is_passed_over(knowledge: KnowledgeBase, facts: dict[str, str]) -> None:
    assert _cell(knowledge, "money", "end", **facts) == "money-end"


def test_the_heading_of_a_way_may_depend_on_the_situation(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    title = {"id": "mine", "way": "end", "title": "For clients", "applies_when": {"role": "client"}}
    minimal[COMPARISONS]["columns"].insert(0, title)
    changed = load_knowledge(write_knowledge(minimal))

    assert compare(changed, Situation({"role": "client"})).columns[0] == "For clients"
    assert compare(changed, Situation()).columns[0] == "Way end"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda d: d["comparisons"].pop(), "undoing of leave_open: the last entry for it"),
        (lambda d: d["comparisons"][0].update(applies_when={}), "money-end: is never given"),
        (lambda d: d["comparisons"][0].update(findings=["PF-999"]), "there is no finding PF-999"),
        (lambda d: d["comparisons"][0].update(applies_when={"role": "king"}), "cannot be king"),
        (lambda d: d["comparisons"][0].update(aspects=[]), "at least 1 item"),
        (lambda d: d["columns"].pop(), "column leave_open: the last entry for it"),
        (lambda d: d["columns"][0].update(applies_when={"role": "king"}), "cannot be king"),
        (lambda d: d["rows"].pop(), "undoing: has no title"),
    ],
)
def test_a_fault_of_the_comparison_is_reported(
    write_knowledge: Callable[..., Path],
    minimal: dict[str, dict[str, Any]],
    change: Callable[[dict[str, Any]], object],
    problem: str,
) -> None:
    change(minimal[COMPARISONS])

    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(write_knowledge(minimal))

    told = [f"{fault.entry}: {fault.problem}" for fault in raised.value.faults if fault.file == COMPARISONS]
    assert any(problem in one for one in told), told


def _text(knowledge: KnowledgeBase, **facts: str) -> list[str]:
    situation = Situation(facts)
    warnings = advise(knowledge, situation, Cell("compare", "consequences")).warnings
    return comparison_text(knowledge, situation, compare(knowledge, situation), warnings).split("\n\n")


def test_the_text_is_a_table_with_what_is_advised_and_the_sources(knowledge: KnowledgeBase) -> None:
    heading, table, leans, sources = _text(knowledge, contract_type="hourly")

    assert heading == "(heading)"
    assert [part.strip() for part in table.splitlines()[0].split("|")[1:]] == [f"Way {way}" for way in WAYS]
    assert leans == "(leans Outcome end_now)"
    assert sources.startswith("(sources)\n- Title of help-page")


def test_while_another_advice_is_possible_no_way_is_named(knowledge: KnowledgeBase) -> None:
    assert leaning(knowledge, Situation()) == "(leans_nowhere)"


@given(st.lists(st.tuples(words, st.tuples(sentences, sentences, sentences)), min_size=1, max_size=4))
def test_a_table_fits_its_width_and_keeps_every_word(rows: list[tuple[str, tuple[str, str, str]]]) -> None:
    table = text_table(["One", "Two", "Three"], rows)

    assert all(len(line) <= WIDTH for line in table.splitlines())
    assert "" not in table.splitlines()
    assert all(word in table for _, cells in rows for cell in cells for word in cell.split())


def test_a_table_reads_like_one() -> None:
    table = text_table(["End it", "Pause it"], [("Money", ["Paid for the hours", "None"])], width=33)

    assert table.splitlines() == [
        "      | End it      | Pause it",
        "------+-------------+------------",
        "Money | Paid for    | None",
        "      | the hours   |",
    ]
