"""The slots by their names, and what the tracker says of the conversation at a glance."""

from __future__ import annotations

from rasa_sdk import Tracker

ASKED_FACT = "asked_fact"
UNSURE_FACTS = "unsure_facts"
LAST_QUESTIONS = "last_questions"
LAST_ADVICE = "last_advice"
OFFERED_CHOICES = "offered_choices"
LAST_KIND = "last_kind"
LAST_DRAFT = "last_draft"
# What was told of that draft by asking for it.
DRAFT_TOLD = "draft_told"
# The ids of the steps of plans that the person said are done.
STEPS_DONE = "steps_done"
# What only buttons tell: which draft is meant, and how it is to sound.
CHOSEN_DRAFT, CHOSEN_TONE = "draft", "tone"
# And whether the conversation is to be erased.
CHOSEN_ERASURE = "erasure"
CHOSEN = (CHOSEN_DRAFT, CHOSEN_TONE, CHOSEN_ERASURE)
CONSULTATION_FORM = "consultation_form"
# What the form asks for as long as a fact is left to ask, and the facts it has asked for.
CONSULTATION = "consultation"
CONSULTATION_ASKED = "consultation_asked"
SHELL_CHANNEL = "cmdline"


def is_consulting(tracker: Tracker) -> bool:
    """Tell whether a consultation is under way."""
    return bool((tracker.active_loop or {}).get("name") == CONSULTATION_FORM)


def is_shell(tracker: Tracker) -> bool:
    """Tell whether the person sits at `rasa shell`, which shows text only."""
    return bool(tracker.get_latest_input_channel() == SHELL_CHANNEL)
