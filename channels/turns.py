"""Runs one turn of a conversation: as a whole or not at all, one after the other, and never twice."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Coroutine
from dataclasses import dataclass
from functools import partial
from typing import Any

from rasa.core.agent import Agent

from channels.conversations import erase, events_of, locked, readable, rows_from, session_ended
from channels.errors import (
    BadRequestError,
    NotFoundError,
    TooManyError,
    UnavailableError,
    still_answering,
)
from channels.history import Turn, as_answer, as_history, is_erasure, turns_of
from channels.memory import Memories, Memory
from channels.parsing import Words, chosen, typed
from channels.ratings import ratings_in
from channels.reading import Sent
from channels.running import Runner
from channels.sessions import Sessions
from channels.settings import Settings
from channels.stored import event_of


@dataclass(frozen=True)
class Running:
    """A turn under way, or the erasure of its conversation."""

    task: asyncio.Task[Any]
    key: str | None = None
    sent: Sent | None = None


class Turns:
    """The turns of all conversations of this server."""

    def __init__(self, sessions: Sessions, settings: Settings, memories: Memories) -> None:
        self._sessions = sessions
        self._settings = settings
        self._runner = Runner()
        self._memories = memories
        self._running: dict[str, Running] = {}

    async def answer(self, agent: Agent, conversation: str, sent: Sent, key: str | None) -> dict[str, Any]:
        """Return the answer to what was sent; with the key of an earlier turn, return the answer of that."""
        running = self._running.get(conversation)
        if running is not None:
            if key is None or running.key != key:
                raise still_answering()
            _same_words(running.sent == sent)
            return await asyncio.shield(running.task)
        self._check_crowd()
        turn = self._within_time(self._answer(agent, conversation, sent, key))
        return await self._alone(conversation, turn, key, sent)

    async def history(self, agent: Agent, conversation: str) -> dict[str, Any]:
        """Return what is kept of a conversation for its person: all that was said, and their ratings."""
        events = await events_of(agent, conversation)
        if events is None:
            raise session_ended()
        with readable():
            said = as_history(turns_of(events), partial(self._sessions.choice_id, conversation))
            return said | {"ratings": ratings_in(events)}

    async def after_turn(self, conversation: str, work: Coroutine[Any, Any, None]) -> None:
        """Let the turn under way come to its end, then do something else with the conversation.

        It is done even if the browser does not wait for it.
        """
        await asyncio.shield(asyncio.get_running_loop().create_task(self._in_turn(conversation, work)))

    async def erase(self, agent: Agent, conversation: str) -> None:
        """Let the turn under way come to its end, then erase the conversation, here in the memory too."""
        await self.after_turn(conversation, erase(agent, conversation))
        self._memories.forget(conversation)

    async def _in_turn(self, conversation: str, work: Coroutine[Any, Any, None]) -> None:
        while (running := self._running.get(conversation)) is not None:
            await asyncio.wait([running.task])
        await self._alone(conversation, work)

    async def _alone(
        self,
        conversation: str,
        work: Coroutine[Any, Any, Any],
        key: str | None = None,
        sent: Sent | None = None,
    ) -> Any:
        """Do it in a task of its own: a turn is finished and stored even if the browser has gone away."""
        task = asyncio.get_running_loop().create_task(work)
        self._running[conversation] = Running(task, key, sent)
        task.add_done_callback(lambda done: self._finished(conversation, done))
        return await asyncio.shield(task)

    def _finished(self, conversation: str, task: asyncio.Task[Any]) -> None:
        self._running.pop(conversation, None)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not report it when nobody waits any more

    async def _within_time(self, turn: Coroutine[Any, Any, dict[str, Any]]) -> dict[str, Any]:
        try:
            return await asyncio.wait_for(turn, self._settings.turn_seconds)
        except asyncio.TimeoutError as error:
            raise UnavailableError(
                "too_slow", "The answer took too long. Please send your message again in a moment."
            ) from error

    async def _answer(self, agent: Agent, conversation: str, sent: Sent, key: str | None) -> dict[str, Any]:
        mark = hashlib.sha256(key.encode()).hexdigest() if key is not None else None
        async with locked(agent, conversation):
            memory = await self._remember(agent, conversation)
            words = _words(memory, sent)
            if mark in memory.keys:
                done = await _turn_from(agent, conversation, memory.keys[mark])
                _same_words(done.said == words.shown)
            else:
                self._check_length(memory)
                done = await self._runner.run(agent, conversation, words, mark)
                if is_erasure(done):
                    self._memories.forget(conversation)
        return as_answer(done, partial(self._sessions.choice_id, conversation))

    def _check_crowd(self) -> None:
        """Refuse a turn that would only stand in a queue and come out of it too late."""
        if len(self._running) >= self._settings.turns_at_once:
            raise UnavailableError(
                "too_busy",
                "Very many people are asking right now. Please send your message again in a moment.",
            )

    def _check_length(self, memory: Memory) -> None:
        """Refuse a conversation that goes on for ever: what is kept for its person would grow for ever."""
        if memory.turns >= self._settings.turns_per_conversation:
            raise TooManyError(
                "conversation_full", "This conversation has become very long. Please start a new one."
            )

    async def _remember(self, agent: Agent, conversation: str) -> Memory:
        """Return what was offered and answered so far; only what is new is read from the store."""
        memory = self._memories.of(conversation)
        rows = await rows_from(agent, conversation, memory.last)
        if not rows:
            self._memories.forget(conversation)
            raise session_ended()
        with readable():
            memory.read(rows, partial(self._sessions.choice_id, conversation))
        return memory


async def _turn_from(agent: Agent, conversation: str, number: int) -> Turn:
    """Return the turn that begins with the row of this number."""
    rows = await rows_from(agent, conversation, number)
    with readable():
        return turns_of(map(event_of, rows))[0]


def _words(memory: Memory, sent: Sent) -> Words:
    if sent.text is not None:
        return typed(sent.text)
    button = memory.choices.get(sent.choice or "")
    if button is None:
        raise NotFoundError(
            "unknown_choice",
            "This choice was not offered in this conversation. Please write it in words.",
        )
    return chosen(button.title, button.payload)


def _same_words(same: bool) -> None:
    if not same:
        raise BadRequestError(
            "idempotency_key_reused",
            "This Idempotency-Key belongs to another message. Use a new one for each message.",
        )
