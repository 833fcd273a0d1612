"""The trained assistant in this process: what its turn report says about a message, without a server."""

from __future__ import annotations

import asyncio
import logging
import warnings
from pathlib import Path
from typing import Any

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa_sdk.executor import ActionExecutor

from actions.slots import LAST_QUESTIONS
from evaluation.errors import AssistantError, EvaluationError
from evaluation.messages import Context

MODEL = Path(__file__).resolve().parents[1] / "models" / "clean-exit.tar.gz"
# Any channel but the shell brings a turn report.
CHANNEL = "evaluation"

Report = dict[str, Any]


class Assistant:
    """A trained model together with our actions, loaded once; it remembers nothing between messages."""

    def __init__(self, model: Path = MODEL) -> None:
        if not model.is_file():
            raise EvaluationError(f"there is no trained model at {model}; run `make train` first")
        _silence_logs()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            processor = Agent.load(str(model)).processor
        if processor is None:
            raise EvaluationError(f"{model} holds no model that Rasa can use")
        self._processor: MessageProcessor = processor
        self._actions = ActionExecutor()
        self._actions.register_package("actions")

    def report(self, text: str, context: Context = Context()) -> Report:
        """Return the turn report for a message in the light of the conversation before it."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                messages = asyncio.run(self._answer(text, context))
        except Exception as error:
            raise AssistantError(text, f"the assistant broke off ({type(error).__name__})") from error
        reports = [message["custom"] for message in messages if message.get("custom")]
        if len(reports) != 1 or reports[0]["kind"] == "error":
            raise AssistantError(text, "the assistant gave no turn report or an apology")
        return dict(reports[0])

    async def _answer(self, text: str, context: Context) -> list[dict[str, Any]]:
        """Do what Rasa's server does with a message: parse it, predict an action, have it run."""
        tracker = self._tracker(context)
        message = UserMessage(text, input_channel=CHANNEL)
        parsed = await self._processor.parse_message(message, tracker)
        heard = UserUttered(text, parsed["intent"], parsed["entities"], parsed, input_channel=CHANNEL)
        tracker.update(heard, self._processor.domain)
        action, _ = self._processor.predict_next_with_tracker_if_should(tracker)
        call = {
            "next_action": self._spoken_by(action.name()),
            "tracker": tracker.current_state(EventVerbosity.ALL),
            "domain": {},
        }
        answer = await self._actions.run(call)
        return list(answer["responses"]) if answer else []

    def _spoken_by(self, action: str) -> str:
        """Return the custom action that speaks for an action: for a form, the one that asks for its slot."""
        form = self._processor.domain.forms.get(action)
        return f"action_ask_{action}_{form['required_slots'][0]}" if form else action

    def _tracker(self, context: Context) -> DialogueStateTracker:
        tracker = DialogueStateTracker("evaluation", self._processor.domain.slots)
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        for slot, value in _slots(context).items():
            tracker.update(SlotSet(slot, value))
        return tracker


def _slots(context: Context) -> dict[str, Any]:
    slots: dict[str, Any] = dict(context.facts)
    if context.option and context.topic:
        slots |= {"option": context.option, "topic": context.topic}
        slots[LAST_QUESTIONS] = [f"{context.option}/{context.topic}"]
    return slots


def _silence_logs() -> None:
    """Keep Rasa from logging the messages, as it does unless told otherwise: some must not be seen."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.getLogger("rasa").setLevel(logging.ERROR)
