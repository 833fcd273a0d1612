"""Keeps what people wrote out of the log."""

from __future__ import annotations

import logging

TALKATIVE = (
    "rasa.core.processor",  # quotes the reply of the action server, and that quotes the whole conversation
    "sanic.error",  # quotes the address of what is no request, as often as somebody likes to send it
)


class WithoutWords(logging.Filter):
    """Drops tracebacks. Why an action failed stands in the log of the action server."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True


def keep_words_out_of_the_log() -> None:
    """Let Rasa and Sanic log that something failed, and nothing that was sent."""
    for name in TALKATIVE:
        logger = logging.getLogger(name)
        if not any(isinstance(one, WithoutWords) for one in logger.filters):
            logger.addFilter(WithoutWords())
