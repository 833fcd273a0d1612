"""As long as something is not known, the more careful recommendation is given."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from advisor.consultation.recommending import assumed, possible
from advisor.consultation.records import Recommendation
from advisor.situation import Situation
from tests.knowledge.consulted import KNOWLEDGE, everything_one_may_know

OUTCOMES = KNOWLEDGE.consultation.outcomes
RECOMMENDATIONS = KNOWLEDGE.consultation.recommendations
FOR_EVERYBODY = list(RECOMMENDATIONS)[-1]

Possible = list[tuple[dict[str, str], list[Recommendation]]]


@pytest.fixture(scope="module")
def everything() -> Possible:
    """All that people may know, with what may turn out to be right then, the one that is given first."""
    return list(_possible())


def _possible() -> Iterator[tuple[dict[str, str], list[Recommendation]]]:
    granted = assumed(KNOWLEDGE, Situation({}))
    for known in everything_one_may_know():
        yield known, possible(KNOWLEDGE, {**granted, **known})


def _is_final(recommendation: Recommendation) -> bool:
    return OUTCOMES[recommendation.recommends].irreversible


def test_no_ending_is_recommended_while_leaving_it_open_may_be_right(everything: Possible) -> None:
    faults = {
        (found[0].id, later.id)
        for _, found in everything
        for later in found
        if _is_final(found[0]) and not _is_final(later)
    }
    assert faults == set()


def test_no_ending_at_once_is_recommended_while_something_has_to_be_settled_first(
    everything: Possible,
) -> None:
    faults = {
        (found[0].id, later.id)
        for _, found in everything
        for later in found
        if found[0].recommends == "end_now"
        and later.recommends in ("finish_first", "agree_first")
        and later.id != FOR_EVERYBODY
    }
    assert faults == set()


def test_nobody_who_stops_for_a_while_is_told_to_end_unless_the_other_side_is_hostile(
    everything: Possible,
) -> None:
    faults = {
        (found[0].id, known["motive"])
        for known, found in everything
        if known.get("intended_length") == "temporary"
        and known.get("motive", "finished") != "finished"
        and known.get("other_side") != "hostile"
        and _is_final(found[0])
    }
    assert faults == set()
