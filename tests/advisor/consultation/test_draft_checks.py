"""Faults in the drafts are reported with their entry before anybody is given one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from advisor.check import main
from advisor.consultation.draft_checks import MAX_CASES, MAX_CHARACTERS
from advisor.errors import KnowledgeError
from advisor.loading import load_knowledge

DRAFTS = "consultation/drafts.yml"
FIRST = "end-to-client"
Change = Callable[[dict[str, Any]], object]


def _draft(**keys: Any) -> Change:
    return lambda document: document["drafts"][0].update(keys)


def _polite(text: str) -> Change:
    return _draft(texts={"polite": text, "brief": "Bye."})


def _faults(write_knowledge: Callable[..., Path], minimal: dict[str, Any], change: Change) -> list[str]:
    change(minimal[DRAFTS])
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(write_knowledge(minimal))
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_draft(findings=["PF-999"]), "there is no finding PF-999"),
        (_draft(findings=[]), "at least 1 item"),
        (_draft(occasion="birthday"), "there is no occasion birthday"),
        (_draft(steps=["dance"]), "there is no step dance"),
        (_draft(applies_when={"role": "king"}), "cannot be king"),
        (_draft(texts={"polite": "Hello."}), "has no label for brief"),
        (_polite("{% if mood == 'bad' %}Hello.{% endif %}"), "polite: line 1 names mood"),
        (_polite("{% for x in role %}Hello.{% endfor %}"), "polite: line 1 uses For"),
        (_polite("{% if role == 'client' %}Hello."), "is no valid template"),
        (
            _polite("{% if money_state == 'owed' %}Please pay me.{% endif %}"),
            "where nothing is known, it is empty",
        ),
        (_polite("Dear [], hello to you."), "nothing to fill in"),
        (_polite("Dear [name, hello to you."), "nothing to fill in"),
        (_polite("Hello. " * MAX_CHARACTERS), f"{MAX_CHARACTERS} are the most"),
        (_polite("Bye."), "is no shorter than the polite one"),
    ],
)
def test_a_fault_is_reported_with_its_file_and_entry(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]], change: Change, problem: str
) -> None:
    told = _faults(write_knowledge, minimal, change)

    assert any(one.startswith(f"{DRAFTS}: {FIRST}: ") and problem in one for one in told), told


def test_a_fault_of_one_case_is_told_with_that_case(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    change = _polite("Dear [name], hello.{% if money_state == 'owed' %} Please pay [].{% endif %}")

    assert "where money_state is owed" in _faults(write_knowledge, minimal, change)[0]


def test_a_value_that_its_conditions_exclude_is_no_case(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    _polite("Dear [name], hello.{% if role == 'client' %} [].{% endif %}")(minimal[DRAFTS])

    assert load_knowledge(write_knowledge(minimal)).consultation.drafts[FIRST]


def test_a_draft_with_too_many_cases_is_refused(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]]
) -> None:
    facts = minimal["facts.yml"]["facts"]
    facts += [
        {**facts[-1], "id": f"fact_{number}", "presumed": None, "values": facts[-1]["values"]}
        for number in range(6)
    ]
    pairs = {fact["id"]: [value["id"] for value in fact["values"][:2]] for fact in facts}
    asked = "".join(f"{{% if {fact} in {values} %}} yes{{% endif %}}" for fact, values in pairs.items())
    told = _faults(write_knowledge, minimal, _polite(f"Dear [name], hello.{asked}"))

    assert any(f"over {MAX_CASES} cases" in one for one in told)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda document: document["tones"].pop(), "has no title and no words"),
        (lambda document: document["drafts"].pop(), "has no draft"),
    ],
)
def test_what_nobody_could_ask_for_is_reported(
    write_knowledge: Callable[..., Path], minimal: dict[str, dict[str, Any]], change: Change, problem: str
) -> None:
    assert any(problem in one for one in _faults(write_knowledge, minimal, change))


def test_the_check_before_training_tells_a_faulty_template(
    write_knowledge: Callable[..., Path],
    minimal: dict[str, dict[str, Any]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    _polite("{{ money }}")(minimal[DRAFTS])

    assert main([str(write_knowledge(minimal))]) == 1
    assert f"{DRAFTS}: {FIRST}: polite: line 1" in capsys.readouterr().err
