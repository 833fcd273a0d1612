"""Facts taken from messages, held against their labels."""

from __future__ import annotations

import pytest

from evaluation.outcomes import Outcome
from evaluation.told_facts import FactCounts, count_facts
from tests.evaluating.labelled import message, report

CASES = {
    "the value that is labelled": ("client", "client", None, FactCounts(right=1)),
    "no value": ("client", None, None, FactCounts(missing=1)),
    "another value": ("client", "freelancer", None, FactCounts(wrong=1)),
    "a value nobody told": (None, "client", None, FactCounts(wrong=1)),
    "neither label nor value": (None, None, None, FactCounts()),
    "a value known before": (None, "client", "client", FactCounts()),
    "a value that changed without a word": (None, "client", "freelancer", FactCounts(wrong=1)),
    "a value told again": ("client", "client", "client", FactCounts(right=1)),
    "a correction that was missed": ("client", "freelancer", "freelancer", FactCounts(wrong=1)),
    "a value forgotten without a label": (None, None, "client", FactCounts()),
}


@pytest.mark.parametrize(("label", "told", "before", "expected"), CASES.values(), ids=CASES)
def test_a_fact_is_right_missing_or_wrong(
    label: str | None, told: str | None, before: str | None, expected: FactCounts
):
    def facts(value: str | None) -> dict[str, str]:
        return {"role": value} if value else {}

    labelled = message("end/who", situation=facts(label), known=facts(before))
    outcome = Outcome(labelled, report("end/who", situation=facts(told)))
    assert count_facts([outcome], ["role"]) == {"role": expected}
