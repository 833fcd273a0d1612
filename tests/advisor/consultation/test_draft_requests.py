"""Which message is meant by somebody who wants one written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.consultation.draft_requests import Drafting, DraftRequest, respond
from advisor.consultation.drafting import drafts_for_plan
from advisor.consultation.planning import make_plan
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge, load_knowledge
from advisor.situation import Situation
from advisor.vocabulary import Cell

FREELANCER = {"role": "freelancer"}
ASK_FOR_MONEY = "ask him for the money"


@pytest.fixture
def small(write_knowledge: Callable[..., Path]) -> KnowledgeBase:
    return load_knowledge(write_knowledge())


@pytest.fixture
def asked(small: KnowledgeBase) -> Callable[..., Drafting]:
    """A function that gives what comes of a request, in the situation of these facts."""

    def ask(text: str = "", told: dict[str, str] | None = None, **keys: Any) -> Drafting:
        return respond(small, Situation(told or FREELANCER), DraftRequest(text, **keys))

    return ask


def _draft(found: Drafting) -> str | None:
    return found.written.draft.id if found.written else None


def _occasions(found: Drafting) -> list[str]:
    return [occasion.id for occasion in found.occasions]


def test_the_words_of_the_request_tell_what_is_meant(asked: Callable[..., Drafting]) -> None:
    assert _draft(asked("write that we part ways")) == "end-to-client"


def test_a_word_counts_only_as_a_whole(asked: Callable[..., Drafting]) -> None:
    told = {**FREELANCER, "contract_type": "fixed_price"}

    assert _draft(asked("he is a moneybags", told, last_cell=Cell("end", "notice"))) == "end-to-client"


def test_the_role_tells_who_writes_to_whom(asked: Callable[..., Drafting]) -> None:
    assert _draft(asked("end it", {"role": "client"})) == "end-to-freelancer"


def test_the_role_is_asked_for_if_the_message_depends_on_it(asked: Callable[..., Drafting]) -> None:
    found = asked("end it", {"contract_type": "hourly"})

    assert (found.written, found.asks and found.asks.id) == (None, "role")


def test_of_several_that_are_named_none_is_guessed(asked: Callable[..., Drafting]) -> None:
    found = asked(f"{ASK_FOR_MONEY} before we end", {**FREELANCER, "contract_type": "fixed_price"})

    assert (found.written, _occasions(found)) == (None, ["ending", "money"])


def test_what_leads_is_meant_whatever_else_is_named(asked: Callable[..., Drafting]) -> None:
    assert _draft(asked("write to support that he wants to end")) == "to-support"


def test_what_yields_is_meant_only_if_nothing_else_is_named(asked: Callable[..., Drafting]) -> None:
    assert _draft(asked("answer my angry client")) == "calm-answer"
    assert _draft(asked("tell my angry client that we end")) == "end-to-client"


def test_what_does_not_fit_the_contract_is_named_and_not_written(asked: Callable[..., Drafting]) -> None:
    found = asked(ASK_FOR_MONEY, {**FREELANCER, "contract_type": "hourly"})

    assert found.written is None
    assert found.missing is not None
    assert found.missing.id == "money"
    assert _occasions(found) == ["ending"]


def test_a_choice_counts_before_the_words(asked: Callable[..., Drafting]) -> None:
    assert _draft(asked("end it", occasion="support")) == "to-support"


def test_an_option_that_is_named_tells_what_is_meant(asked: Callable[..., Drafting]) -> None:
    assert _draft(asked("say that i am off", options=("end",))) == "end-to-client"


def test_else_the_question_before_tells_it(asked: Callable[..., Drafting]) -> None:
    assert _draft(asked("write it", last_cell=Cell("end", "feedback"))) == "end-to-client"


def test_else_the_usual_messages_are_offered_beside_those_of_the_plan() -> None:
    found = respond(default_knowledge(), Situation(FREELANCER), DraftRequest("a message to my client"))

    assert _occasions(found)[:2] == ["ending", "pausing"]
    assert "trouble" in _occasions(found)


def test_after_a_plan_its_drafts_are_meant(asked: Callable[..., Drafting]) -> None:
    told = {**FREELANCER, "contract_type": "fixed_price", "money_state": "held"}
    found = asked("write it", told, last_cell=Cell("end", "notice"), after_plan=True)

    assert _occasions(found) == ["ending", "money"]


def test_another_tone_is_meant_for_the_draft_before(asked: Callable[..., Drafting]) -> None:
    found = asked("brief please", last_occasion="support", after_plan=True)

    assert (_draft(found), found.tone) == ("to-support", "brief")


def test_the_polite_tone_is_given_unless_the_brief_one_is_wanted(asked: Callable[..., Drafting]) -> None:
    polite, brief = asked("end it").written, asked("end it", tone="brief").written

    assert polite is not None
    assert brief is not None
    assert (polite.tone, brief.tone) == ("polite", "brief")


@pytest.mark.parametrize(
    ("text", "told", "draft"),
    [
        ("write a message to my client that i quit", {}, "draft-ending-to-client"),
        ("template for asking for a pause pls", {"contract_type": "hourly"}, "draft-pause-to-client"),
        ("template for asking for a pause pls", {"contract_type": "fixed_price"}, "draft-dates-to-client"),
        ("ask him to release the money", {"contract_type": "fixed_price"}, "draft-release-to-client"),
        ("he is ghosting me, write to him", {}, "draft-chase-client"),
        ("remind her for me", {"other_side": "responsive"}, "draft-chase-client"),
        ("answer that rude man", {}, "draft-calm-to-client"),
        ("write to upwork support", {}, "draft-support"),
        ("which reason do i put, write it", {}, "draft-reason-freelancer"),
        ("the handover mail please", {"role": "client"}, "draft-handover-to-freelancer"),
        ("say that i am going to pause it", {"role": "client"}, "draft-pause-to-freelancer"),
        ("a thank you note", {"time_since_end": "within_14_days"}, "draft-ended-to-client"),
        ("write my rude client that i quit", {}, "draft-ending-to-client"),
        ("he did not pay me, write him something", {}, "draft-trouble-to-client"),
        ("i need three weeks off, write it", {"contract_type": "hourly"}, "draft-pause-to-client"),
        ("ask her to fund it", {"contract_type": "fixed_price"}, "draft-funding-to-client"),
    ],
)
def test_the_message_that_a_person_means_is_written(text: str, told: dict[str, str], draft: str) -> None:
    found = respond(default_knowledge(), Situation({**FREELANCER, **told}), DraftRequest(text))

    assert _draft(found) == draft


def test_somebody_whose_contract_was_ended_is_given_no_message_that_ends_it() -> None:
    told = Situation({**FREELANCER, "actor": "other_side"})

    assert (
        _draft(respond(default_knowledge(), told, DraftRequest(options=("end",))))
        == "draft-their-end-to-client"
    )


def test_where_no_plan_has_a_draft_upwork_support_is_written_to() -> None:
    told = Situation({**FREELANCER, "actor": "upwork", "intended_length": "for_good"})
    after_plan = DraftRequest(after_plan=True)

    assert drafts_for_plan(default_knowledge(), told, make_plan(default_knowledge(), told)) == []
    assert _draft(respond(default_knowledge(), told, after_plan)) == "draft-support"


def test_who_paused_a_contract_is_not_taken_for_who_ended_it() -> None:
    paused = Situation({"role": "freelancer", "contract_type": "fixed_price", "actor": "other_side"})

    found = respond(
        default_knowledge(), paused, DraftRequest("a message", last_cell=Cell("pause", "payment"))
    )

    assert found.written is None
    assert {"ending", "ended"} <= set(_occasions(found))


def test_who_ended_a_contract_is_known_when_a_message_on_that_is_wanted() -> None:
    ended = Situation({"role": "freelancer", "contract_type": "fixed_price", "actor": "other_side"})

    found = respond(default_knowledge(), ended, DraftRequest("a message", last_cell=Cell("end", "payment")))

    assert _draft(found) == "draft-their-end-to-client"
