"""A rule refines another one, never itself by a way round."""

from __future__ import annotations

import pytest

from advisor.errors import KnowledgeError
from advisor.loading import load_knowledge

END = "advice/end/feedback.yml"


def test_rules_that_refine_one_another_in_a_circle_are_reported(minimal, write_knowledge):
    """All three would be left out where they apply together."""
    point = minimal[END]["advice"][1]
    circle = {"one": "two", "two": "three", "three": "one"}
    minimal[END]["advice"] += [{**point, "id": name, "refines": [other]} for name, other in circle.items()]
    with pytest.raises(KnowledgeError) as error:
        load_knowledge(write_knowledge(minimal))
    assert {fault.entry for fault in error.value.faults} == circle.keys()
