"""The claims ledger is held against copies of the articles: is every sentence still there as it was?"""

from __future__ import annotations

import pytest

from advisor.evidence import Claim
from advisor.loading import default_knowledge
from editing.ledger import displaced_claims, read_articles, sentence_digest, sentences

ARTICLE = "Ending closes it. Is it final?\n\nYes!  It is.\n"
DIGEST_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def claim(number, words):
    """Return a claim about the sentence with this number and these words."""
    return Claim(
        id="S0-1",
        document="article",
        sentence=number,
        sha256=sentence_digest(words),
        paraphrase="It is final.",
        verdict="confirmed",
    )


def displaced(*claims):
    return list(displaced_claims(claims, {"article": ARTICLE}))


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


@pytest.mark.parametrize(("number", "words"), [(1, "Ending closes it."), (3, "Yes!"), (4, "It is.")])
def test_a_claim_whose_sentence_is_in_its_place_is_not_displaced(number, words):
    assert displaced(claim(number, words)) == []


@pytest.mark.parametrize("number", [1, 4, 9])
def test_a_claim_whose_sentence_stands_elsewhere_moved(number):
    assert displaced(claim(number, "Is it final?")) == [
        f"S0-1: sentence {number} of article is sentence 2 now"
    ]


def test_a_claim_whose_sentence_reads_otherwise_changed():
    assert displaced(claim(2, "Is it temporary?")) == ["S0-1: sentence 2 of article changed"]


def test_a_claim_beyond_the_end_of_a_shorter_article_vanished():
    assert displaced(claim(5, "Really.")) == ["S0-1: sentence 5 of article vanished"]


def test_a_sentence_that_stands_twice_is_in_both_its_places():
    claims = [claim(1, "Again."), claim(2, "Again.")]
    assert list(displaced_claims(claims, {"article": "Again. Again."})) == []


def test_every_displaced_claim_has_a_line():
    assert len(displaced(claim(2, "Other."), claim(3, "Yes!"), claim(5, "More."))) == 2


def test_every_claim_of_the_project_is_displaced_in_articles_that_say_something_else():
    knowledge = default_knowledge()
    articles = {claim.document: "Something else." for claim in knowledge.claims.values()}
    lines = list(displaced_claims(knowledge.claims.values(), articles))
    assert [line.partition(":")[0] for line in lines] == list(knowledge.claims)


def test_only_sources_that_name_a_file_are_read(tmp_path, knowledge_of):
    (tmp_path / "old-article.txt").write_text("Caf\u00e9.", "utf-8")
    sources = knowledge_of({"end/feedback": {"general": {"part": "verdict"}}}).sources.values()
    assert read_articles(tmp_path, sources) == {"old-article": "Caf\u00e9."}


def test_a_missing_article_is_named(tmp_path, knowledge_of):
    sources = knowledge_of({"end/feedback": {"general": {"part": "verdict"}}}).sources.values()
    with pytest.raises(FileNotFoundError, match=r"old-article\.txt"):
        read_articles(tmp_path, sources)
