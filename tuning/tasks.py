"""What the encoder is taught: the labels of each training example, as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from advisor.vocabulary import OPTIONS, TOPICS, cell_from_intent
from components.encoded_text import Word, words_of
from components.fact_classifier import labelled_facts
from components.question_splitter import is_one_sentence, marked_questions
from components.spelling import Spelling
from components.split_model import Span, tags_of

UNKNOWN = -1
MAX_QUESTIONS = 5
# The facts that are learnt, with their values; the first is that nothing is told.
ROLES = ("untold", "freelancer", "client")
ACTORS = ("untold", "me", "other_side", "upwork")
OTHER_OPTION = len(OPTIONS)
LEAST_IMPORTANT, MOST_IMPORTANT = 0.3, 2.0


@dataclass(frozen=True)
class Label:
    """What a text or a question asks: the numbers of its intent, option and topic.

    `importance` is the greater the fewer examples the intent has.
    """

    intent: int = UNKNOWN
    option: int = UNKNOWN
    topic: int = UNKNOWN
    importance: float = 0.0


@dataclass(frozen=True)
class Task:
    """An example: its words, a tag for each of them if they are known, and its labels.

    `questions` are ranges of words with their labels; role and actor are UNKNOWN where nobody labelled them.
    """

    words: tuple[str, ...]
    tags: tuple[int, ...] | None
    whole: Label
    questions: tuple[tuple[int, int, Label], ...]
    role: int
    actor: int


class Labels:
    """Gives each intent its label."""

    def __init__(self, intents: Sequence[str]) -> None:
        counts = Counter(intents)
        middle = median(counts.values())
        self.intents = sorted(counts)
        self._importance = {
            intent: min(MOST_IMPORTANT, max(LEAST_IMPORTANT, (middle / count) ** 0.5))
            for intent, count in counts.items()
        }

    def label(self, intent: str) -> Label:
        """Return the label of an intent that occurs."""
        number, importance = self.intents.index(intent), self._importance[intent]
        cell = cell_from_intent(intent)
        if cell is None:
            return Label(number, OTHER_OPTION, UNKNOWN, importance)
        return Label(number, OPTIONS.index(cell.option), TOPICS.index(cell.topic), importance)


def read_tasks(
    examples: Sequence[Message], statement_intents: Sequence[str], spelling: Spelling
) -> tuple[list[Task], int]:
    """Return the tasks of the training examples, and how many intents they have."""
    examples = [example for example in examples if example.get(TEXT) and example.get(INTENT)]
    labels = Labels([example.get(INTENT) for example in examples])
    tasks = [_task(example, labels, spelling, statement_intents) for example in examples]
    return tasks, len(labels.intents)


def _task(example: Message, labels: Labels, spelling: Spelling, statement_intents: Sequence[str]) -> Task:
    words = words_of(example.get(TEXT))
    marked = marked_questions(example, set(labels.intents))
    facts = labelled_facts(example)
    asks = example.get(INTENT) not in statement_intents
    return Task(
        words=tuple(spelling.corrected(word.text) for word in words),
        tags=_tags(words, [span for span, _ in marked], asks),
        whole=labels.label(example.get(INTENT)) if len(marked) < 2 else Label(),
        questions=tuple(_question(words, *question, labels) for question in marked[:MAX_QUESTIONS]),
        role=_number(ROLES, facts, "role"),
        actor=_number(ACTORS, facts, "actor"),
    )


def _question(words: list[Word], span: Span, intent: str, labels: Labels) -> tuple[int, int, Label]:
    inside = [number for number, word in enumerate(words) if span.start <= word.start < span.end]
    return min(inside, default=0), max(inside, default=0) + 1, labels.label(intent)


def _tags(words: list[Word], questions: list[Span], asks: bool) -> tuple[int, ...] | None:
    """Return a tag for each word, or None if it is not known where the example asks."""
    if questions:
        return tuple(tags_of(words, questions))
    if not is_one_sentence(words):
        return None
    return tuple(tags_of(words, [Span(0, words[-1].end)] if asks else []))


def _number(values: tuple[str, ...], facts: Mapping[str, str] | None, name: str) -> int:
    return UNKNOWN if facts is None else values.index(facts.get(name, values[0]))
