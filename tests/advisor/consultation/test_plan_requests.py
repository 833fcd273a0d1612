"""What somebody asks about a plan that was given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.consultation.line_numbers import LAST, lines_named
from advisor.consultation.plan_requests import PlanRequest, plan_request
from advisor.loading import default_knowledge

PHRASES = default_knowledge().consultation.phrases.requests
RIGHT_AFTER = {
    "dates": [
        "which step is by when",
        "dates please",
        "what are the deadlines",
        "deadlines?",
        "until when do i have to do this",
        "by when",
        "when is step 4 due",
        "When do I have to do each of these?",
        "what days are in the plan",
    ],
    "again": [
        "plan again",
        "show me the plan again",
        "can you repeat the plan please",
        "what was the plan again?",
        "i forgot the steps, tell me again",
        "where is my plan",
        "let me see the list once more",
    ],
    "steps": [
        "just the steps",
        "shorter plan",
        "only the steps please",
        "the plan in short",
        "can i have a shorter version",
        "too long",
        "tldr",
        "give me the checklist",
    ],
    "next": [
        "is this all?",
        "ok and then?",
        "what next",
        "what's next?",
        "and now",
        "what should i do now",
        "next step please",
        "where do i start",
        "what is the first step",
    ],
}
ANY_TIME = [
    ("show me the plan again", "again"),
    ("which step is by when", "dates"),
    ("what should I do now?", "next"),
    ("whats the next step", "next"),
    ("just the steps", "steps"),
]
DONE = {
    "done with 1 and 2": (1, 2),
    "did step 3": (3,),
    "i have finished 1, 2 and 3": (1, 2, 3),
    "1-3 are done": (1, 2, 3),
    "first step done": (1,),
    "the first two are done": (1, 2),
    "completed number four": (4,),
    "I did the last one": (LAST,),
    "step 2 is ready, thanks": (2,),
    "1,2 done": (1, 2),
}
LINES = {
    "what about line 4": (4,),
    "explain step 2": (2,),
    "why 3": (3,),
    "line 4?": (4,),
    "and 5?": (5,),
    "step 2 please": (2,),
    "i dont understand the third one": (3,),
    "tell me more about point 6": (6,),
    "how do i do step 1": (1,),
    "is step 3 done?": (3,),
    "do i need to have 3 done": (3,),
}
OTHERS = [
    "",
    "?",
    "how long can a pause last",
    "when do i get my money",
    "what is the deadline for feedback",
    "and my score?",
    "done",
    "thanks again",
    "ok thanks",
    "bye",
    "my client is not done with his review",
    "i did 14 days of work",
    "i worked 3 hours",
    "the milestone 2 is done",
    "what about 14 days",
    "he paid $50",
    "show my score",
    "write the message for me",
    "export the plan to a file",
    "what if he ends it",
    "make me a plan for my other contract",
]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in RIGHT_AFTER.items() for text in texts]
)
def test_right_after_a_plan_what_is_asked_about_it_is_heard(kind: str, text: str) -> None:
    found = plan_request(PHRASES, text, right_after=True)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("text", "kind"), ANY_TIME)
def test_later_it_is_heard_where_the_plan_is_named(text: str, kind: str) -> None:
    found = plan_request(PHRASES, text, right_after=False)

    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "text", ["when?", "and then?", "is that all?", "shorter please", "dates please", "and 5?"]
)
def test_later_a_few_words_alone_may_be_about_something_else(text: str) -> None:
    assert plan_request(PHRASES, text, right_after=False) is None


@pytest.mark.parametrize("text", DONE)
def test_the_lines_that_are_done_are_read(text: str) -> None:
    assert plan_request(PHRASES, text, right_after=True) == PlanRequest("done", DONE[text])


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_asked_about_by_its_number(text: str) -> None:
    assert plan_request(PHRASES, text, right_after=True) == PlanRequest("line", LINES[text])


@pytest.mark.parametrize("text", OTHERS)
def test_what_has_a_subject_of_its_own_is_no_request(text: str) -> None:
    assert plan_request(PHRASES, text, right_after=True) is None


@given(st.text(), st.booleans())
def test_any_text_can_be_read(text: str, right_after: bool) -> None:
    found = plan_request(PHRASES, text, right_after)

    assert found is None or found.lines == lines_named(text) or found.kind == "line"


@given(st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True))
def test_all_numbers_of_a_list_are_read(numbers: list[int]) -> None:
    listed = " and ".join(map(str, numbers))

    assert plan_request(PHRASES, f"done with {listed}", right_after=False) == PlanRequest(
        "done", tuple(numbers)
    )
