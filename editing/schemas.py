"""Writes a JSON Schema for each kind of knowledge file, made from the types that the loader reads it into.

    python -m editing.schemas [--check]

--check writes nothing; the exit code is 1 if a schema is not up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import create_model

from advisor.consultation.phrases import ConsultationPhrases
from advisor.evidence import ReviewLimits
from advisor.knowledge import KnowledgeBase
from advisor.loading import (
    CONSULTATION_PHRASES_FILE,
    KNOWLEDGE_FOLDER,
    PHRASES_FILE,
    REVIEW_FILE,
    default_knowledge,
)
from advisor.phrases import Phrases
from advisor.reading import ADVICE_FOLDER, LISTS
from advisor.records import AdviceRule, Record
from advisor.vocabulary import Option, Topic
from editing.coverage import all_cells

SCHEMAS_FOLDER = KNOWLEDGE_FOLDER / "schemas"


def schemas(knowledge: KnowledgeBase) -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of file by the name of the file that holds it."""
    models: dict[str, type[Record]] = {
        PHRASES_FILE: Phrases,
        REVIEW_FILE: ReviewLimits,
        CONSULTATION_PHRASES_FILE: ConsultationPhrases,
    }
    for name, lists in LISTS.items():
        models[name] = _file_model(name, {key: (list[record], ...) for key, record in lists})  # type: ignore[valid-type]
    models[ADVICE_FOLDER] = _file_model(
        ADVICE_FOLDER, {"option": (Option, ...), "topic": (Topic, ...), "advice": (list[AdviceRule], ...)}
    )
    return {_schema_name(name): _spelt_out(model.schema(), knowledge) for name, model in models.items()}


def main(arguments: Sequence[str]) -> int:
    """Write the schemas, or tell which are out of date; return the exit code."""
    wanted = {name: _encoded(schema) for name, schema in schemas(default_knowledge()).items()}
    stale = [name for name, text in wanted.items() if not _holds(SCHEMAS_FOLDER / name, text)]
    if "--check" in arguments:
        for name in stale:
            print(f"{name} is out of date; run `make schemas`", file=sys.stderr)
        return 1 if stale else 0
    SCHEMAS_FOLDER.mkdir(exist_ok=True)
    for name in stale:
        (SCHEMAS_FOLDER / name).write_text(wanted[name], "utf-8")
        print(f"wrote {name}")
    return 0


def _file_model(name: str, fields: Mapping[str, Any]) -> type[Record]:
    return create_model(f"File_{Path(name).stem}", __base__=Record, **fields)


def _schema_name(name: str) -> str:
    return f"{Path(name).with_suffix('').as_posix().replace('/', '-')}.schema.json"


def _spelt_out(schema: dict[str, Any], knowledge: KnowledgeBase) -> dict[str, Any]:
    """Spell out what the loader takes beyond the plain types: facts and their values, and cells as paths."""
    for definition in schema.get("definitions", {}).values():
        properties = definition.get("properties", {})
        if "also_answers" in properties:
            properties["also_answers"]["items"] = {"enum": [str(cell) for cell in all_cells()]}
        if "applies_when" in properties:
            properties["applies_when"] = _conditions(knowledge)
    return schema


def _conditions(knowledge: KnowledgeBase) -> dict[str, Any]:
    return {
        "title": "Applies when",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            fact.id: _one_or_several([value.id for value in fact.values], fact.meaning)
            for fact in knowledge.facts.values()
        },
    }


def _one_or_several(values: list[str], meaning: str) -> dict[str, Any]:
    one = {"enum": values}
    return {"description": meaning, "anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _encoded(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
