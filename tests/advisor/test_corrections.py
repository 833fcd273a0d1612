"""Who is told that an article errs: only people who bring up what it claims."""

from __future__ import annotations

import pytest

from advisor.advise import advise, advise_all
from advisor.knowledge import ANY_CLAIM
from advisor.situation import Situation
from advisor.understanding import Question, understand
from advisor.vocabulary import Cell
from advisor.weighing import Clause

END = Cell("end", "feedback")
ACCOUNT = Cell("end", "account")
VERDICT = {"part": "verdict"}
OLD = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}


def claim(name, *advice):
    return {
        "id": name,
        "document": "old-article",
        "sentence": 1,
        "sha256": "0" * 64,
        "paraphrase": f"Paraphrase of {name}.",
        "verdict": "contradicted",
        "advice": list(advice),
    }


def correcting(text, **keys):
    return {**keys, "correction": text}


@pytest.fixture
def knowledge_with(knowledge_of):
    """A function that loads the rules of these cells and claims that each name some of the rules."""

    def load(cells, **claims):
        entries = [claim(name.replace("_", "-"), *advice) for name, advice in claims.items()]
        return knowledge_of(cells, {"claims.yml": {"claims": entries}})

    return load


@pytest.fixture
def corrected(knowledge_with):
    """A function that gives the correction in an answer on feedback to somebody who brings up some claims."""

    def correct(cells, brought_up, claims, **facts):
        return advise(knowledge_with(cells, **claims), Situation(facts), END, brought_up).correction

    return correct


def test_a_claim_that_is_brought_up_is_set_right(corrected):
    cells = {str(END): {"general": correcting("It errs.", **VERDICT)}}
    assert corrected(cells, ["S0-1"], {"S0_1": ["general"]}) == "It errs."


def test_nobody_is_told_of_an_error_they_did_not_bring_up(corrected):
    cells = {str(END): {"general": correcting("It errs.", **VERDICT)}}
    assert corrected(cells, [], {"S0_1": ["general"]}) is None


def test_another_claim_than_the_one_brought_up_is_not_set_right(corrected):
    cells = {
        str(END): {"general": VERDICT, "one": correcting("One errs."), "two": correcting("Two errs.")},
    }
    assert corrected(cells, ["S0-2"], {"S0_1": ["one"], "S0_2": ["two"]}) == "Two errs."


def test_a_claim_that_nobody_knows_sets_nothing_right(corrected):
    cells = {str(END): {"general": correcting("It errs.", **VERDICT)}}
    assert corrected(cells, ["S0-9"], {"S0_1": ["general"]}) is None


def test_a_claim_is_set_right_whichever_part_of_the_answer_knows_better(corrected):
    cells = {str(END): {"general": VERDICT, "point": correcting("It errs.")}}
    assert corrected(cells, ["S0-1"], {"S0_1": ["point"]}) == "It errs."


def test_a_claim_is_set_right_even_where_the_rule_that_knows_better_is_not_told(corrected):
    cells = {str(END): {"general": VERDICT, "point": correcting("It errs.", when={"role": "client"})}}
    assert corrected(cells, ["S0-1"], {"S0_1": ["point"]}, role="freelancer") == "It errs."


def test_a_claim_about_another_subject_is_set_right_in_passing(corrected):
    cells = {
        str(END): {"general": VERDICT},
        str(ACCOUNT): {"elsewhere": correcting("It errs.", **VERDICT)},
    }
    assert corrected(cells, ["S0-1"], {"S0_1": ["elsewhere"]}) == "It errs."


def test_the_correction_of_the_cell_itself_goes_before_that_of_another(corrected):
    cells = {
        str(ACCOUNT): {"elsewhere": correcting("Told elsewhere.", **VERDICT)},
        str(END): {"general": VERDICT, "own": correcting("Told here.")},
    }
    assert corrected(cells, ["S0-1"], {"S0_1": ["elsewhere", "own"]}) == "Told here."


def test_hearsay_is_set_right_by_whatever_is_known_of_the_cell(corrected):
    cells = {str(END): {"general": VERDICT, "point": correcting("It errs.")}}
    assert corrected(cells, [ANY_CLAIM], {"S0_1": ["point"]}) == "It errs."


def test_hearsay_is_not_set_right_from_another_cell(corrected):
    cells = {str(END): {"general": VERDICT}, str(ACCOUNT): {"elsewhere": correcting("It errs.", **VERDICT)}}
    assert corrected(cells, [ANY_CLAIM], {"S0_1": ["elsewhere"]}) is None


@pytest.mark.parametrize("brought_up", ["S0-1", ANY_CLAIM])
@pytest.mark.parametrize(
    "past",
    [OLD, {"valid_until": "2026-11-21"}, {"valid_from": "2026-11-23"}],
    ids=["superseded", "over", "still to come"],
)
def test_the_correction_of_a_rule_that_is_not_in_force_is_not_told(corrected, past, brought_up):
    cells = {str(END): {"general": VERDICT, "point": correcting("It errs.", **past)}}
    assert corrected(cells, [brought_up], {"S0_1": ["point"]}) is None


def test_an_answer_that_corrects_an_article_is_disputed(knowledge_with):
    knowledge = knowledge_with({str(END): {"general": correcting("It errs.", **VERDICT)}}, S0_1=["general"])
    assert advise(knowledge, Situation(), END, ["S0-1"]).disputed


def test_an_answer_that_could_correct_an_article_is_not_disputed_before_somebody_brings_it_up(knowledge_with):
    knowledge = knowledge_with({str(END): {"general": correcting("It errs.", **VERDICT)}}, S0_1=["general"])
    assert not advise(knowledge, Situation(), END).disputed


def test_of_several_questions_only_the_one_that_brings_up_a_claim_is_corrected(knowledge_with):
    cells = {
        str(END): {"general": correcting("It errs.", **VERDICT)},
        str(ACCOUNT): {"open": correcting("It errs here too.", **VERDICT)},
    }
    questions = [Question("", END, 1.0, ("S0-1",)), Question("", ACCOUNT, 1.0)]
    advice = advise_all(knowledge_with(cells, S0_1=["general"]), Situation(), questions)
    assert [one.correction for one in advice] == ["It errs.", None]


def test_a_question_carries_the_claims_of_its_clause():
    clauses = [
        Clause("is it true that he cannot rate me", {"ask_end_feedback": 0.9}, claims=("S0-5", ANY_CLAIM)),
        Clause("will my account stay", {"ask_end_account": 0.9}),
    ]
    understood = understand(clauses).questions
    assert [question.claims for question in understood] == [("S0-5", ANY_CLAIM), ()]


def test_two_clauses_that_ask_the_same_bring_up_the_claims_of_both():
    clauses = [
        Clause("can he rate me", {"ask_end_feedback": 0.9}),
        Clause("is it true that he cannot rate me", {"ask_end_feedback": 0.9}, claims=("S0-5",)),
    ]
    (question,) = understand(clauses).questions
    assert question.claims == ("S0-5",)
