"""What holds for what is understood, whatever the classifier's rankings may be."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.understanding import MAX_QUESTIONS, understand
from advisor.vocabulary import OPTIONS, TOPICS, Cell, is_cell
from advisor.weighing import REFERRING_INTENTS, Clause, Spoken

CELLS = [Cell(option, topic) for option in OPTIONS for topic in TOPICS]
NEAR_MISSES = ["near_miss_taxes", "near_miss_offer"]

over_messages = settings(max_examples=100, deadline=None, derandomize=True)

# Confidences have four places, as the classifier gives them.
confidences = st.integers(0, 10_000).map(lambda number: number / 10_000)
intents = st.sampled_from(
    [*(cell.intent for cell in CELLS), *sorted(REFERRING_INTENTS), *NEAR_MISSES, "greet", "out_of_scope"]
)
options = st.lists(st.sampled_from(OPTIONS), max_size=3).map(tuple)
topics = st.lists(st.sampled_from(TOPICS), max_size=3).map(tuple)
clauses = st.builds(
    Clause,
    text=st.text(max_size=20),
    ranking=st.dictionaries(intents | st.text(max_size=6), confidences, max_size=10),
    options=options,
    topics=topics,
)
spoken = st.builds(
    Spoken, option=st.none() | st.sampled_from(OPTIONS), topic=st.none() | st.sampled_from(TOPICS)
)
messages = st.tuples(st.lists(clauses, max_size=6), spoken, options)


@over_messages
@given(message=messages)
def test_whatever_the_rankings_only_cells_of_the_vocabulary_are_understood(message):
    understanding = understand(*message)
    found = [*(question.cell for question in understanding.questions), *understanding.nearest]
    assert [cell for cell in found if not is_cell(*cell)] == []


@over_messages
@given(message=messages)
def test_whatever_the_rankings_a_message_is_understood_or_it_is_told_what_is_unclear(message):
    understanding = understand(*message)
    assert not (understanding.questions and (understanding.unclear or understanding.nearest))
    assert not (understanding.unclear and not understanding.nearest)


@over_messages
@given(message=messages)
def test_whatever_the_rankings_each_question_is_understood_once_and_with_a_likelihood(message):
    questions = understand(*message).questions
    assert len({question.cell for question in questions}) == len(questions) <= MAX_QUESTIONS
    assert all(0 < question.confidence <= 1 for question in questions)


@over_messages
@given(message=messages)
def test_whatever_the_rankings_a_neighbouring_subject_is_named_once_and_only_if_nothing_is_asked(message):
    understanding = understand(*message)
    named = understanding.near_misses
    assert len(set(named)) == len(named)
    assert not (named and (understanding.questions or understanding.unclear))
