"""The closed vocabulary of questions: what may be done with a contract, and what people ask about it."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Option = Literal["end", "pause", "resume", "compare"]
Topic = Literal[
    "permission",
    "procedure",
    "consequences",
    "job_success_score",
    "feedback",
    "messages",
    "account",
    "payment",
    "unfinished_work",
    "reason",
    "notice",
    "advice",
    "duration",
    "reopening",
    "new_work",
    "dispute",
    "who",
]

OPTIONS: tuple[str, ...] = get_args(Option)
TOPICS: tuple[str, ...] = get_args(Topic)
INTENT_PREFIX = "ask_"
# Intents about a neighbouring subject: the rest of the name is its id in `knowledge/questions.yml`.
NEAR_MISS_PREFIX = "near_miss_"


class Cell(NamedTuple):
    """One question of the vocabulary: an option and a topic of it."""

    option: str
    topic: str

    def __str__(self) -> str:
        return f"{self.option}/{self.topic}"

    @property
    def intent(self) -> str:
        """The intent that asks this question, `ask_<option>_<topic>`."""
        return f"{INTENT_PREFIX}{self.option}_{self.topic}"


def is_cell(option: str, topic: str) -> bool:
    """Tell whether both words belong to the vocabulary."""
    return option in OPTIONS and topic in TOPICS


def cell_from_path(path: str) -> Cell | None:
    """Read `end/feedback`; None when it is not a cell of the vocabulary."""
    option, _, topic = path.partition("/")
    return Cell(option, topic) if is_cell(option, topic) else None


def cell_from_intent(intent: str) -> Cell | None:
    """Read `ask_end_feedback`; None for intents that ask nothing of the vocabulary."""
    if not intent.startswith(INTENT_PREFIX):
        return None
    option, _, topic = intent.removeprefix(INTENT_PREFIX).partition("_")
    return Cell(option, topic) if is_cell(option, topic) else None


def near_miss_from_intent(intent: str) -> str | None:
    """Read `near_miss_taxes`; None for intents that are about no neighbouring subject."""
    return intent.removeprefix(NEAR_MISS_PREFIX) if intent.startswith(NEAR_MISS_PREFIX) else None
