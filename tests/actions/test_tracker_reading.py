"""What is read from a tracker: the message in the light of the conversation before it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.message_reading import MAX_QUESTION_TEXT
from actions.slots import is_shell
from actions.tracker_reading import read_payload, read_turn
from actions.turn import Turn
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge
from advisor.vocabulary import Cell
from tests.actions.turns import REST, SHELL, parsed, tracker_of

OFFERED = [
    {"title": "I am the client", "payload": '/inform{"role": "client"}'},
    {"title": "How do I end the contract?", "payload": "/ask_end_procedure"},
    {"title": "Not sure", "payload": "/not_sure"},
]


def _turn(knowledge: KnowledgeBase, text: str, intent: str | None = None, **slots: Any) -> Turn:
    return read_turn(tracker_of(parsed(text, intent), slots), knowledge)


def _cells(turn: Turn) -> list[Cell]:
    return [question.cell for question in turn.understanding.questions]


def test_a_fact_of_the_message_is_added_to_those_of_the_slots(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "it is hourly", "inform", role="client")

    assert dict(turn.situation) == {"role": "client", "contract_type": "hourly"}


def test_a_fact_told_now_outweighs_the_one_of_the_slot(knowledge: KnowledgeBase) -> None:
    assert _turn(knowledge, "it is hourly", "inform", contract_type="fixed_price").told_now == {
        "contract_type": "hourly"
    }


@pytest.mark.parametrize("value", ["landlord", "", 5, None, True, ["client"], {"client": 1}])
def test_a_slot_value_that_no_fact_has_is_ignored(knowledge: KnowledgeBase, value: object) -> None:
    assert dict(_turn(knowledge, "hello", "greet", role=value).situation) == {}


@pytest.mark.parametrize(
    "payload",
    [
        '/inform{"role": "landlord"}',
        '/inform{"role": 5}',
        '/inform{"role": null}',
        '/inform{"weather": "client"}',
        '/inform{"unsure_facts": "role"}',
    ],
)
def test_a_fact_from_outside_that_is_unknown_is_ignored(knowledge: KnowledgeBase, payload: str) -> None:
    assert _turn(knowledge, payload).told_now == {}


def test_a_payload_tells_its_fact(knowledge: KnowledgeBase) -> None:
    assert _turn(knowledge, '/inform{"role": "client"}').told_now == {"role": "client"}


def test_the_fact_asked_for_is_unsure_after_not_sure(knowledge: KnowledgeBase) -> None:
    assert _turn(knowledge, "not sure", "not_sure", asked_fact="role").situation.unsure == {"role"}


def test_a_fact_asked_for_that_the_message_does_not_tell_counts_as_unsure(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "What about feedback?", "ask_end_feedback", asked_fact="role")

    assert turn.situation.unsure == {"role"}


def test_a_fact_asked_for_that_the_message_tells_is_known(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "im the client", "inform", asked_fact="role")

    assert (dict(turn.situation), turn.situation.unsure) == ({"role": "client"}, frozenset())


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Is it true that I can end it?", ("any",)),
        ("Will my account get closed if I end it?", ("S0-10",)),
        ("Can I end it?", ()),
        ("/ask_end_reason", ()),
    ],
)
def test_the_claims_that_a_question_brings_up_go_with_it(
    knowledge: KnowledgeBase, text: str, claims: tuple[str, ...]
) -> None:
    (question,) = _turn(knowledge, text, "ask_end_reason").understanding.questions

    assert question.claims == claims


def test_each_question_of_a_message_has_its_own_claims(knowledge: KnowledgeBase) -> None:
    message = parsed(
        "Can I end it? And will my account get closed?",
        "ask_end_permission",
        {"ask_end_permission": 0.8},
        {"ask_end_permission": 0.9},
        {"ask_end_account": 0.9},
    )

    questions = read_turn(tracker_of(message), knowledge).understanding.questions

    assert [question.claims for question in questions] == [(), ("S0-10",)]


def test_what_the_person_was_unsure_about_before_stays_so(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "not sure", "not_sure", asked_fact="role", unsure_facts=["money_state"])

    assert turn.situation.unsure == {"role", "money_state"}


def test_not_sure_without_a_fact_asked_for_makes_nothing_unsure(knowledge: KnowledgeBase) -> None:
    assert _turn(knowledge, "not sure", "not_sure").situation.unsure == frozenset()


def test_a_fact_that_is_told_is_unsure_no_longer(knowledge: KnowledgeBase) -> None:
    assert _turn(knowledge, "im the client", "inform", unsure_facts=["role"]).situation.unsure == frozenset()


def test_the_actor_is_forgotten_when_another_option_is_asked_about(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "how long does a pause last?", "ask_pause_duration", option="end", actor="me")

    assert "actor" not in turn.situation


def test_the_actor_is_kept_while_the_option_stays(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "what about the money?", "ask_end_payment", option="end", actor="other_side")

    assert turn.situation["actor"] == "other_side"


def test_an_actor_told_with_the_other_option_is_taken(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "my client paused it, why?", "ask_pause_who", option="end", actor="me")

    assert turn.situation["actor"] == "other_side"


@pytest.mark.parametrize("text", ["1", "1.", "1)", " 1 ", "I am the client", "i am the CLIENT"])
def test_a_choice_is_picked_by_its_number_or_its_title(knowledge: KnowledgeBase, text: str) -> None:
    turn = _turn(knowledge, text, "pick_choice", offered_choices=OFFERED)

    assert (turn.intent, turn.told_now) == ("inform", {"role": "client"})


def test_a_question_that_is_picked_is_understood_for_certain(knowledge: KnowledgeBase) -> None:
    (question,) = _turn(knowledge, "2", "pick_choice", offered_choices=OFFERED).understanding.questions

    assert (str(question.cell), question.confidence) == ("end/procedure", 1.0)


def test_a_question_that_is_picked_goes_by_its_title(knowledge: KnowledgeBase) -> None:
    (question,) = _turn(knowledge, "2", "pick_choice", offered_choices=OFFERED).understanding.questions

    assert question.text == "How do I end the contract?"


@pytest.mark.parametrize("text", ["4", "0", "-1", "1 2", "one", "the client"])
def test_what_is_neither_a_number_nor_a_title_of_the_offer_picks_nothing(
    knowledge: KnowledgeBase, text: str
) -> None:
    turn = _turn(knowledge, text, "pick_choice", offered_choices=OFFERED)

    assert (turn.intent, turn.picked) == ("pick_choice", False)


def test_a_number_picks_nothing_when_nothing_was_offered(knowledge: KnowledgeBase) -> None:
    assert not _turn(knowledge, "1", "pick_choice", offered_choices=[]).picked


def test_a_question_button_is_understood_for_certain(knowledge: KnowledgeBase) -> None:
    (question,) = _turn(knowledge, "/ask_end_feedback").understanding.questions

    assert (str(question.cell), question.confidence) == ("end/feedback", 1.0)


def test_each_asking_clause_is_a_question_by_its_own_ranking(knowledge: KnowledgeBase) -> None:
    message = parsed(
        "can i end it and can he rate me?",
        "ask_end_permission",
        {"ask_end_permission": 0.8},
        {"ask_end_permission": 0.9},
        {"ask_end_feedback": 0.9},
    )

    turn = read_turn(tracker_of(message), knowledge)

    assert [str(cell) for cell in _cells(turn)] == ["end/permission", "end/feedback"]


def test_a_message_without_an_asking_clause_is_one_question(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "I want to end it. The client is silent.", "ask_end_advice")

    assert [str(cell) for cell in _cells(turn)] == ["end/advice"]


def test_the_words_of_a_question_that_is_a_whole_story_are_cut(knowledge: KnowledgeBase) -> None:
    (question,) = _turn(knowledge, "I want to end it. " * 50, "ask_end_advice").understanding.questions

    assert len(question.text) == MAX_QUESTION_TEXT


def test_the_last_questions_are_read_without_what_is_no_question(knowledge: KnowledgeBase) -> None:
    turn = _turn(knowledge, "ok", "affirm", last_questions=["end/feedback", "nonsense", "end/nonsense", 7])

    assert [question.cell for question in turn.last_questions] == [Cell("end", "feedback")]


def test_why_a_message_cannot_be_read_is_known(knowledge: KnowledgeBase) -> None:
    assert _turn(knowledge, "😭").unreadable == "without_words"


def test_a_tracker_without_any_message_asks_nothing(knowledge: KnowledgeBase) -> None:
    turn = read_turn(tracker_of({}), knowledge)

    assert (turn.intent, turn.text, _cells(turn)) == ("", "", [])


@pytest.mark.parametrize(("channel", "expected"), [(SHELL, True), (REST, False), ("socketio", False)])
def test_the_shell_is_known_by_its_channel(channel: str, expected: bool) -> None:
    assert is_shell(tracker_of({}, channel=channel)) is expected


def test_a_payload_is_read_as_intent_and_facts() -> None:
    assert read_payload('/inform{"role": "client"}') == ("inform", {"role": "client"})


def test_a_payload_may_have_no_facts() -> None:
    assert read_payload("/not_sure") == ("not_sure", {})


def _consulted(text: str, intent: str = "inform", asked: str = "motive") -> Turn:
    slots = {"asked_fact": asked}
    return read_turn(tracker_of(parsed(text, intent), slots, consulting=True), default_knowledge())


@pytest.mark.parametrize("text", ["I am the client who hired him", "by the client"])
def test_in_a_consultation_nobody_has_acted_unless_an_end_or_a_pause_is_named(text: str) -> None:
    assert _consulted(text).situation.get("actor") is None


def test_in_a_consultation_whoever_ended_it_has_acted() -> None:
    assert _consulted("my client closed the contract").situation["actor"] == "other_side"


def test_a_bare_word_answers_the_question_of_a_consultation() -> None:
    assert _consulted("freelancer", asked="role").told_now == {"role": "freelancer"}


def test_to_ask_for_a_consultation_tells_no_kind_of_contract() -> None:
    assert "contract_type" not in _consulted("I want a consultation", "request_plan").situation


def test_what_tells_a_fact_is_no_interruption_though_it_seems_to_be_outside() -> None:
    assert not _consulted("my freelancer vanished", "out_of_scope").interrupts
    assert _consulted("how is the weather", "out_of_scope").interrupts


def test_a_statement_that_tells_a_fact_is_an_answer_though_it_sounds_like_a_subject() -> None:
    assert not _consulted("The client opened a dispute.", "ask_end_dispute").interrupts
    assert _consulted("The contract is hourly. What about a dispute?", "ask_end_dispute").interrupts
