"""Advice holds from its first to its last day, and what was not checked for long is doubted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advisor import wording
from advisor.advise import advise, advise_all
from advisor.errors import KnowledgeError
from advisor.footing import days_unchecked, doubted_since, is_due, is_expired
from advisor.situation import Situation
from advisor.understanding import Question
from advisor.vocabulary import Cell
from tests.knowledge_folders import TODAY

END = Cell("end", "feedback")
VERDICT = {"part": "verdict"}
FIRST = date(2027, 3, 1)
LAST = date(2027, 3, 31)
DAY = timedelta(days=1)
IN_MARCH = {"valid_from": str(FIRST), "valid_until": str(LAST)}
OLD = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}


def told(knowledge, day, **facts):
    """Return the verdict, the warnings and the lines of the answer on a day."""
    advice = advise(knowledge.as_of(day), Situation(facts), END)
    return [
        advice.verdict.id,
        *(one.rule.id for one in advice.warnings),
        *(one.rule.id for one in advice.lines),
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(FIRST - DAY, False), (FIRST, True), (date(2027, 3, 15), True), (LAST, True), (LAST + DAY, False)],
)
def test_a_rule_holds_from_its_first_to_its_last_day(rule, day, expected):
    assert rule("march", **IN_MARCH).holds_on(day) is expected


@pytest.mark.parametrize("day", [date.min, TODAY, date.max])
def test_a_rule_without_dates_always_holds(rule, day):
    assert rule("always").holds_on(day)


def test_a_rule_with_a_first_day_only_holds_ever_after(rule):
    assert rule("from-march", valid_from=str(FIRST)).holds_on(date.max)


def test_a_rule_with_a_last_day_only_held_ever_before(rule):
    assert rule("until-march", valid_until=str(LAST)).holds_on(date.min)


def test_a_superseded_rule_holds_on_no_day(rule):
    assert not rule("old", **OLD, **IN_MARCH).holds_on(FIRST)


def test_a_rule_may_hold_for_a_single_day(rule):
    assert rule("today", valid_from=str(FIRST), valid_until=str(FIRST)).holds_on(FIRST)


@pytest.mark.parametrize("part", ["warning", "point"])
def test_advice_is_told_only_in_its_time(knowledge_of, part):
    knowledge = knowledge_of({str(END): {"general": VERDICT, "march": {"part": part, **IN_MARCH}}})
    days = [FIRST - DAY, FIRST, LAST, LAST + DAY]
    assert [day for day in days if "march" in told(knowledge, day)] == [FIRST, LAST]


def test_a_guard_is_told_only_in_its_time(knowledge_of):
    guard = {"part": "warning", "guards": True, **IN_MARCH}
    knowledge = knowledge_of({str(END): {"general": VERDICT}, "end/account": {"guard": guard}})
    days = [FIRST - DAY, FIRST, LAST, LAST + DAY]
    assert [day for day in days if "guard" in told(knowledge, day)] == [FIRST, LAST]


def test_a_verdict_that_is_out_of_its_time_gives_way_to_the_general_one(knowledge_of):
    march = {**VERDICT, "when": {"role": "client"}, **IN_MARCH}
    knowledge = knowledge_of({str(END): {"general": VERDICT, "march": march}})
    verdicts = [told(knowledge, day, role="client")[0] for day in (LAST, LAST + DAY)]
    assert verdicts == ["march", "general"]


def test_a_verdict_that_is_out_of_its_time_is_no_reason_to_ask(knowledge_of):
    march = {**VERDICT, "when": {"role": "client"}, **IN_MARCH}
    knowledge = knowledge_of({str(END): {"general": VERDICT, "march": march}})
    assert advise(knowledge.as_of(LAST), Situation(), END).asks.id == "role"
    assert advise(knowledge.as_of(LAST + DAY), Situation(), END).asks is None


def test_a_rule_replaces_another_one_only_in_its_time(knowledge_of):
    rules = {"general": VERDICT, "usual": {}, "march": {**IN_MARCH, "refines": ["usual"]}}
    knowledge = knowledge_of({str(END): rules})
    assert told(knowledge, LAST) == ["general", "march"]
    assert told(knowledge, LAST + DAY) == ["general", "usual"]


def test_what_disputes_a_rule_is_brought_only_in_its_time(knowledge_of):
    rules = {
        "general": {**VERDICT, "standing": "disputed", "disputes": ["march"]},
        "march": {"standing": "disputed", "disputes": ["general"], **IN_MARCH},
    }
    knowledge = knowledge_of({str(END): rules})
    assert told(knowledge, LAST + DAY) == ["general"]


def test_a_rule_may_hold_until_the_last_day_there_is(knowledge_of):
    always = {"valid_from": "0001-01-01", "valid_until": "9999-12-31"}
    assert told(knowledge_of({str(END): {"general": VERDICT, "point": always}}), TODAY) == [
        "general",
        "point",
    ]


def test_verdicts_may_follow_one_another(knowledge_of):
    rules = {
        "before": {**VERDICT, "valid_until": "2027-02-28"},
        "march": {**VERDICT, **IN_MARCH},
        "after": {**VERDICT, "valid_from": "2027-04-01"},
    }
    knowledge = knowledge_of({str(END): rules})
    assert [told(knowledge, day)[0] for day in (FIRST - DAY, FIRST, LAST, LAST + DAY)] == [
        "before",
        "march",
        "march",
        "after",
    ]


@pytest.mark.parametrize(
    ("until", "problem"),
    [("2027-03-01", "has 2 verdicts"), ("2027-02-27", "has 0 verdicts")],
    ids=["overlap", "gap"],
)
def test_a_day_to_come_without_exactly_one_general_verdict_is_reported_today(knowledge_of, until, problem):
    """Else the assistant would one day not start any more, or pick one of the two."""
    rules = {
        "now": {**VERDICT, "valid_until": until},
        "march": {**VERDICT, "valid_from": "2027-03-01"},
        "for-clients": {**VERDICT, "when": {"role": "client"}},
    }
    with pytest.raises(KnowledgeError, match=problem):
        knowledge_of({str(END): rules})


def test_knowledge_of_another_day_leaves_that_of_today_as_it_was(knowledge_of):
    knowledge = knowledge_of({str(END): {"general": VERDICT}})
    knowledge.as_of(LAST)
    assert knowledge.today == TODAY


def test_knowledge_says_of_which_day_it_is(knowledge_of):
    assert knowledge_of({str(END): {"general": VERDICT}}).as_of(LAST).today == LAST


def test_the_days_without_a_check_are_counted(rule):
    assert days_unchecked(rule("general"), TODAY + 3 * DAY) == 3


def test_a_check_in_the_future_counts_as_one_of_today(rule):
    assert days_unchecked(rule("general"), TODAY - 3 * DAY) == 0


@pytest.mark.parametrize(("limit", "passes"), [(100, is_due), (300, is_expired)], ids=["due", "expired"])
def test_a_limit_is_passed_on_the_day_after_it(knowledge_of, limit, passes):
    knowledge = knowledge_of({str(END): {"general": VERDICT}})
    rule = knowledge.rules["general"]
    assert not passes(knowledge.as_of(TODAY + limit * DAY), rule)
    assert passes(knowledge.as_of(TODAY + (limit + 1) * DAY), rule)


def test_the_doubt_goes_back_to_the_earliest_check(knowledge_of):
    rules = {"general": {**VERDICT, "checked_on": "2026-02-01"}, "older": {"checked_on": "2026-01-01"}}
    knowledge = knowledge_of({str(END): rules})
    assert doubted_since(knowledge, knowledge.rules.values()) == date(2026, 1, 1)


def test_what_was_checked_lately_leaves_no_doubt(knowledge_of):
    knowledge = knowledge_of({str(END): {"general": VERDICT}})
    assert doubted_since(knowledge, knowledge.rules.values()) is None


def test_nothing_told_leaves_no_doubt(knowledge_of):
    assert doubted_since(knowledge_of({str(END): {"general": VERDICT}}), []) is None


@pytest.fixture
def reply_on(knowledge_of):
    """A function that words the reply of a day to questions on cells, from these rules."""

    def reply(day, cells):
        knowledge = knowledge_of(cells).as_of(day)
        questions = [Question("", Cell(*cell.split("/")), 1.0) for cell in cells]
        return wording.reply(knowledge, advise_all(knowledge, Situation(), questions))

    return reply


def test_a_reply_with_a_rule_that_was_not_checked_for_long_says_since_when(reply_on):
    reply = reply_on(TODAY + 201 * DAY, {str(END): {"general": VERDICT}})
    assert "(doubted November 2026)" in reply.split("\n\n")


def test_a_reply_is_not_doubted_on_the_last_day_of_trust(reply_on):
    assert "(doubted" not in reply_on(TODAY + 200 * DAY, {str(END): {"general": VERDICT}})


def test_a_reply_is_doubted_once_for_all_its_answers_and_rules(reply_on):
    cells = {str(END): {"one": VERDICT, "careful": {"part": "warning"}}, "end/account": {"two": VERDICT}}
    assert reply_on(TODAY + 201 * DAY, cells).count("(doubted") == 1


def test_a_rule_that_is_not_told_raises_no_doubt(reply_on):
    points = {name: {"checked_on": "2026-11-22"} for name in "abc"}
    cells = {str(END): {"general": VERDICT, **points, "left-out": {"checked_on": "2020-01-01"}}}
    assert "(doubted" not in reply_on(TODAY, cells)


def test_the_doubt_is_told_before_the_sources(reply_on):
    paragraphs = reply_on(TODAY + 201 * DAY, {str(END): {"general": VERDICT}}).split("\n\n")
    assert [paragraph.partition(" ")[0] for paragraph in paragraphs[1:]] == ["(doubted", "(sources)\n-"]
