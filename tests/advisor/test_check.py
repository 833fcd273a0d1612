"""The check before training and starting: can the knowledge be used at all?"""

from __future__ import annotations

import pytest

from advisor.check import main


def test_knowledge_that_can_be_used_passes_in_silence(write_knowledge, capsys):
    assert main([str(write_knowledge())]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("keys", [{"checked_on": "2001-01-01"}, {"statement": "word " * 99}])
def test_what_only_keeps_knowledge_from_being_published_does_not_keep_it_from_being_used(
    write_knowledge, minimal, keys
):
    minimal["advice/end/feedback.yml"]["advice"][0] |= keys
    assert main([str(write_knowledge(minimal))]) == 0


def test_faults_are_printed_and_fail(write_knowledge, capsys):
    assert main([str(write_knowledge({"gaps.yml": None}))]) == 1
    said = capsys.readouterr()
    assert (said.out, "gaps.yml: the file is missing" in said.err) == ("", True)


def test_without_a_folder_the_knowledge_of_the_project_is_checked(capsys):
    assert main([]) == 0
    assert capsys.readouterr() == ("", "")
