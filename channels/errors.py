"""Everything that can go wrong in the web channel, as a status, a code and a sentence for people.

ChannelError
+-- BadRequestError       400
+-- NotSignedInError      401
+-- NotFoundError         404
+-- TurnInProgressError   409
+-- NotJsonError          415
+-- TooManyError          429
+-- UnavailableError      503
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.metrics import metrics

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5


class ChannelError(Exception):
    """An error that is told to the person; `retry_after` counts seconds."""

    status = 503

    def __init__(self, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.retry_after = retry_after


class BadRequestError(ChannelError):
    status = 400


class NotSignedInError(ChannelError):
    status = 401


class NotFoundError(ChannelError):
    status = 404


class TurnInProgressError(ChannelError):
    status = 409


class NotJsonError(ChannelError):
    status = 415


class TooManyError(ChannelError):
    status = 429


class UnavailableError(ChannelError):
    """Nothing was kept of the message, so it can be sent again as if for the first time."""

    def __init__(self, code: str, message: str, retry_after: int = RETRY_SECONDS) -> None:
        super().__init__(code, message, retry_after)


def still_answering() -> TurnInProgressError:
    """Return the error for a message that comes before the last one is answered."""
    return TurnInProgressError(
        "turn_in_progress", "Your last message is still being answered. Please wait for the answer.", 1
    )


def not_found() -> NotFoundError:
    """Return the error for an address that leads nowhere, or that is nothing for this caller."""
    return NotFoundError("not_found", _BY_STATUS[404][1])


_BY_STATUS = {
    400: ("malformed_request", "The request could not be read. Send it again as well-formed HTTP."),
    404: ("not_found", "There is nothing at this address. Check the path."),
    405: ("method_not_allowed", "This address does not take that method. Look up the right one."),
    408: ("request_too_slow", "The request took too long to arrive. Please send it again."),
    413: ("body_too_large", "That is more than one message can hold. Please shorten it and send it again."),
    # Sanic's own: it gave up, or the browser went away.
    503: ("too_slow", "The answer took too long. Please send your message again in a moment."),
    417: ("expectation_failed", "The header Expect asks for something unknown. Leave it out."),
}
_UNFORESEEN = ("unexpected", "Something went wrong on our side. Please send your message again in a moment.")


def json_response(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> HTTPResponse:
    """Return a body as JSON that reads as it was written, letters of all languages and slashes too."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return HTTPResponse(text, status, dict(headers or {}), "application/json")


def error_response(status: int, code: str, message: str, retry_after: int | None = None) -> HTTPResponse:
    """Return an error in the shape of the contract, and count it."""
    metrics().errors.labels(code).inc()
    headers: dict[str, str] = {}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return json_response({"error": {"code": code, "message": message}}, status, headers)


def answer_error(request: Request, error: Exception) -> HTTPResponse:
    """Return the response to whatever was raised; nothing of the message gets into it or into the log."""
    if isinstance(error, ChannelError):
        return error_response(error.status, error.code, error.message, error.retry_after)
    status = getattr(error, "status_code", None) if isinstance(error, SanicException) else None
    if status in _BY_STATUS:
        response = error_response(status, *_BY_STATUS[status], RETRY_SECONDS if status == 503 else None)
        response.headers.update(_allowed_methods(error))
        return response
    logger.error("a request for %s failed", getattr(request, "path", "?"), exc_info=error)
    return error_response(503, *_UNFORESEEN, retry_after=RETRY_SECONDS)


def _allowed_methods(error: Any) -> dict[str, str]:
    return {key: value for key, value in (getattr(error, "headers", None) or {}).items() if key == "Allow"}
