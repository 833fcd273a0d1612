"""Keeps what people wrote out of the log."""

from __future__ import annotations

import logging

TALKS_OF_ACTIONS = "rasa.core.processor"


class WithoutWords(logging.Filter):
    """Drops the traceback of an action that failed.

    It quotes the reply of the action server, and that quotes the whole conversation. Why the action failed
    stands in the log of the action server.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True


def keep_words_out_of_the_log() -> None:
    """Let Rasa log that an action failed, and nothing that was said."""
    logger = logging.getLogger(TALKS_OF_ACTIONS)
    if not any(isinstance(one, WithoutWords) for one in logger.filters):
        logger.addFilter(WithoutWords())
