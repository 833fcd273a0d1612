"""Reads what a request brings, and says in a sentence what is wrong with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from sanic.request import Request

from channels.errors import BadRequestError, NotJsonError

KEY = re.compile(r"[!-~]{1,128}")
# What no engine of regular expressions takes for a blank, so that everybody means the same by an empty text.
VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ufeff]")
NUL = "\0"


@dataclass(frozen=True)
class Sent:
    """What a person sent: a text they typed, or the id of a choice they made."""

    text: str | None = None
    choice: str | None = None


def read_sent(request: Request, most_characters: int) -> Sent:
    """Return the text or the choice in the body of a request."""
    body = read_object(request)
    if len(body) != 1 or not set(body) <= {"text", "choice"}:
        raise BadRequestError(
            "wrong_fields", 'Send either {"text": "…"} or {"choice": "…"}, and nothing else.'
        )
    name, value = next(iter(body.items()))
    if not isinstance(value, str):
        raise BadRequestError("not_a_text", f'"{name}" has to be a text in quotation marks.')
    check_characters(value)
    if not VISIBLE.search(value):
        raise BadRequestError("empty_text", "The message is empty. Please write something.")
    if len(value) > most_characters:
        raise BadRequestError(
            "text_too_long",
            f"The message has {len(value)} characters; {most_characters} are the most. Please shorten it.",
        )
    return Sent(**{name: value})


def read_key(request: Request) -> str | None:
    """Return the idempotency key of a request, if there is one."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise BadRequestError(
            "invalid_idempotency_key",
            "An Idempotency-Key is 1 to 128 letters, digits or signs without blanks, such as a UUID.",
        )
    return str(key) if key is not None else None


def read_object(request: Request) -> dict[str, Any]:
    """Return the JSON object in the body of a request."""
    kind = (request.headers.get("Content-Type") or "").partition(";")[0].strip().casefold()
    if kind != "application/json":
        raise NotJsonError(
            "not_json", "Send JSON, and say so with the header Content-Type: application/json."
        )
    try:
        body = json.loads(request.body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError):
        # Without its cause: that quotes the body, and the body is nobody's but the person's.
        raise BadRequestError(
            "malformed_json", "The body is no valid JSON in UTF-8. Please check it."
        ) from None
    if not isinstance(body, dict):
        raise BadRequestError("not_an_object", 'The body has to be a JSON object such as {"text": "Hello"}.')
    return body


def check_characters(text: str) -> None:
    """Refuse a text with characters that no store and no browser can take."""
    whole = text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)
    if NUL in text or not whole:
        raise BadRequestError(
            "invalid_characters", "The message holds characters that are no text. Please type it anew."
        )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
