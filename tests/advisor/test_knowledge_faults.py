"""Every fault in an entry of the knowledge base is reported with its file and the entry."""

from __future__ import annotations

import pytest

from advisor.errors import KnowledgeError
from advisor.loading import load_knowledge

END = "advice/end/feedback.yml"
REMOVED = object()
ONE_VALUE = [{"id": "freelancer", "title": "Freelancer", "clause": "if so"}]
OLD = {"standing": "superseded", "superseded_by": "general", "ended_on": "2024-01-01"}

FAULTS_OF_SHAPE = [
    ("sources.yml", "help-page", {"colour": "red"}, "colour: extra fields not permitted"),
    ("sources.yml", "help-page", {"title": REMOVED}, "title: field required"),
    ("sources.yml", "help-page", {"kind": "rumour"}, "kind: unexpected value"),
    ("sources.yml", "help-page", {"link": "http://example.org"}, "link: a link starts with https://"),
    ("sources.yml", "help-page", {"read_by": "yesterday"}, "read_by: invalid date format"),
    ("sources.yml", "forum-post", {"year": REMOVED}, "year: a source of age 'dated' needs a year"),
    ("findings.yml", "PF-001", {"sources": []}, "sources: ensure this value has at least 1 item"),
    ("findings.yml", "PF-001", {"audience": "all"}, "audience: unexpected value"),
    ("findings.yml", "PF-001", {"id": "PF-1"}, "id: string does not match regex"),
    ("findings.yml", "PF-001", {"left_out": " "}, "left_out: ensure this value has at least 1 character"),
    ("sources.yml", "old-article", {"file": ""}, "file: ensure this value has at least 1 character"),
    ("conflicts.yml", "C-01", {"id": "C-1"}, "id: string does not match regex"),
    ("conflicts.yml", "C-01", {"older": REMOVED}, "older: field required"),
    ("conflicts.yml", "C-01", {"advice": []}, "advice: ensure this value has at least 1 item"),
    ("conflicts.yml", "C-01", {"newer_known": "no"}, "newer_known: value is not a valid boolean"),
    ("gaps.yml", "G-01", {"title": "  "}, "title: ensure this value has at least 1 character"),
    ("facts.yml", "role", {"values": ONE_VALUE}, "values: ensure this value has at least 2 items"),
    ("claims.yml", "S0-1", {"verdict": "wrong"}, "verdict: unexpected value"),
    ("claims.yml", "S0-1", {"sha256": "abc"}, "sha256: string does not match regex"),
    ("claims.yml", "S0-1", {"sentence": 0}, "sentence: ensure this value is greater than or equal to 1"),
    ("questions.yml", "end", {"page": REMOVED}, "page: field required"),
    ("questions.yml", "taxes", {"pointer": ""}, "pointer: ensure this value has at least 1 character"),
    (END, "general", {"colour": "red"}, "colour: extra fields not permitted"),
    (END, "general", {"checked_on": REMOVED}, "checked_on: field required"),
    (END, "general", {"part": "remark"}, "part: unexpected value"),
    (END, "general", {"confidence": "certain"}, "confidence: unexpected value"),
    (END, "general", {"standing": "old"}, "standing: unexpected value"),
    (END, "general", {"statement": 5}, "statement: str type expected"),
    (END, "general", {"id": "Feedback Open"}, "id: string does not match regex"),
    (END, "general", {"irreversible": "no"}, "irreversible: value is not a valid boolean"),
    (END, "general", {"older": " "}, "older: ensure this value has at least 1 character"),
    (END, "general", {"valid_from": "soon"}, "valid_from: invalid date format"),
    (
        END,
        "general",
        {"valid_from": "2027-03-02", "valid_until": "2027-03-01"},
        "valid_until: is before valid_from",
    ),
    (END, "general", {"applies_when": "always"}, "applies_when: must map facts to values"),
    (END, "general", {"applies_when": {"role": None}}, "applies_when.role.0: none is not an allowed value"),
    (
        END,
        "general",
        {"also_answers": ["end/weather"]},
        "'end/weather' is not option/topic of the vocabulary",
    ),
]

