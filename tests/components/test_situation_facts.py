"""Which facts of a situation real sentences state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rasa.engine.storage.resource import Resource

from components.language import analyse
from components.situation_extractor import SituationExtractor
from components.situation_facts import denies_an_end
from tests.components.pipeline import encoder_knowing, tokenized

Facts = Callable[[str], dict[str, str]]

STATED = {
    "role": {
        "freelancer": [
            "I am the freelancer",
            "I'm a developer and need help",
            "im a freelancer",
            "as a designer can i quit",
            "my client ended it",
            "my old buyer is gone, my jss dropped",
            "she hired me in march",
        ],
        "client": [
            "I'm the client",
            "im the client actually",
            "as a client can i end it",
            "I am the buyer here",
            "I hired a writer and he is slow",
            "my va is great",
            "the freelancer quit on us",
        ],
    },
    "contract_type": {
        "hourly": ["it's an hourly job", "we agreed on 20 per hour", "hours are in the work diary"],
        "fixed_price": ["fixed price job", "a fixed-price project", "its fixed", "milestone 2 was late"],
        "project_catalog": ["a project catalog order", "he found me through the catalog"],
        "direct": ["it is a direct contract", "direct contract, fixed price", "an hourly direct contract"],
        "consultation": ["it was a consultation"],
        "payroll": ["I am on upwork payroll"],
    },
    "actor": {
        "me": [
            "what becomes of the client's money when i as a freelancer close it",
            "I want to end it",
            "can i pause it",
            "I quit last night",
            "how do i close it",
            "i did it",
        ],
        "other_side": [
            "my client ended it",
            "he already closed the contract",
            "they put my contract on hold",
            "it was paused by the client",
            "the freelancer quit",
            "he did it",
            "the client did, not me",
            "the seller cancelled after two hours, can i leave a review",
        ],
        "upwork": [
            "upwork closed it",
            "it was closed by upwork",
            "upwork suddenly paused the contract",
            "upwork will close my idle contract",
            "the contract went dormant",
            "it was closed for inactivity",
        ],
    },
    "work_state": {
        "not_started": ["work not started yet", "nothing done so far"],
        "in_progress": ["the work is half done", "i am in the middle of it", "work is unfinished"],
        "submitted": ["I submitted the files", "i delivered everything", "it is pending approval"],
        "finished": ["the work is finished", "I completed the project"],
    },
    "money_state": {
        "none": ["no money in escrow", "escrow is empty", "the milestone was not funded"],
        "held": ["money is in escrow", "the milestone is funded", "my funds are stuck, money locked"],
        "owed": ["she owes me for two weeks", "there are unpaid hours"],
        "paid": ["everything is paid", "it was paid in full"],
    },
    "money_received": {
        "nothing": ["nothing has been paid", "zero earnings on it"],
        "some": ["some money was paid", "he paid me something"],
    },
    "other_side": {
        "silent": [
            "client stopped replying",
            "she is not responding",
            "he ghosted me two weeks ago",
            "my client does not answer",
        ],
        "hostile": ["he is rude", "the buyer threatens me"],
        "agreed": ["she agreed to it", "we both agreed on that"],
        "responsive": ["he replies fast", "the client is friendly"],
    },
    "motive": {
        "break_needed": ["I need a break", "i have surgery in may", "I'm sick"],
        "bad_experience": ["it is a nightmare client", "too much scope creep", "im so sick of him"],
        "not_paid": ["he refuses to pay", "she never paid me"],
        "off_platform": ["he wants to pay outside upwork"],
        "finished": ["the job is done", "there is nothing left to do"],
    },
    "intended_length": {
        "temporary": [
            "for two weeks",
            "for two months",
            "just for a while",
            "i come back in may",
            "temporarily",
            "until january",
            "til next year",
            "till my exams end",
            "i want to stop till my exams are over",
            "until i am healthy again",
            "till the end of the semester",
            "until i get back from the hospital",
        ],
        "for_good": ["for good", "permanently", "i am done with him"],
    },
    "dispute_state": {
        "open": ["a dispute is open", "he requested a refund", "i filed a dispute"],
        "none": ["there is no dispute"],
    },
    "time_since_end": {
        "within_14_days": [
            "it ended yesterday",
            "he closed it 3 days ago",
            "he already closed it 2 days ago",
        ],
        "after_14_days": ["it ended three months ago", "he closed it last year"],
        "ended": [
            "i already closed it",
            "the client has ended it",
            "it has already ended",
            "contract is over now",
        ],
    },
}
CASES = [
    (fact, value, text)
    for fact, values in STATED.items()
    for value, texts in values.items()
    for text in texts
]
# The spelling is mended towards the words of such training data.
KNOWN = [
    "an hourly contract for a consultation, ordered from the project catalog or catalogue",
    "he stopped responding and disappeared, i submitted and delivered the files of two milestones",
    "the milestone was not funded, temporarily or permanently, i want to be paid",
]
MISSPELT = [
    ("contract_type", "hourly", "hourley contract"),
    ("contract_type", "consultation", "it was a consultaton"),
    ("contract_type", "project_catalog", "projet catalogue order"),
    ("contract_type", "fixed_price", "two milstones left"),
    ("work_state", "submitted", "i submited the files"),
    ("work_state", "submitted", "i delievered everything"),
    ("other_side", "silent", "client disapeared"),
    ("other_side", "silent", "he stopped respondng"),
    ("intended_length", "temporary", "only temporarly"),
    ("intended_length", "for_good", "permanantly"),
]


@pytest.mark.parametrize(("fact", "value", "text"), CASES, ids=[text for _, _, text in CASES])
def test_a_plain_sentence_states_its_fact(facts: Facts, fact: str, value: str, text: str) -> None:
    assert facts(text).get(fact) == value


@pytest.fixture(scope="module")
def facts_once_mended(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """A function that gives the facts a text states when its spelling has been mended."""
    encoder = encoder_knowing(KNOWN, tmp_path_factory.mktemp("encoder"))
    extractor = SituationExtractor(Resource("extractor"))

    def stated(text: str) -> dict[str, str]:
        (message,) = extractor.process(encoder.process([tokenized(text)]))
        return {entity["entity"]: entity["value"] for entity in message.get("entities")}

    return stated


@pytest.mark.parametrize(("fact", "value", "text"), MISSPELT, ids=[text for _, _, text in MISSPELT])
def test_a_misspelt_sentence_states_its_fact(
    facts_once_mended: Facts, fact: str, value: str, text: str
) -> None:
    assert facts_once_mended(text).get(fact) == value


@pytest.mark.parametrize("text", ["the milestone wasnt funded", "the milestne wasnt fundde"])
def test_a_short_form_written_in_one_keeps_its_not(facts_once_mended: Facts, text: str) -> None:
    assert facts_once_mended(text)["money_state"] == "none"


def test_a_fact_in_mended_words_has_the_place_of_the_written_ones(tmp_path: Path) -> None:
    encoder = encoder_knowing(KNOWN, tmp_path)
    (message,) = encoder.process([tokenized("it is a houlry job")])

    SituationExtractor(Resource("extractor")).process([message])

    (entity,) = message.get("entities")
    assert (entity["start"], entity["end"]) == (8, 14)


@pytest.mark.parametrize(
    "text",
    ["not hourly", "it isn't hourly", "its not an hourly job", "this was never hourly", "no hourly job"],
)
def test_a_value_that_is_denied_is_not_stated(facts: Facts, text: str) -> None:
    assert "contract_type" not in facts(text)


@pytest.mark.parametrize("text", ["not hourly, it is fixed price", "it is fixed price, not hourly"])
def test_the_value_beside_a_denied_one_is_stated(facts: Facts, text: str) -> None:
    assert facts(text)["contract_type"] == "fixed_price"


@pytest.mark.parametrize("text", ["nothing delivered", "before delivery", "do i have to deliver the rest"])
def test_work_that_is_still_to_come_is_not_submitted(facts: Facts, text: str) -> None:
    assert "work_state" not in facts(text)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("contract_type", "hourly or fixed price?"),
        ("role", "I am a freelancer and also as a client i ask"),
        ("intended_length", "for two weeks or for good"),
        ("actor", "the client closed it after i paused it"),
    ],
)
def test_two_values_side_by_side_state_none(facts: Facts, fact: str, text: str) -> None:
    assert fact not in facts(text)


def test_who_acts_is_taken_from_the_question_when_a_story_names_somebody_else(facts: Facts) -> None:
    assert facts("My client paused my contract. Can I end it?")["actor"] == "me"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("as a client can i end it", "client"),
        ("as the client can i end it", "client"),
        ("i am the client", "client"),
        ("my client can end it", "freelancer"),
        ("the client can end it", "freelancer"),
    ],
)
def test_the_longest_phrase_about_the_client_tells_the_role(facts: Facts, text: str, role: str) -> None:
    assert facts(text)["role"] == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("freelancer, hourly. can i end?", "freelancer"),
        ("Freelancer - fixed price - can I end it?", "freelancer"),
        ("fixed price, freelancer", "freelancer"),
        ("freelancer fixed price can i end and will i lose money", "freelancer"),
        ("can i end? freelancer, hourly", "freelancer"),
        ("contractor here, hourly gig", "freelancer"),
        ("I am freelance designer, hourly, can i end it", "freelancer"),
        ("Client, hourly. how to pause", "client"),
        ("hi. client. fixed price. how do i end it", "client"),
        ("hourly, client. can i end?", "client"),
        ("client speaking. can i end an hourly contract", "client"),
        ("i pay a guy by the hour", "client"),
        ("i am the one who pays", "client"),
        ("im the one doing the work", "freelancer"),
    ],
)
def test_a_role_may_be_told_by_a_bare_word(facts: Facts, text: str, role: str) -> None:
    assert facts(text)["role"] == role


@pytest.mark.parametrize("text", ["hourly, freelancer stopped replying", "freelancer vs client, who pays"])
def test_a_word_that_goes_on_is_no_role_by_itself(facts: Facts, text: str) -> None:
    assert "role" not in facts(text)


def test_what_comes_to_nothing_is_not_stated(facts: Facts) -> None:
    assert facts("350 in escrow, I submitted nothing").get("work_state") != "submitted"


def test_a_no_before_a_correction_denies_the_answer_before_and_not_the_correction(facts: Facts) -> None:
    assert facts("no he is hostile")["other_side"] == "hostile"


@pytest.mark.parametrize(
    "text", ["my client does not answer", "my client did nothing wrong", "he does good work"]
)
def test_whatever_else_the_other_side_does_it_did_not_end_the_contract(facts: Facts, text: str) -> None:
    assert "actor" not in facts(text)


def test_a_date_of_something_else_is_not_the_end_of_the_contract(facts: Facts) -> None:
    assert "time_since_end" not in facts("I hired a writer last month")


@pytest.mark.parametrize(
    "text",
    [
        "my client has gone silent for 3 weeks",
        "no reply from him for two weeks",
        "he hasn't answered for almost 3 weeks",
        "I have been waiting for my money for three months",
        "i have been working with him for 2 months",
        "the client was away for 2 weeks and now he is back",
        "not heard from her for a few weeks",
        "unpaid for 2 months now",
    ],
)
def test_for_how_long_something_has_lasted_is_not_for_how_long_to_stop(facts: Facts, text: str) -> None:
    assert "intended_length" not in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "he went silent for 3 weeks, so can i pause for two weeks?",
        "i will be gone for 2 weeks",
        "can we put it on hold for three months",
        "i have been sick, i want to stop for two weeks",
    ],
)
def test_for_how_long_to_stop_is_still_heard(facts: Facts, text: str) -> None:
    assert facts(text)["intended_length"] == "temporary"


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("the client is not paying me anything", "motive", "not_paid"),
        ("he wants me to finish it for paypal money", "motive", "off_platform"),
        ("i already earned 300 dollars on it", "money_received", "some"),
        ("the client deposited nothing", "money_state", "none"),
        ("a dispute over my hours is open", "dispute_state", "open"),
        ("i bought a logo from a seller", "role", "client"),
    ],
)
def test_what_people_say_of_money_and_conflict_is_heard(
    facts: Facts, text: str, fact: str, value: str
) -> None:
    assert facts(text)[fact] == value


@pytest.mark.parametrize("text", ["wait no its fixed price", "oh no its a fixed price job", "no its fixed"])
def test_a_no_that_takes_something_back_denies_nothing_behind_it(facts: Facts, text: str) -> None:
    assert facts(text)["contract_type"] == "fixed_price"


def test_a_direct_contract_at_a_fixed_price_is_a_direct_contract(facts: Facts) -> None:
    assert facts("direct contract, the client funded a milestone")["contract_type"] == "direct"


def test_to_leave_a_review_is_not_to_leave_the_contract(facts: Facts) -> None:
    assert facts("can i leave a review") == {}


def test_a_message_without_facts_states_none(facts: Facts) -> None:
    assert facts("hello, how are you today?") == {}


def test_several_facts_are_stated_together(facts: Facts) -> None:
    assert facts("I'm the client, it is hourly and he stopped replying") == {
        "role": "client",
        "contract_type": "hourly",
        "other_side": "silent",
    }


LASTED_OR_OVER = [
    "i worked until january",
    "he was silent until march",
    "not paid until today",
    "can i wait until the money is released",
    "i keep it open until he pays",
    "how long until i get paid",
    "feedback until day 14",
]


@pytest.mark.parametrize("text", LASTED_OR_OVER)
def test_until_something_else_is_no_length_of_a_stop(facts: Facts, text: str) -> None:
    assert "intended_length" not in facts(text)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("but he did not end it yet", True),
        ("i haven't ended it yet", True),
        ("she has not closed the contract", True),
        ("nobody closed it so far", True),
        ("the contract is still open", True),
        ("i have never ended one before", False),
        ("i have not ended a contract before", False),
        ("can i not end it", False),
        ("he ended it", False),
        ("the milestone is still open", False),
        ("has he not ended it yet?", False),
    ],
)
def test_that_it_has_not_ended_is_heard(text: str, denied: bool) -> None:
    assert denies_an_end(analyse(text)) is denied
