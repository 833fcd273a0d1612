from __future__ import annotations

import pytest

from advisor import wording
from advisor.advise import advise, advise_all
from advisor.knowledge import ANY_CLAIM
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import Cell

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
# Tells how to take a step that cannot be undone.
HOW = {"part": "verdict", "irreversible": True}
HELP_PAGE = "- Title of help-page (kind official_help, age newest): https://example.org/help-page"
FORUM_POST = "- Title of forum-post (kind community_member, year 2019): https://example.org/forum-post"
GAP = {"findings": [], "gaps": ["G-01"], "confidence": "unknown"}


@pytest.fixture
def said(knowledge_of):
    """A function that words the answer to one question, in paragraphs, from these rules alone."""

    def say(rules, **keys):
        knowledge = knowledge_of({str(END): rules})
        return wording.answer(knowledge, advise(knowledge, Situation(), END, **keys))

    return say


@pytest.fixture
def knowledge_and_advice(knowledge_of):
    """A function that returns the knowledge made of these cells and the advice on each of them."""

    def make(cells):
        knowledge = knowledge_of(cells)
        questions = [Question("", Cell(*cell.split("/")), 1.0) for cell in cells]
        return knowledge, advise_all(knowledge, Situation(), questions)

    return make


def test_the_verdict_comes_first_and_the_points_are_listed(said):
    assert said({"general": VERDICT, "a": {}, "b": {}}) == [
        "Statement of general.",
        "- Statement of a.\n- Statement of b.",
    ]


def test_the_next_step_follows_the_statement(said):
    assert said({"general": {**VERDICT, "next_step": "Do it."}}) == ["Statement of general. Do it."]


def test_the_warning_comes_right_after_the_verdict(said):
    paragraphs = said({"general": VERDICT, "point": {}, "careful": {"part": "warning"}})
    assert paragraphs[1] == "(warning) Statement of careful."


def test_every_warning_is_a_paragraph_of_its_own(said):
    paragraphs = said({"general": VERDICT, "one": {"part": "warning"}, "two": {"part": "warning"}})
    assert paragraphs[1:] == ["(warning) Statement of one.", "(warning) Statement of two."]


@pytest.mark.parametrize("how", [{"general": HOW}, {"general": VERDICT, "how": {"irreversible": True}}])
def test_an_answer_that_tells_how_to_take_a_final_step_opens_with_its_warnings(said, how):
    paragraphs = said({**how, "one": {"part": "warning"}, "two": {"part": "warning"}})
    assert paragraphs[:3] == [
        "(warning) Statement of one.",
        "(warning) Statement of two.",
        "Statement of general.",
    ]


def test_an_answer_opens_with_a_warning_that_may_apply_before_a_final_step(said):
    final = {"part": "warning", "irreversible": True, "when": {"role": "client"}}
    assert said({"general": HOW, "final": final})[0] == "(warning if it is client) Statement of final."


def test_an_answer_that_only_warns_of_a_final_step_opens_with_its_verdict(said):
    paragraphs = said({"general": VERDICT, "final": {"part": "warning", "irreversible": True}})
    assert paragraphs[0] == "Statement of general."


def test_an_answer_about_a_final_step_without_a_warning_opens_with_its_verdict(said):
    assert said({"general": HOW}) == ["Statement of general."]


def test_a_brief_answer_that_opens_with_a_warning_names_its_topic_after_it(said):
    paragraphs = said({"general": HOW, "careful": {"part": "warning"}}, brief=True)
    assert paragraphs == ["(warning) Statement of careful.", "Topic feedback: Statement of general."]


def test_a_warning_that_may_apply_names_its_conditions(said):
    when = {"role": "freelancer", "money_state": "held"}
    paragraphs = said({"general": VERDICT, "final": {"part": "warning", "irreversible": True, "when": when}})
    assert paragraphs[1] == "(warning if it is freelancer and it is held) Statement of final."


def test_a_branch_opens_with_its_condition(said):
    paragraphs = said({"general": VERDICT, "for-clients": {**VERDICT, "when": {"role": "client"}}})
    assert paragraphs[1] == "- If it is client: Statement of for-clients."


def test_a_disputed_point_says_that_sources_differ(said):
    one = {"standing": "disputed", "disputes": ["other"]}
    other = {"standing": "disputed", "disputes": ["one"]}
    paragraphs = said({"general": VERDICT, "one": one, "other": other})
    assert paragraphs[1] == "- (disputed) Statement of one.\n- (disputed) Statement of other."


def test_the_sides_of_a_comparison_open_with_their_option(knowledge_of):
    knowledge = knowledge_of({"compare/feedback": {"both": VERDICT}, str(END): {"ending": VERDICT}})
    advice = advise(knowledge, Situation(), Cell("compare", "feedback"))
    assert wording.answer(knowledge, advice)[1] == "- Option end: Statement of ending."


def test_a_comparison_that_has_only_its_sides_does_not_say_that_nothing_is_known(knowledge_of):
    knowledge = knowledge_of({str(END): {"ending": VERDICT}, "pause/feedback": {"pausing": VERDICT}})
    advice = advise(knowledge, Situation(), Cell("compare", "feedback"))
    assert "(no_advice)" not in wording.reply(knowledge, [advice])


