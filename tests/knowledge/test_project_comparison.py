"""What holds for every comparison and every supposition of the project's own knowledge."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.advise import advise
from advisor.consultation.comparing import ASPECTS, WAYS, compare
from advisor.consultation.comparison_wording import comparison_text
from advisor.consultation.planning import PHASES, PlannedStep, make_plan
from advisor.consultation.supposing import difference, what_if
from advisor.consultation.supposing_wording import what_if_advice, what_if_text
from advisor.consultation.table import WIDTH
from advisor.loading import default_knowledge
from advisor.situation import Situation
from advisor.vocabulary import Cell

KNOWLEDGE = default_knowledge().as_of(date(2026, 11, 22))
facts = st.fixed_dictionaries(
    {},
    optional={
        fact.id: st.sampled_from([value.id for value in fact.values]) for fact in KNOWLEDGE.facts.values()
    },
)
situations = facts.map(Situation)
suppositions = facts.filter(bool)
many = settings(max_examples=300, deadline=None)
WITHOUT_A_PAUSE = ("fixed_price", "project_catalog", "consultation")


def _texts(situation: Situation, way: str | None = None) -> list[str]:
    chosen = range(len(WAYS)) if way is None else [[str(one) for one in WAYS].index(way)]
    rows = compare(KNOWLEDGE, situation).rows
    return [str(row.cells[number].text) for row in rows for number in chosen]


@many
@given(situations)
def test_every_cell_says_something_that_has_a_source(situation: Situation) -> None:
    comparison = compare(KNOWLEDGE, situation)

    assert len(comparison.columns) == len(WAYS)
    assert [len(row.cells) for row in comparison.rows] == [len(WAYS)] * len(ASPECTS)
    assert all(KNOWLEDGE.sources_of([cell]) for cell in comparison.cells)


@many
@given(situations, st.sampled_from(["freelancer", "client"]))
def test_no_cell_takes_the_person_for_the_other_side(situation: Situation, role: str) -> None:
    known = Situation({**situation, "role": role})

    for cell in compare(KNOWLEDGE, known).cells:
        assert role in cell.applies_when.get("role", [role])
        assert f"the {role}" not in cell.text.lower()


@many
@given(situations)
def test_no_cell_rests_on_what_was_not_told(situation: Situation) -> None:
    presumed = {*KNOWLEDGE.presumed, *KNOWLEDGE.consultation.presumed}

    for cell in compare(KNOWLEDGE, situation).cells:
        assert cell.applies_when.keys() <= {*situation, *presumed}


@pytest.mark.parametrize("kind", WITHOUT_A_PAUSE)
def test_where_there_is_no_pause_every_cell_says_so(kind: str) -> None:
    for role in ({}, {"role": "freelancer"}, {"role": "client"}):
        texts = _texts(Situation({**role, "contract_type": kind}), "ask_to_pause")
        assert all("No pause" in text for text in texts), texts


@many
@given(situations)
def test_the_table_fits_a_terminal(situation: Situation) -> None:
    warnings = advise(KNOWLEDGE, situation, Cell("compare", "consequences")).warnings
    _, table, *_ = comparison_text(KNOWLEDGE, situation, compare(KNOWLEDGE, situation), warnings).split(
        "\n\n"
    )

    assert all(len(line) <= WIDTH for line in table.splitlines())


@many
@given(situations)
def test_to_suppose_what_is_so_changes_nothing(situation: Situation) -> None:
    assert what_if(KNOWLEDGE, situation, dict(situation)).is_empty


@many
@given(situations, suppositions)
def test_what_would_change_makes_the_supposed_plan_of_the_real_one(
    situation: Situation, supposed: dict[str, str]
) -> None:
    real = make_plan(KNOWLEDGE, situation)
    other = make_plan(KNOWLEDGE, Situation({**situation, **supposed}, situation.unsure))

    changes = difference(real, other)

    steps: dict[int | str, PlannedStep] = dict(enumerate(real.steps, start=1))
    for removed in changes.removed:
        assert steps.pop(removed.number) == removed.planned
    steps |= {changed.number: changed.planned for changed in changes.changed}
    steps |= {added.step.id: added for added in changes.added}
    order = [step.id for step in KNOWLEDGE.consultation.steps.values()]
    made = sorted(steps.values(), key=lambda one: (PHASES.index(one.step.phase), order.index(one.step.id)))
    assert tuple(made) == other.steps
    given = changes.recommended or real.recommended
    assert given.recommendation == other.recommended.recommendation


@many
@given(situations, suppositions)
def test_what_would_change_can_be_told(situation: Situation, supposed: dict[str, str]) -> None:
    changes = what_if(KNOWLEDGE, situation, supposed)

    for text in (
        what_if_text(KNOWLEDGE, situation, supposed, changes),
        what_if_advice(KNOWLEDGE, situation, supposed, changes),
    ):
        assert text.startswith("If ")
        assert "{" not in text
        assert "  " not in text
