"""What the project's own plans tell people whose case is unlike the usual one."""

from __future__ import annotations

import pytest

from advisor.consultation.planning import Plan, make_plan
from advisor.consultation.wording import plan_text
from advisor.situation import Situation
from tests.knowledge.consulted import KNOWLEDGE

FOR_GOOD = {"motive": "other", "intended_length": "for_good", "other_side": "responsive"}
FOR_A_BREAK = {"motive": "break_needed", "intended_length": "temporary", "other_side": "responsive"}


def _plan(**facts: str) -> Plan:
    return make_plan(KNOWLEDGE, Situation(facts))


def _steps(**facts: str) -> set[str]:
    return {planned.step.id for planned in _plan(**facts).steps}


def _told(**facts: str) -> str:
    return plan_text(KNOWLEDGE, _plan(**facts))


def test_a_client_who_asked_for_a_refund_is_not_told_to_answer_a_dispute_that_nobody_opened() -> None:
    told = _told(role="client", contract_type="fixed_price", dispute_state="open", other_side="silent")

    assert "If the freelancer has opened a dispute, answer it." in told
    assert "If it is your own refund request, the freelancer has seven days" in told
    assert "for whoever has to answer, silence can give the money to the other side" in told


@pytest.mark.parametrize("kind", ["project_catalog", "consultation"])
@pytest.mark.parametrize("actor", ["me", "other_side"])
def test_what_was_cancelled_lately_promises_no_feedback_to_both_sides(kind: str, actor: str) -> None:
    facts = {"contract_type": kind, "time_since_end": "within_14_days", "actor": actor}
    for role in ("freelancer", "client"):
        assert "Both sides can leave feedback" not in _told(role=role, **facts)
        assert "step-feedback-booked" in _steps(role=role, **facts)


def test_a_freelancer_decides_about_the_refund_of_an_order_that_the_client_cancelled() -> None:
    facts = {"contract_type": "project_catalog", "time_since_end": "within_14_days"}

    assert "step-decide-refund-catalog-freelancer" in _steps(role="freelancer", actor="other_side", **facts)
    assert "the freelancer decides about a refund" in _told(role="client", actor="me", **facts)


@pytest.mark.parametrize("role", ["freelancer", "client"])
def test_a_consultation_is_cancelled_at_once_while_more_than_24_hours_are_left(role: str) -> None:
    told = _told(role=role, contract_type="consultation", **FOR_GOOD)
    steps = _steps(role=role, contract_type="consultation", **FOR_GOOD)

    assert "If more than 24 hours are left, cancel now" in told
    assert "within 14 days" not in told
    assert not steps & {"step-agree-ending", "step-read-agreement", "step-withdraw-access-client"}


def test_a_client_reviews_hours_in_the_days_in_which_they_can_be_reviewed() -> None:
    assert "From Monday 12:00 to Friday 23:59 UTC, review the hours of the week before." in _told(
        role="client", contract_type="hourly", **FOR_GOOD
    )


def test_a_break_on_a_direct_contract_may_be_a_pause_if_it_is_hourly() -> None:
    for role in ("freelancer", "client"):
        for facts in (FOR_A_BREAK, {**FOR_A_BREAK, "motive": "other"}):
            told = _told(role=role, contract_type="direct", **facts)
            assert "If it is hourly" in told
            assert "hourly contracts only" not in told


@pytest.mark.parametrize("role", ["freelancer", "client"])
def test_hours_of_a_direct_contract_are_put_right_before_it_ends(role: str) -> None:
    facts = {"role": role, "contract_type": "direct", **FOR_GOOD}

    assert "step-check-diary-direct" in _steps(**facts)
    assert "step-check-diary-direct" not in _steps(work_state="not_started", **facts)


def test_hours_are_not_promised_protection_in_a_pause_on_fixed_price() -> None:
    facts = {"role": "freelancer", "actor": "other_side", "intended_length": "temporary"}
    told = _told(contract_type="fixed_price", **facts)

    assert "On hourly, hours billed before it stay protected." in told
    assert "What it does to a submitted milestone is not known." in told
    assert "No pause by a client is described for fixed price." in told


@pytest.mark.parametrize("facts", [FOR_GOOD, {"motive": "finished", "other_side": "responsive"}])
def test_a_client_on_hourly_is_not_spoken_to_as_a_freelancer(facts: dict[str, str]) -> None:
    told = _told(role="client", contract_type="hourly", **facts)

    assert "The client can leave feedback" not in told
    assert "about ten days after" not in told
    assert "billed to you" in told


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        ("step-bonus", {"role": "freelancer", "actor": "other_side", "money_state": "paid"}),
        (
            "step-keep-alive",
            {"role": "freelancer", "contract_type": "fixed_price", "money_state": "none", **FOR_A_BREAK},
        ),
        (
            "step-refund-comes-client",
            {"role": "client", "contract_type": "fixed_price", "money_state": "paid", **FOR_GOOD},
        ),
        (
            "step-check-deposit-freelancer",
            {
                "role": "freelancer",
                "contract_type": "fixed_price",
                "work_state": "not_started",
                "money_state": "held",
                **FOR_GOOD,
            },
        ),
        (
            "step-review-hours-client",
            {"role": "client", "contract_type": "hourly", "work_state": "not_started", **FOR_GOOD},
        ),
        (
            "step-submit-if-held",
            {
                "role": "freelancer",
                "contract_type": "fixed_price",
                "money_state": "paid",
                **FOR_GOOD,
                "other_side": "hostile",
            },
        ),
    ],
)
def test_a_plan_holds_no_step_for_what_there_is_not(step: str, facts: dict[str, str]) -> None:
    assert step not in _steps(**facts)
