"""What a turn leaves in the slots for the turns after it."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk.events import EventType, SlotSet

from actions.slots import ASKED_FACT, LAST_ADVICE, LAST_QUESTIONS, UNSURE_FACTS
from actions.suppositions import SUPPOSED_FACTS
from actions.turn import Turn
from advisor.advise import Advice
from advisor.understanding import Question


def remember(turn: Turn, questions: Sequence[Question], advice: Sequence[Advice]) -> list[EventType]:
    """Return events that keep what a turn told, asked and answered."""
    events = [SlotSet("actor", turn.situation.get("actor")), *keep_facts(turn)]
    asked = turn.asked_fact if turn.consulting else next((one.asks.id for one in advice if one.asks), None)
    events.append(SlotSet(ASKED_FACT, asked))
    if questions:
        events += [
            SlotSet("option", questions[0].cell.option),
            SlotSet("topic", questions[0].cell.topic),
            SlotSet(LAST_QUESTIONS, [str(question.cell) for question in questions]),
            SlotSet(LAST_ADVICE, list(rules_told(advice))),
        ]
    return events


def keep_facts(turn: Turn) -> list[EventType]:
    """Return events that keep the facts a turn told and which are unsure; what it supposed is taken back."""
    events = [SlotSet(fact, value) for fact, value in sorted(turn.facts_to_keep.items())]
    events.append(SlotSet(SUPPOSED_FACTS, turn.supposed.carried))
    return [*events, SlotSet(UNSURE_FACTS, sorted(turn.situation.unsure))]


def rules_told(advice: Sequence[Advice]) -> tuple[str, ...]:
    """Return the ids of the rules of the answers, in the order in which they are told."""
    return tuple(rule.id for one in advice for rule in one.rules)