FAULTS_OF_REFERENCE = [
    ("findings.yml", "PF-001", {"sources": ["nowhere"]}, "there is no source nowhere"),
    ("facts.yml", "actor", {"presumed": "nobody"}, "presumes nobody, which is none of its values"),
    ("facts.yml", "actor", {"otherwise": "nobody"}, "means nobody otherwise, which is none of its values"),
    ("facts.yml", "role", {"values": ONE_VALUE * 2}, "has the value freelancer twice"),
    ("claims.yml", "S0-1", {"document": "nowhere"}, "there is no source nowhere"),
    (
        "claims.yml",
        "S0-1",
        {"document": "help-page"},
        "the source help-page names no file to find the sentence in",
    ),
    ("claims.yml", "S0-1", {"findings": ["PF-999"]}, "there is no finding PF-999"),
    ("claims.yml", "S0-1", {"advice": ["nothing"]}, "there is no advice rule nothing"),
    ("claims.yml", "S0-1", {"advice": []}, "needs either advice rules or the reason why it is left out"),
    (
        "claims.yml",
        "S0-1",
        {"left_out": "Idle."},
        "needs either advice rules or the reason why it is left out",
    ),
    (
        "claims.yml",
        "S0-1",
        {"advice": ["detail"]},
        "contradicted, but none of its advice rules has a correction",
    ),
    ("conflicts.yml", "C-01", {"findings": ["PF-999"]}, "there is no finding PF-999"),
    ("conflicts.yml", "C-01", {"advice": ["nothing"]}, "there is no advice rule nothing"),
    (
        "conflicts.yml",
        "C-01",
        {"advice": ["detail"]},
        "none of its advice rules tells of the older copy or disputes it",
    ),
    (
        "conflicts.yml",
        "C-01",
        {"newer_known": False},
        "none of its advice rules tells of the older copy or disputes it",
    ),
    ("questions.yml", "end", {"page": "nowhere"}, "there is no source nowhere"),
    ("questions.yml", "taxes", {"source": "nowhere"}, "there is no source nowhere"),
    (END, "detail", {"findings": ["PF-999"]}, "there is no finding PF-999"),
    (END, "detail", {"gaps": ["G-99"]}, "there is no gap G-99"),
    (END, "detail", {"refines": ["nothing"]}, "there is no advice rule nothing"),
    (END, "detail", {"applies_when": {"weather": "dry"}}, "applies_when names no fact of facts.yml: weather"),
    (END, "detail", {"applies_when": {"role": "judge"}}, "applies_when: role cannot be judge"),
    (END, "detail", {"findings": []}, "cites neither a finding nor a gap"),
    (END, "detail", {"confidence": "unknown"}, "says that something is unknown, but cites no gap"),
    (END, "detail", {"guards": True}, "only a warning can guard the cells of its option"),
    (END, "detail", {"standing": "disputed", "disputes": ["nothing"]}, "there is no advice rule nothing"),
    (END, "detail", {"standing": "disputed", "disputes": ["general"]}, "general, which does not point back"),
    (END, "detail", {"standing": "disputed"}, "standing 'disputed' and the list of disputes go together"),
    (END, "detail", {"disputes": ["general"]}, "standing 'disputed' and the list of disputes go together"),
    (END, "detail", {**OLD, "superseded_by": None}, "is superseded, so it needs superseded_by and ended_on"),
    (END, "detail", {**OLD, "ended_on": None}, "is superseded, so it needs superseded_by and ended_on"),
    (END, "detail", {**OLD, "superseded_by": "nothing"}, "there is no advice rule nothing"),
    (
        END,
        "detail",
        {**OLD, "standing": "agreed"},
        "superseded_by and ended_on belong to standing 'superseded'",
    ),
    (END, "detail", {"ended_on": "2024-01-01"}, "superseded_by and ended_on belong to standing 'superseded'"),
    (
        END,
        "detail",
        {"superseded_by": "general"},
        "superseded_by and ended_on belong to standing 'superseded'",
    ),
]


def faults_of(folder):
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return caught.value.faults


def change(documents, file, name, keys):
    """Set keys of the entry of this name, or remove them."""
    (entry,) = (one for entries in lists(documents[file]) for one in entries if one.get("id") == name)
    entry.update(keys)
    for key in [key for key, value in keys.items() if value is REMOVED]:
        del entry[key]


def lists(document):
    return [value for value in document.values() if isinstance(value, list)]


def places(faults):
    return {(fault.file, fault.entry) for fault in faults}


@pytest.mark.parametrize(("file", "name", "keys", "problem"), FAULTS_OF_SHAPE)
def test_a_fault_of_shape_is_reported_with_its_place(minimal, write_knowledge, file, name, keys, problem):
    change(minimal, file, name, keys)
    (fault,) = faults_of(write_knowledge(minimal))
    assert (fault.file, fault.entry) == (file, keys.get("id", name))
    assert problem in fault.problem


@pytest.mark.parametrize(("file", "name", "keys", "problem"), FAULTS_OF_REFERENCE)
def test_a_fault_of_reference_is_reported_with_its_place(minimal, write_knowledge, file, name, keys, problem):
    change(minimal, file, name, keys)
    faults = faults_of(write_knowledge(minimal))
    assert [
        fault for fault in faults if (fault.file, fault.entry) == (file, name) and problem in fault.problem
    ]


