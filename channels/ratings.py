"""What people think of an answer, kept in the conversation itself, so that it is erased together with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.events import BotUttered, Event
from sanic.request import Request

from channels.conversations import events_of, locked, readable, session_ended, store_failures, store_of
from channels.errors import BadRequestError, NotFoundError
from channels.history import turns_of
from channels.reading import check_characters, read_object

VALUES = ("up", "down")
MOST_CHARACTERS = 500


@dataclass(frozen=True)
class Rating:
    """The number of the answer in the conversation, counted from 0, and what was thought of it."""

    message: int
    rating: str
    comment: str = ""


def read_rating(request: Request) -> Rating:
    """Return the rating in the body of a request."""
    body = read_object(request)
    if not {"message", "rating"} <= set(body) <= {"message", "rating", "comment"}:
        raise BadRequestError(
            "wrong_fields",
            'Send {"message": 0, "rating": "up"}, with a "comment" if you like, and nothing else.',
        )
    number, comment = body["message"], body.get("comment", "")
    if not _counts(number) or body["rating"] not in VALUES or not isinstance(comment, str):
        raise BadRequestError(
            "invalid_rating", 'A rating is "up" or "down", of the number of an answer from 0.'
        )
    if len(comment) > MOST_CHARACTERS:
        raise BadRequestError("invalid_rating", f"A comment has {MOST_CHARACTERS} characters at most.")
    check_characters(comment)
    return Rating(int(number), body["rating"], comment.strip())


def ratings_in(events: Iterable[Event]) -> list[dict[str, Any]]:
    """Return all ratings in a conversation, in the shape in which they were given."""
    return [
        event.metadata["rating"]
        for event in events
        if isinstance(event, BotUttered) and "rating" in event.metadata
    ]


async def keep(agent: Agent, conversation: str, rating: Rating) -> None:
    """Store a rating as an event that says nothing and changes nothing."""
    async with locked(agent, conversation):
        events = await events_of(agent, conversation)
        if events is None:
            raise session_ended()
        with readable():
            answers = len(turns_of(events))
        if rating.message >= answers:
            raise NotFoundError("unknown_answer", "There is no answer with this number in this conversation.")
        with store_failures():
            tracker = await store_of(agent).retrieve(conversation)
            tracker.update(BotUttered(metadata={"rating": asdict(rating)}))
            await store_of(agent).save(tracker)


def _counts(number: object) -> bool:
    """Tell whether it is a whole number from 0; in JSON, 3.0 is one too."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return False
    return number >= 0 and (isinstance(number, int) or number.is_integer())
