"""The schemas by which editors check the knowledge files while somebody types."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from jsonschema import Draft7Validator, FormatChecker

from advisor.loading import KNOWLEDGE_FOLDER, default_knowledge
from advisor.yaml_files import parse_yaml
from editing import schemas as command
from editing.schemas import SCHEMAS_FOLDER, main, schemas

FILES = sorted(KNOWLEDGE_FOLDER.rglob("*.yml"))
NAMES = [path.relative_to(KNOWLEDGE_FOLDER).as_posix() for path in FILES]
# It has to have the same name in every process, as it is part of the names of tests.
REMOVED = ...


def schema_of(name):
    if name.startswith("advice/"):
        return "advice.schema.json"
    return name.replace("/", "-").replace(".yml", ".schema.json")


@pytest.fixture(scope="module")
def validators():
    """The validator of each schema by the name of its file."""
    made = schemas(default_knowledge()).items()
    return {name: Draft7Validator(schema, format_checker=FormatChecker()) for name, schema in made}


@pytest.fixture
def problems(validators):
    """A function that gives where a document does not fit the schema of a knowledge file."""

    def find(name, document):
        plain = json.loads(json.dumps(document, default=str))
        return [
            f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
            for error in validators[schema_of(name)].iter_errors(plain)
        ]

    return find


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_knowledge_file_fits_its_schema(problems, path):
    assert problems(path.relative_to(KNOWLEDGE_FOLDER).as_posix(), parse_yaml(path)) == []


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_knowledge_file_names_its_schema_in_its_first_line(path):
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    named = (path.parent / first.partition("=")[2]).resolve()
    assert named == SCHEMAS_FOLDER / schema_of(path.relative_to(KNOWLEDGE_FOLDER).as_posix())


def test_there_is_a_schema_for_each_kind_of_file_and_no_other(validators):
    assert validators.keys() == {schema_of(name) for name in NAMES}


def test_every_schema_is_valid_json_schema(validators):
    assert validators
    for validator in validators.values():
        Draft7Validator.check_schema(validator.schema)


def test_the_small_knowledge_fits_the_schemas_made_from_it(minimal, knowledge_of):
    del minimal["sources.yml"]["sources"][2]["link"]
    made = schemas(knowledge_of({"end/feedback": {"general": {"part": "verdict"}}}))
    for name, document in minimal.items():
        assert [error.message for error in Draft7Validator(made[schema_of(name)]).iter_errors(document)] == []


RULE = {
    "id": "end-feedback-new",
    "part": "point",
    "statement": "It is so.",
    "findings": ["PF-001"],
    "confidence": "stated",
    "standing": "agreed",
    "checked_on": "2026-11-22",
}


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"applies_when": {"role": "client"}},
        {"applies_when": {"contract_type": ["hourly", "fixed_price"], "role": "client"}},
        {"also_answers": ["end/advice", "pause/account"]},
        {"valid_from": "2027-03-01", "older": "It was otherwise.", "irreversible": True},
    ],
    ids=["plain", "one value", "several values", "cells", "dates"],
)
def test_a_rule_that_the_loader_takes_is_not_flagged(problems, keys):
    document = {"option": "end", "topic": "feedback", "advice": [RULE | keys]}
    assert problems("advice/end/feedback.yml", document) == []


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ({"statment": "It is so."}, "advice.0: "),
        ({"statement": REMOVED}, "advice.0: "),
        ({"statement": ""}, "advice.0.statement: "),
        ({"statement": 5}, "advice.0.statement: "),
        ({"part": "remark"}, "advice.0.part: "),
        ({"confidence": "certain"}, "advice.0.confidence: "),
        ({"standing": "old"}, "advice.0.standing: "),
        ({"findings": ["PF-1"]}, "advice.0.findings.0: "),
        ({"gaps": "G-01"}, "advice.0.gaps: "),
        ({"id": "End Feedback"}, "advice.0.id: "),
        ({"irreversible": "yes"}, "advice.0.irreversible: "),
        ({"checked_on": "yesterday"}, "advice.0.checked_on: "),
        ({"applies_when": {"weather": "dry"}}, "advice.0.applies_when: "),
        ({"applies_when": {"role": "judge"}}, "advice.0.applies_when.role: "),
        ({"applies_when": {"role": ["client", "judge"]}}, "advice.0.applies_when.role: "),
        ({"applies_when": {"role": []}}, "advice.0.applies_when.role: "),
        ({"applies_when": "always"}, "advice.0.applies_when: "),
        ({"also_answers": ["end/weather"]}, "advice.0.also_answers.0: "),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_rule_is_flagged_in_its_place(problems, keys, place):
    rule = {key: value for key, value in (RULE | keys).items() if value is not REMOVED}
    found = problems("advice/end/feedback.yml", {"option": "end", "topic": "feedback", "advice": [rule]})
    assert [problem for problem in found if problem.startswith(place)]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("advice/end/feedback.yml", {"option": "stop"}),
        ("advice/end/feedback.yml", {"topic": "weather"}),
        ("advice/end/feedback.yml", {"rules": []}),
        ("sources.yml", {"pages": []}),
        ("findings.yml", {"findings": REMOVED}),
        ("gaps.yml", {"gaps": "none"}),
        ("claims.yml", {"claims": [{}]}),
        ("conflicts.yml", {"conflicts": [{"id": "C-1"}]}),
        ("facts.yml", {"facts": [{"id": "role", "values": []}]}),
        ("questions.yml", {"options": [{"id": "stop", "title": "Stop", "page": "help"}]}),
        ("phrases.yml", {"warning": ""}),
        ("phrases.yml", {"greeting": "Hello"}),
        ("review.yml", {"due_after_days": 0}),
        ("review.yml", {"due_after_days": REMOVED}),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_file_is_flagged(problems, minimal, name, change):
    document = deepcopy(minimal[name]) | change
    assert problems(name, {key: value for key, value in document.items() if value is not REMOVED})


def test_an_editor_is_told_what_a_fact_means(validators):
    schema = validators["advice.schema.json"].schema
    conditions = schema["definitions"]["AdviceRule"]["properties"]["applies_when"]["properties"]
    facts = default_knowledge().facts.values()
    assert {name: one["description"] for name, one in conditions.items()} == {
        fact.id: fact.meaning for fact in facts
    }


def test_the_written_schemas_are_up_to_date(capsys):
    assert main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_no_schema_is_left_of_a_file_that_is_gone(validators):
    assert {path.name for path in SCHEMAS_FOLDER.iterdir()} == set(validators)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder in the place of that of the written schemas."""
    monkeypatch.setattr(command, "SCHEMAS_FOLDER", tmp_path / "schemas")
    return tmp_path / "schemas"


def test_schemas_that_are_missing_are_written_and_then_up_to_date(folder, validators):
    assert main([]) == 0
    assert {path.name for path in folder.iterdir()} == set(validators)
    assert main(["--check"]) == 0


def test_a_schema_that_is_out_of_date_fails_the_check_and_is_named(folder, capsys):
    main([])
    (folder / "advice.schema.json").write_text("{}", "utf-8")
    capsys.readouterr()
    assert main(["--check"]) == 1
    assert capsys.readouterr().err == "advice.schema.json is out of date; run `make schemas`\n"


def test_the_check_writes_nothing(folder, capsys):
    assert main(["--check"]) == 1
    assert not folder.exists()


def test_only_schemas_that_are_out_of_date_are_written_again(folder, capsys):
    main([])
    (folder / "gaps.schema.json").unlink()
    capsys.readouterr()
    main([])
    assert capsys.readouterr().out == "wrote gaps.schema.json\n"
