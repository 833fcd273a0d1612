"""The check says whether the knowledge may be published on a day, and if not, what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advisor.errors import KnowledgeError
from editing.check import checked, main
from tests.knowledge_folders import TODAY

END = "advice/end/feedback.yml"
LAST_DAY = TODAY + timedelta(days=300)
DAY_AFTER = LAST_DAY + timedelta(days=1)


@pytest.fixture
def folder(complete, write_knowledge):
    """A small knowledge folder that lacks nothing; every rule of it was checked on the same day."""
    return write_knowledge(complete)


def run(capsys, *arguments):
    """Return exit code, output and error output of the command."""
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def problems(folder, day):
    with pytest.raises(KnowledgeError) as caught:
        checked(folder, day)
    return [str(fault) for fault in caught.value.faults]


def test_knowledge_that_lacks_nothing_passes(folder, capsys):
    assert run(capsys, folder, "--today", TODAY) == (0, "3 advice rules, no faults\n", "")


def test_what_is_missing_is_printed_with_its_place_and_fails(write_knowledge, complete, capsys):
    del complete["findings.yml"]["findings"][2]["left_out"]
    code, out, err = run(capsys, write_knowledge(complete), "--today", TODAY)
    assert (code, out) == (1, "")
    assert "  findings.yml: PF-003: needs either an advice rule that cites it or the reason" in err


def test_knowledge_that_cannot_be_used_fails(write_knowledge, capsys):
    code, _, err = run(capsys, write_knowledge({"gaps.yml": None}), "--today", TODAY)
    assert (code, "gaps.yml: the file is missing" in err) == (1, True)


def test_a_rule_passes_on_the_last_day_on_which_its_check_counts(folder, capsys):
    assert run(capsys, folder, "--today", LAST_DAY)[0] == 0


def test_a_rule_fails_once_its_check_is_too_old(folder, capsys):
    assert run(capsys, folder, "--today", DAY_AFTER)[0] == 1


def test_a_rule_whose_check_is_too_old_is_named_with_what_to_do(folder):
    told = "was checked 301 days ago; hold it against its pages and renew checked_on, or retire it"
    assert f"{END}: general: {told}" in problems(folder, DAY_AFTER)


def test_every_rule_whose_check_is_too_old_is_named(folder):
    named = [problem.split(": ")[1] for problem in problems(folder, DAY_AFTER)]
    assert named == ["detail", "general", "not-known"]


def test_a_rule_that_was_checked_again_passes(complete, write_knowledge):
    for rule in complete[END]["advice"]:
        rule["checked_on"] = str(DAY_AFTER)
    assert checked(write_knowledge(complete), DAY_AFTER).today == DAY_AFTER


def test_a_rule_that_was_retired_may_stay_unchecked(complete, write_knowledge):
    general, detail, unknown = complete[END]["advice"]
    detail |= {"standing": "superseded", "superseded_by": "general", "ended_on": str(TODAY)}
    for rule in (general, unknown):
        rule["checked_on"] = str(DAY_AFTER)
    assert checked(write_knowledge(complete), DAY_AFTER).rules.keys() == {"general", "detail", "not-known"}


def test_a_rule_that_is_out_of_its_time_may_stay_unchecked(complete, write_knowledge):
    general, detail, unknown = complete[END]["advice"]
    detail["valid_until"] = str(LAST_DAY)
    for rule in (general, unknown):
        rule["checked_on"] = str(DAY_AFTER)
    assert checked(write_knowledge(complete), DAY_AFTER)


def test_without_a_day_the_check_is_for_today(complete, write_knowledge, capsys):
    for rule in complete[END]["advice"]:
        rule["checked_on"] = str(date.today())
    assert run(capsys, write_knowledge(complete))[0] == 0


@pytest.mark.parametrize("day", ["tomorrow", "2027-02-30", ""])
def test_a_day_that_is_none_is_refused(folder, capsys, day):
    with pytest.raises(SystemExit):
        main([str(folder), "--today", day])
    assert "--today" in capsys.readouterr().err


def test_a_change_that_is_announced_passes_before_and_after_its_day(complete, write_knowledge):
    advice = complete[END]["advice"]
    advice.append({**advice[0], "id": "announced", "valid_from": "2027-03-01"})
    advice[0]["valid_until"] = "2027-02-28"
    folder = write_knowledge(complete)
    assert [bool(checked(folder, date(2027, *day))) for day in ((2, 28), (3, 1))] == [True, True]
