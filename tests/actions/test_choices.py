"""What is offered to choose from after a reply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message

from actions.choices import FREQUENT_CELLS, MAX_CHOICES, Choice, after_advice, frequent, questions, values_of
from advisor.advise import advise, advise_all
from advisor.knowledge import KnowledgeBase
from advisor.loading import default_knowledge
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import TOPICS, Cell

PERMISSION = Cell("end", "permission")
FEEDBACK = Cell("end", "feedback")
PAUSE = Cell("pause", "feedback")

Offered = Callable[..., list[Choice]]


@pytest.fixture
def offered(knowledge: KnowledgeBase) -> Offered:
    """A function that gives the choices after the advice on some cells in the situation of these facts."""

    def offer(*cells: Cell, unsure: Sequence[str] = (), **facts: str) -> list[Choice]:
        situation = Situation(facts, frozenset(unsure))
        return after_advice(
            knowledge,
            situation,
            advise_all(knowledge, situation, [Question("", cell, 1.0) for cell in cells]),
        )

    return offer


def _payloads(choices: Sequence[Choice]) -> list[str]:
    return [choice.payload for choice in choices]


def test_the_values_of_the_fact_asked_for_are_offered(offered: Offered) -> None:
    assert _payloads(offered(PERMISSION))[:-1] == [
        '/inform{"role": "freelancer"}',
        '/inform{"role": "client"}',
    ]


def test_the_values_go_by_their_titles(offered: Offered, knowledge: KnowledgeBase) -> None:
    titles = [value.title for value in knowledge.facts["role"].values]

    assert [choice.title for choice in offered(PERMISSION)][:-1] == titles


def test_not_being_sure_is_the_last_value(offered: Offered) -> None:
    assert offered(PERMISSION)[-1] == Choice("Not sure", "/not_sure")


def test_of_many_values_only_a_few_are_offered(offered: Offered, knowledge: KnowledgeBase) -> None:
    assert len(knowledge.facts["contract_type"].values) > MAX_CHOICES
    assert len(offered(PERMISSION, role="client")) == MAX_CHOICES


def test_the_values_that_change_the_answer_are_offered_before_others(offered: Offered) -> None:
    assert '/inform{"contract_type": "hourly"}' in _payloads(offered(PERMISSION, role="client"))


def test_rare_values_give_way_to_common_ones(knowledge: KnowledgeBase) -> None:
    fact = knowledge.facts["contract_type"]
    rare_first = fact.copy(update={"values": sorted(fact.values, key=lambda value: not value.rare)})
    facts = {**knowledge.facts, fact.id: rare_first}
    situation = Situation({"role": "client"})
    advice = [advise(replace(knowledge, facts=facts), situation, PERMISSION)]

    assert '/inform{"contract_type": "fixed_price"}' in _payloads(
        after_advice(knowledge, Situation(), advice)
    )


def test_common_values_are_offered_even_where_the_answer_tells_about_rare_ones() -> None:
    knowledge = default_knowledge()
    situation = Situation({"role": "freelancer", "work_state": "not_started"})
    advice = [advise(knowledge, situation, Cell("end", "procedure"))]

    payloads = _payloads(after_advice(knowledge, situation, advice))

    assert any(line.condition is not None and line.condition.rare for line in advice[0].lines)
    assert payloads[0] == '/inform{"contract_type": "hourly"}'


def test_what_can_only_happen_to_the_other_side_is_not_offered(knowledge: KnowledgeBase) -> None:
    motive = knowledge.facts["motive"]

    assert '/inform{"motive": "not_paid"}' in _payloads(values_of(knowledge, motive, Situation()))
    for_client = values_of(knowledge, motive, Situation({"role": "client"}))
    assert '/inform{"motive": "not_paid"}' not in _payloads(for_client)


def test_the_questions_that_follow_are_offered_when_nothing_is_asked(
    offered: Offered, knowledge: KnowledgeBase
) -> None:
    following = [Cell("pause", topic).intent for topic in knowledge.questions[PAUSE].leads_to]

    assert _payloads(offered(PAUSE)) == [*(f"/{intent}" for intent in following), "/request_plan"]


def test_a_question_for_the_other_side_only_is_not_offered(offered: Offered) -> None:
    assert "/ask_pause_job_success_score" in _payloads(offered(PAUSE, role="freelancer"))
    assert "/ask_pause_job_success_score" not in _payloads(offered(PAUSE, role="client"))


def test_a_question_answered_just_now_is_not_offered_again(
    offered: Offered, knowledge: KnowledgeBase
) -> None:
    topics = knowledge.questions[PAUSE].leads_to

    answered = [PAUSE, *(Cell("pause", topic) for topic in topics)]

    assert not {f"/{cell.intent}" for cell in answered} & set(_payloads(offered(*answered)))


def test_questions_follow_in_the_order_of_the_answers(offered: Offered, knowledge: KnowledgeBase) -> None:
    cells = [PAUSE, Cell("pause", "duration"), Cell("pause", "reason")]
    following = [Cell("pause", topic) for cell in cells for topic in knowledge.questions[cell].leads_to]
    expected = [cell.intent for cell in dict.fromkeys(following) if cell not in cells]

    questions_offered = _payloads(offered(*cells))[: MAX_CHOICES - 1]
    assert questions_offered == [f"/{intent}" for intent in expected[: MAX_CHOICES - 1]]


def test_a_plan_is_offered_last(offered: Offered) -> None:
    assert offered(PAUSE)[-1] == Choice("Make a plan for my contract", "/request_plan")


def test_no_plan_is_offered_for_a_contract_that_is_to_be_restarted(offered: Offered) -> None:
    assert "/request_plan" not in _payloads(offered(Cell("resume", "consequences"), role="client"))


def test_no_more_choices_are_offered_than_fit(offered: Offered) -> None:
    assert len(offered(*(Cell("pause", topic) for topic in TOPICS[:4]))) <= MAX_CHOICES


def test_a_fact_the_person_is_unsure_about_is_not_offered(offered: Offered) -> None:
    assert "/not_sure" not in _payloads(offered(PERMISSION, unsure=["role", "contract_type"]))


def test_the_rest_of_an_answer_is_offered_when_there_is_some(offered: Offered) -> None:
    assert "/ask_more" in _payloads(offered(FEEDBACK))


def test_no_rest_is_offered_when_all_was_told(offered: Offered) -> None:
    assert "/ask_more" not in _payloads(offered(PAUSE))


def test_cells_are_offered_as_questions(knowledge: KnowledgeBase) -> None:
    assert questions(knowledge, [FEEDBACK]) == [
        Choice(knowledge.questions[FEEDBACK].title, "/ask_end_feedback")
    ]


def test_a_cell_is_offered_once(knowledge: KnowledgeBase) -> None:
    assert len(questions(knowledge, [FEEDBACK, FEEDBACK])) == 1


def test_a_cell_without_a_title_is_not_offered(knowledge: KnowledgeBase) -> None:
    assert questions(knowledge, [Cell("end", "weather")]) == []


def test_the_frequent_questions_are_all_known(knowledge: KnowledgeBase) -> None:
    assert _payloads(frequent(knowledge)) == [f"/{cell.intent}" for cell in FREQUENT_CELLS]


def test_a_button_has_a_title_and_a_payload() -> None:
    assert Choice("Not sure", "/not_sure").as_button() == {"title": "Not sure", "payload": "/not_sure"}


def test_rasa_reads_the_payload_of_a_question_as_its_intent(knowledge: KnowledgeBase) -> None:
    choices = [choice for cell in knowledge.questions for choice in questions(knowledge, [cell])]
    messages = [YAMLStoryReader.unpack_regex_message(Message.build(choice.payload)) for choice in choices]

    assert [message.get("intent")["name"] for message in messages] == [
        cell.intent for cell in knowledge.questions
    ]


def test_rasa_reads_the_payload_of_a_value_as_its_fact(offered: Offered) -> None:
    message = YAMLStoryReader.unpack_regex_message(Message.build(offered(PERMISSION)[0].payload))

    (entity,) = message.get("entities")
    assert (message.get("intent")["name"], entity["entity"], entity["value"]) == (
        "inform",
        "role",
        "freelancer",
    )


def test_what_to_do_is_answered_with_a_plan_to_be_had_beside_the_fact_asked_for() -> None:
    knowledge = default_knowledge()
    (advice,) = advise_all(knowledge, Situation(), [Question("", Cell("compare", "advice"), 1.0)])

    offered = after_advice(knowledge, Situation(), [advice])

    assert advice.asks is not None
    assert [choice.payload for choice in offered][-2:] == ["/not_sure", "/request_plan"]
    assert len(offered) <= MAX_CHOICES