def test_a_correction_comes_last(said):
    rules = {"general": {**VERDICT, "correction": "An article errs."}, "point": {}}
    assert said(rules, claims=[ANY_CLAIM]) == [
        "Statement of general.",
        "- Statement of point.",
        "An article errs.",
    ]


def test_a_brief_answer_names_its_topic_and_tells_one_point(said):
    assert said({"general": VERDICT, "a": {}, "b": {}}, brief=True) == [
        "Topic feedback: Statement of general.",
        "- Statement of a.",
    ]


def test_a_cell_without_advice_is_admitted_and_given_the_nearest_page(knowledge_of):
    knowledge = knowledge_of({str(END): {"general": VERDICT}})
    advice = advise(knowledge, Situation(), Cell("pause", "account"))
    assert wording.reply(knowledge, [advice]) == f"(no_advice)\n\n(sources)\n{HELP_PAGE}"


def test_a_reply_ends_with_sources_and_the_fact_it_asks_for(knowledge_and_advice):
    knowledge, advice = knowledge_and_advice(
        {str(END): {"general": VERDICT, "for-clients": {**VERDICT, "when": {"role": "client"}}}}
    )
    assert wording.reply(knowledge, advice).split("\n\n")[-2:] == [
        f"(sources)\n{HELP_PAGE}",
        "What is the role?",
    ]


def test_several_questions_are_answered_briefly_with_one_list_of_sources(knowledge_and_advice):
    knowledge, advice = knowledge_and_advice({str(END): {"one": VERDICT}, "end/account": {"two": VERDICT}})
    assert wording.reply(knowledge, advice).split("\n\n") == [
        "Topic feedback: Statement of one.",
        "Topic account: Statement of two.",
        f"(sources)\n{HELP_PAGE}",
    ]


def test_a_warning_shared_by_several_answers_is_said_once(knowledge_and_advice):
    careful = {"part": "warning", "also_answers": ["end/account"]}
    cells = {str(END): {"one": VERDICT, "careful": careful}, "end/account": {"two": VERDICT}}
    knowledge, advice = knowledge_and_advice(cells)
    assert wording.reply(knowledge, advice).count("Statement of careful.") == 1


def test_several_questions_ask_for_one_fact_only(knowledge_and_advice):
    for_clients = {**VERDICT, "when": {"role": "client"}}
    cells = {
        str(END): {"one": VERDICT, "one-client": for_clients},
        "end/account": {"two": VERDICT, "two-held": {**VERDICT, "when": {"money_state": "held"}}},
    }
    knowledge, advice = knowledge_and_advice(cells)
    assert wording.reply(knowledge, advice).count("?") == 1


def test_of_several_questions_those_that_a_fact_would_settle_are_named_before_it_is_asked(
    knowledge_and_advice,
):
    for_clients = {**VERDICT, "when": {"role": "client"}}
    cells = {str(END): {"one": VERDICT}, "end/account": {"two": VERDICT, "two-client": for_clients}}
    knowledge, advice = knowledge_and_advice(cells)
    assert wording.reply(knowledge, advice).endswith("(unsettled Topic account) What is the role?")


def test_the_fact_that_only_the_last_question_hinges_on_is_asked(knowledge_and_advice):
    for_clients = {**VERDICT, "when": {"role": "client"}}
    cells = {str(END): {"one": VERDICT}, "end/account": {"two": VERDICT, "two-client": for_clients}}
    knowledge, advice = knowledge_and_advice(cells)
    assert wording.reply(knowledge, advice).endswith("What is the role?")


def test_the_rest_is_what_a_first_answer_left_out(knowledge_and_advice):
    points = {name: {} for name in "abcde"}
    knowledge, (advice,) = knowledge_and_advice({str(END): {"general": VERDICT, **points}})
    assert wording.rest(knowledge, advice) == "- Statement of d.\n- Statement of e."


def test_when_nothing_was_left_out_the_rest_says_so(knowledge_and_advice):
    knowledge, (advice,) = knowledge_and_advice({str(END): {"general": VERDICT}})
    assert wording.rest(knowledge, advice) == "(nothing_more)"


def test_a_source_is_told_with_kind_age_and_link(knowledge_and_advice):
    knowledge, _ = knowledge_and_advice({str(END): {"general": VERDICT}})
    assert wording.source_line(knowledge, knowledge.sources["forum-post"]) == FORUM_POST


def test_a_source_without_a_link_is_told_without_one(knowledge_and_advice):
    knowledge, _ = knowledge_and_advice({str(END): {"general": VERDICT}})
    line = wording.source_line(knowledge, knowledge.sources["old-article"])
    assert line == "- Title of old-article (kind article, age unknown)"


def test_a_first_answer_names_the_first_source_of_each_finding(knowledge_and_advice):
    rules = {"general": {**VERDICT, "findings": ["PF-002"]}}
    knowledge, advice = knowledge_and_advice({str(END): rules})
    assert wording.sources(knowledge, advice) == f"(sources)\n{FORUM_POST}"


def test_a_first_answer_names_two_sources_at_most(knowledge_and_advice):
    rules = {"general": {**VERDICT, "findings": ["PF-001", "PF-002", "PF-003"]}}
    knowledge, advice = knowledge_and_advice({str(END): rules})
    assert wording.sources(knowledge, advice) == f"(sources)\n{HELP_PAGE}\n{FORUM_POST}"
