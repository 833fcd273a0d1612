"""Whatever a knowledge folder holds, it is loaded, or every fault is named in one KnowledgeError."""

from __future__ import annotations

import io
from copy import deepcopy

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from advisor.errors import KnowledgeError
from advisor.loading import load_knowledge

FILES = [
    "sources.yml",
    "findings.yml",
    "gaps.yml",
    "facts.yml",
    "claims.yml",
    "conflicts.yml",
    "questions.yml",
    "phrases.yml",
    "review.yml",
    "advice/end/feedback.yml",
]
YAML_SIGNS = [
    *"{}[],:-#&*!|>'%@`?~ \n\t.=<é\0",
    '"',
    "<<: ",
    "- ",
    "? ",
    "---\n",
    "&a ",
    "*a",
    "!!int ",
    "!!set ",
]
WORDS = [
    "",
    "id",
    "general",
    "PF-009",
    "G-01",
    "end/feedback",
    "role",
    "client",
    "verdict",
    "disputed",
    "{x}",
]

# Each example writes the whole folder again, so a folder of its own is not needed.
rewriting = settings(
    max_examples=50,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(WORDS) | st.integers(0, 3), inner, max_size=3)
    ),
    max_leaves=6,
)


def as_yaml(document):
    stream = io.StringIO()
    YAML(typ="safe").dump(document, stream)
    return stream.getvalue()


def nodes(document):
    """Return every list and mapping in the document together with each of its keys."""
    children = document.items() if isinstance(document, dict) else enumerate(document)
    found = []
    for key, value in children:
        found.append((document, key))
        if isinstance(value, (dict, list)):
            found += nodes(value)
    return found


def assert_only_knowledge_errors(folder):
    """Load the folder; a fault of it must name itself, and anything but KnowledgeError fails the test."""
    try:
        load_knowledge(folder)
        faults = [None]
    except KnowledgeError as error:
        faults = [fault for fault in error.faults if fault.file and fault.problem]
    assert faults


@rewriting
@given(data=st.data(), file=st.sampled_from(FILES))
def test_whatever_is_typed_into_a_file_is_read_or_reported(minimal, write_knowledge, data, file):
    text = as_yaml(minimal[file])
    for _ in range(data.draw(st.integers(1, 3), label="edits")):
        start = data.draw(st.integers(0, len(text)), label="start")
        removed = data.draw(st.integers(0, 12), label="removed")
        typed = data.draw(st.lists(st.sampled_from(YAML_SIGNS), max_size=3).map("".join), label="typed")
        text = text[:start] + typed + text[start + removed :]
    assert_only_knowledge_errors(write_knowledge({file: text}))


@rewriting
@given(data=st.data(), file=st.sampled_from(FILES), value=values)
def test_whatever_value_an_entry_has_is_read_or_reported(minimal, write_knowledge, data, file, value):
    document = deepcopy(minimal[file])
    parent, key = data.draw(st.sampled_from(nodes(document)), label="place")
    parent[key] = value
    assert_only_knowledge_errors(write_knowledge({file: as_yaml(document)}))


@rewriting
@given(data=st.data(), file=st.sampled_from(FILES))
def test_whatever_is_left_out_is_not_needed_or_reported(minimal, write_knowledge, data, file):
    document = deepcopy(minimal[file])
    parent, key = data.draw(st.sampled_from(nodes(document)), label="place")
    del parent[key]
    assert_only_knowledge_errors(write_knowledge({file: as_yaml(document)}))


@rewriting
@given(content=st.binary(max_size=60), file=st.sampled_from(FILES))
def test_whatever_bytes_a_file_holds_are_read_or_reported(write_knowledge, content, file):
    assert_only_knowledge_errors(write_knowledge({file: content}))
