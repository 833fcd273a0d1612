from __future__ import annotations

import pytest

from advisor.ledger import main, misplaced_claims, sentence_digest, sentences
from advisor.loading import default_knowledge
from advisor.records import Claim

ARTICLE = "Ending closes it. Is it final?\n\nYes!  It is.\n"
DIGEST_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def claim():
    """A function that makes a claim about the sentence with this number and these words."""

    def make(number, words):
        return Claim(
            id="S0-1",
            document="article",
            sentence=number,
            sha256=sentence_digest(words),
            paraphrase="It is final.",
            verdict="confirmed",
        )

    return make


def test_sentences_end_at_marks_and_at_line_ends():
    assert sentences("One. Two! Three? Four\nFive.") == ["One.", "Two!", "Three?", "Four", "Five."]


def test_a_mark_inside_a_word_ends_no_sentence():
    assert sentences("Upwork.com takes 4.5 percent.") == ["Upwork.com takes 4.5 percent."]


def test_spaces_and_empty_lines_do_not_count():
    assert sentences("  One   word.  \n\n \t\nTwo.") == ["One word.", "Two."]


def test_an_empty_article_has_no_sentences():
    assert sentences(" \n ") == []


def test_a_digest_is_the_sha256_of_the_sentence():
    assert sentence_digest("abc") == DIGEST_OF_ABC


def test_a_claim_whose_sentence_is_in_its_place_is_not_reported(claim):
    assert list(misplaced_claims([claim(3, "Yes!")], {"article": ARTICLE})) == []


def test_a_claim_about_the_last_sentence_is_not_reported(claim):
    assert list(misplaced_claims([claim(4, "It is.")], {"article": ARTICLE})) == []


def test_a_claim_with_another_sentence_is_reported(claim):
    problems = list(misplaced_claims([claim(2, "Is it temporary?")], {"article": ARTICLE}))
    assert problems == ["S0-1: sentence 2 of article is another one"]


def test_a_claim_beyond_the_end_of_the_article_is_reported(claim):
    problems = list(misplaced_claims([claim(5, "It is.")], {"article": ARTICLE}))
    assert problems == ["S0-1: article has only 4 sentences"]


def test_the_ledger_fails_for_articles_that_say_something_else(tmp_path, capsys):
    claims = default_knowledge().claims
    for claim in claims.values():
        (tmp_path / f"{claim.document}.txt").write_text("Something else.", "utf-8")
    assert main(tmp_path) == 1
    assert len(capsys.readouterr().out.splitlines()) == len(claims)
