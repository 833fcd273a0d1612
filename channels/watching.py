"""Watches each turn: its numbers for the metrics, and one line of JSON for the log. Never what was said."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import structlog

from channels.errors import ChannelError
from channels.metrics import metrics

LOGGER = "clean_exit.turns"
ANSWERED = "answered"


@dataclass
class Watched:
    """A turn under way; `report` is set when it was answered."""

    id: str = field(default_factory=lambda: secrets.token_hex(8))
    report: dict[str, Any] | None = None
    outcome: str = ANSWERED


@contextmanager
def watched() -> Iterator[Watched]:
    """Measure, count and log the turn that is run meanwhile."""
    turn, began = Watched(), time.perf_counter()
    metrics().turns_running.inc()
    try:
        yield turn
    except ChannelError as error:
        turn.outcome = error.code
        raise
    except asyncio.CancelledError:
        turn.outcome = "caller_gone"
        raise
    except Exception:
        turn.outcome = "unexpected"
        raise
    finally:
        metrics().turns_running.dec()
        _tell(turn, time.perf_counter() - began)


@lru_cache(maxsize=1)
def turn_log() -> Any:
    """Return the log of turns, which writes lines of JSON and nothing else to the output of the server."""
    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.handlers = [handler]
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="time")
    return structlog.wrap_logger(
        logger,
        processors=[stamp, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _tell(turn: Watched, seconds: float) -> None:
    report = turn.report or {}
    metrics().turn_seconds.observe(seconds)
    if turn.report is not None:
        metrics().count(turn.report)
    turn_log().info(
        "turn",
        turn=turn.id,
        outcome=turn.outcome,
        kind=report.get("kind"),
        questions=[f"{one['option']}/{one['topic']}" for one in report.get("questions") or []],
        seconds=round(seconds, 4),
    )
