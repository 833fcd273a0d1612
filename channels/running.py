"""Lets Rasa answer one message, and stores the conversation only if it did."""

from __future__ import annotations

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from channels.conversations import remove, store_failures, store_of
from channels.errors import UnavailableError
from channels.history import Turn, is_erasure, turns_of
from channels.parsing import Lanes, Words
from channels.rolling import roll_over

CHANNEL = "web"


class WebOutput(CollectingOutputChannel):
    """Takes what the bot says; the answer is read from the conversation itself."""

    @classmethod
    def name(cls) -> str:
        return CHANNEL


class Runner:
    """Takes Rasa's own steps of a turn, as `MessageProcessor.handle_message` does, with two differences.

    What Rasa understands is not always what the person sees as their words. And Rasa stores a turn even if
    its action failed; here such a turn leaves no trace, so sending the message again is like the first time.
    """

    def __init__(self) -> None:
        self._lanes = Lanes()

    async def run(self, agent: Agent, conversation: str, words: Words, mark: str | None) -> Turn:
        """Return the answered turn; `mark` is stored with it, to be found again.

        A turn that asks for it is not stored; all that was stored is removed in its place.
        """
        store = store_of(agent)
        parsed = await self._lanes.parse(agent.processor, words)
        message = UserMessage(words.shown, WebOutput(), conversation, parsed, CHANNEL, mark)
        tracker = await _predict(agent.processor, message)
        turn = _answered(tracker)
        if is_erasure(turn):
            await remove(agent, conversation)
        else:
            with store_failures():
                await store.save(tracker)
        return turn


async def _predict(processor: MessageProcessor, message: UserMessage) -> DialogueStateTracker:
    with store_failures():
        tracker = await processor.get_tracker(message.sender_id)
    roll_over(processor, tracker)
    await processor._handle_message_with_tracker(message, tracker)
    tracker = await processor.run_action_extract_slots(message.output_channel, tracker)
    await processor._run_prediction_loop(message.output_channel, tracker)
    if tracker.latest_action_name != ACTION_LISTEN_NAME:
        # Rasa cuts off actions that follow one another for ever, and is deaf to the next message then.
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
    return tracker


def _answered(tracker: DialogueStateTracker) -> Turn:
    """Return the last turn. Each action of ours sends a report; without one, the action server was gone."""
    turn = turns_of(tracker.events)[-1]
    if turn.report is None:
        raise UnavailableError(
            "no_answer", "There is no answer right now. Please send your message again in a moment."
        )
    return turn
