"""Templates of drafts: how they are filled, and what they may not do."""

from __future__ import annotations

import pytest

from advisor.consultation.templates import fill, template_problems
from advisor.loading import default_knowledge

FACTS = default_knowledge().facts
PAY = (
    "Hello.{% if money_state == 'owed' %} Please pay."
    "{% elif money_state in ['held', 'none'] %} Fine.{% endif %}"
)
FOR_CLIENTS = "{{% if role == 'client' %}}{}{{% endif %}}"


def _filled(template: str, **told: str) -> str:
    return fill(template, told, FACTS)


def test_what_holds_for_a_value_is_said_if_the_person_told_it() -> None:
    assert _filled(PAY, money_state="owed") == "Hello. Please pay."
    assert _filled(PAY, money_state="held") == "Hello. Fine."


def test_what_holds_for_a_value_is_left_out_if_the_fact_is_not_known() -> None:
    assert _filled(PAY) == "Hello."


def test_lines_are_joined_and_an_empty_line_begins_a_paragraph() -> None:
    assert _filled("One\ntwo.\n\n  Three.\n") == "One two.\n\nThree."


def test_a_line_that_is_left_out_leaves_no_gap() -> None:
    two, four = FOR_CLIENTS.format("Two."), FOR_CLIENTS.format("Four.")
    template = f"One.\n{two}\nThree.\n\n{four}\n\nFive."

    assert _filled(template) == "One. Three.\n\nFive."
    assert _filled(template, role="client") == "One. Two. Three.\n\nFour.\n\nFive."


def test_what_looks_like_markup_stays_as_it_is_written() -> None:
    assert _filled("A > B & 'C'") == "A > B & 'C'"


def test_a_sound_template_has_no_problems() -> None:
    assert list(template_problems(PAY, FACTS)) == []


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{% if role == 'client' %}Hello.", "line 1 is no valid template"),
        ("Hello.\n{% if rule == 'client' %}you{% endif %}", "line 2 names rule, which is no fact"),
        ("{% if role == 'clients' %}you{% endif %}", "compares role with clients, which it cannot be"),
        ("{% if role in ['client', 'king'] %}you{% endif %}", "compares role with king"),
        ("{% if role %}you{% endif %}", "names role without a value"),
        ("{{ role }}", "shows a value"),
        ("{{ role == 'client' }}", "shows a value"),
        ("{% for one in role %}you{% endfor %}", "uses For"),
        ("{% set role = 'client' %}", "uses Assign"),
        ("{% if role.upper() == 'client' %}you{% endif %}", "uses Call"),
        ("{% include 'other' %}", "uses Include"),
        ("{{ ''.__class__ }}", "uses Getattr"),
    ],
)
def test_a_template_that_does_anything_else_is_refused(template: str, problem: str) -> None:
    assert any(problem in one for one in template_problems(template, FACTS))