@pytest.mark.parametrize(
    "file",
    ["sources.yml", "findings.yml", "gaps.yml", "facts.yml", "claims.yml", "conflicts.yml", END],
)
def test_an_id_that_is_given_twice_is_reported(minimal, write_knowledge, file):
    (entries,) = lists(minimal[file])
    entries.append(entries[0])
    (fault,) = faults_of(write_knowledge(minimal))
    assert (fault.file, fault.entry, fault.problem) == (file, entries[0]["id"], f"is already in {file}")


def test_a_rule_id_that_another_cell_has_is_reported(minimal, write_knowledge):
    other = {"option": "end", "topic": "account", "advice": minimal[END]["advice"][:1]}
    faults = faults_of(write_knowledge({"advice/end/account.yml": other}))
    assert [str(fault) for fault in faults] == [f"{END}: general: is already in advice/end/account.yml"]


def test_a_conflict_may_be_told_by_rules_that_dispute_each_other(minimal, write_knowledge):
    change(minimal, END, "general", {"standing": "disputed", "disputes": ["detail"], "older": REMOVED})
    change(minimal, END, "detail", {"standing": "disputed", "disputes": ["general"]})
    change(minimal, "conflicts.yml", "C-01", {"newer_known": False})
    assert load_knowledge(write_knowledge(minimal)).conflicts.keys() == {"C-01"}


@pytest.mark.parametrize("part", ["verdict", "point", "warning"])
def test_any_part_may_be_about_an_irreversible_step(minimal, write_knowledge, part):
    name = "general" if part == "verdict" else "detail"
    change(minimal, END, name, {"part": part, "irreversible": True})
    assert load_knowledge(write_knowledge(minimal)).rules[name].irreversible


def test_a_finding_may_be_left_out_for_a_reason(minimal, write_knowledge):
    change(minimal, "findings.yml", "PF-003", {"left_out": "Nobody asks that."})
    assert load_knowledge(write_knowledge(minimal)).findings["PF-003"].left_out == "Nobody asks that."


def test_two_verdicts_without_conditions_are_reported(minimal, write_knowledge):
    change(minimal, END, "detail", {"part": "verdict"})
    problems = [str(fault) for fault in faults_of(write_knowledge(minimal))]
    assert f"{END}: has 2 verdicts without conditions, needs one" in problems


def test_a_cell_whose_verdicts_all_have_conditions_is_reported(minimal, write_knowledge):
    change(minimal, END, "general", {"applies_when": {"role": "client"}})
    problems = [str(fault) for fault in faults_of(write_knowledge(minimal))]
    assert problems == [f"{END}: has 0 verdicts without conditions, needs one"]


def test_two_verdicts_that_can_both_apply_are_reported(minimal, write_knowledge):
    change(minimal, END, "detail", {"part": "verdict", "applies_when": {"role": "client"}})
    other = {**minimal[END]["advice"][1], "id": "other", "applies_when": {"contract_type": "hourly"}}
    minimal[END]["advice"].append(other)
    (fault,) = faults_of(write_knowledge(minimal))
    assert str(fault) == (
        f"{END}: detail: and other can both be the verdict; name one in the other's refines"
    )


def test_verdicts_that_refine_each_other_are_reported(minimal, write_knowledge):
    """Each would replace the other, and neither would be told."""
    change(minimal, END, "detail", {"refines": ["general"]})
    change(minimal, END, "general", {"refines": ["detail"]})
    assert (END, "detail") in places(faults_of(write_knowledge(minimal)))


def test_a_condition_that_no_value_can_meet_is_reported(minimal, write_knowledge):
    change(minimal, END, "detail", {"applies_when": {"role": []}})
    assert places(faults_of(write_knowledge(minimal))) == {(END, "detail")}


def test_faults_of_several_files_are_reported_all_at_once(minimal, write_knowledge):
    change(minimal, "sources.yml", "help-page", {"title": REMOVED})
    change(minimal, "findings.yml", "PF-001", {"audience": "all"})
    change(minimal, END, "general", {"part": "remark"})
    faults = faults_of(write_knowledge(minimal))
    assert places(faults) == {("sources.yml", "help-page"), ("findings.yml", "PF-001"), (END, "general")}


def test_several_faults_of_one_entry_are_reported_all_at_once(minimal, write_knowledge):
    change(minimal, END, "detail", {"findings": ["PF-999"], "gaps": ["G-99"], "refines": ["nothing"]})
    assert len(faults_of(write_knowledge(minimal))) == 3


def test_the_message_gives_every_fault_a_line(minimal, write_knowledge):
    change(minimal, END, "detail", {"findings": ["PF-999"], "gaps": ["G-99"]})
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(write_knowledge(minimal))
    assert str(caught.value).splitlines()[1:] == [
        f"  {END}: detail: there is no finding PF-999",
        f"  {END}: detail: there is no gap G-99",
    ]
