"""What the project's own drafts say where they once said too much, too little or something else."""

from __future__ import annotations

import pytest

from advisor.consultation.draft_records import TONES
from advisor.consultation.draft_requests import DraftRequest, respond
from advisor.consultation.drafting import write
from advisor.situation import Situation
from tests.knowledge.consulted import KNOWLEDGE

DRAFTS = KNOWLEDGE.consultation.drafts
ROLES = ["freelancer", "client"]


def _texts(draft: str, **facts: str) -> list[str]:
    written = [write(KNOWLEDGE, Situation(facts), DRAFTS[draft], tone) for tone in TONES]
    return [" ".join(one.text.split()) for one in written]


def _asked_for(text: str, **facts: str) -> str:
    """Return the id of the draft that a request is answered with, and its text."""
    written = respond(KNOWLEDGE, Situation(facts), DraftRequest(text)).written
    assert written is not None
    return f"{written.draft.id}: {written.text}"


@pytest.mark.parametrize("role", ROLES)
def test_whoever_offers_money_for_stars_is_told_that_it_is_forbidden(role: str) -> None:
    given = _asked_for("write a message offering a refund so they give me 5 stars", role=role)

    assert given.startswith("draft-feedback-to-")
    assert "Upwork forbids" in given


@pytest.mark.parametrize("role", ROLES)
def test_whoever_wants_to_be_paid_outside_upwork_is_told_that_it_breaks_the_rules(role: str) -> None:
    given = _asked_for("write that we continue outside upwork by paypal", role=role)

    assert given.startswith("draft-stay-on-upwork-to-")
    assert "breaks its rules and can cost your account" in given


@pytest.mark.parametrize("other", ["freelancer", "client"])
def test_what_is_settled_has_nothing_to_do_with_a_rating(other: str) -> None:
    assert all("othing of it is for a rating" in text for text in _texts(f"draft-settling-to-{other}"))


def test_nobody_says_that_work_was_accepted_who_only_said_that_it_is_done() -> None:
    assert not any("accepted" in text for text in _texts("draft-release-to-client", work_state="finished"))


@pytest.mark.parametrize("draft", ["draft-reason-freelancer", "draft-reason-client"])
def test_the_list_of_reasons_is_never_told_as_if_it_had_been_seen(draft: str) -> None:
    assert all("was not seen" in text for text in _texts(draft, motive="finished"))


def test_a_silent_client_is_named_as_a_reason_in_few_words_too() -> None:
    for text in _texts("draft-reason-freelancer", other_side="silent"):
        assert "client not responding" in text


def test_a_client_who_ended_it_is_asked_about_the_money_that_was_held() -> None:
    facts = {"role": "freelancer", "time_since_end": "within_14_days", "money_state": "held"}

    assert all(
        "deposited for" in text for text in _texts("draft-ended-to-client", actor="other_side", **facts)
    )
    assert not any("deposited for" in text for text in _texts("draft-ended-to-client", actor="me", **facts))


@pytest.mark.parametrize("other", ["freelancer", "client"])
def test_a_calm_answer_says_nothing_of_what_the_other_side_feels(other: str) -> None:
    assert not any("satisfied" in text for text in _texts(f"draft-calm-to-{other}", other_side="hostile"))


@pytest.mark.parametrize("other", ["freelancer", "client"])
def test_a_fixed_price_contract_is_not_said_to_be_restarted_in_the_menu(other: str) -> None:
    texts = _texts(f"draft-restart-to-{other}", contract_type="fixed_price")

    assert not any("estart" in text for text in texts)
