"""Numbers about the running server for Prometheus: no words, no tokens, no labels without bounds."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sanic.request import Request
from sanic.response import HTTPResponse

# The closed lists of docs/turn-report.md.
KINDS = frozenset(
    {
        *("advice", "plan", "question", "compare", "smalltalk"),
        *("did_you_mean", "fallback", "out_of_scope", "error", "erasure"),
    }
)
OPTIONS = frozenset({"end", "pause", "resume", "compare"})
TOPICS = frozenset(
    {
        *("permission", "procedure", "consequences", "job_success_score", "feedback", "messages"),
        *("account", "payment", "unfinished_work", "reason", "notice", "advice", "duration"),
        *("reopening", "new_work", "dispute", "who"),
    }
)
STATUSES = frozenset({"answered", "needs_fact", "unknown"})
OTHER = "other"
SHORT = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LONG = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25)
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")


class Metrics:
    """All numbers of this process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        own: dict[str, Any] = {"namespace": "clean_exit", "registry": self.registry}
        self.turns = Counter("turns", "Turns that were answered, by the kind of the answer", ["kind"], **own)
        self.questions = Counter(
            "questions", "Questions that were answered", ["option", "topic", "status"], **own
        )
        self.turn_seconds = Histogram("turn_seconds", "Time of a turn, answered or not", buckets=LONG, **own)
        self.turns_running = Gauge("turns_running", "Turns under way, also those that wait", **own)
        self.errors = Counter("errors", "Requests that were refused or failed", ["code"], **own)
        self.store_seconds = Histogram(
            "store_seconds", "Time of one errand to the store of conversations", buckets=SHORT, **own
        )
        self.lock_seconds = Histogram(
            "lock_seconds", "Waiting for the lock of a conversation", buckets=SHORT, **own
        )
        self.erased = Counter("conversations_erased", "Conversations that were erased", ["reason"], **own)
        self.retention_run = Gauge("retention_run_timestamp_seconds", "When retention last ran well", **own)
        ProcessCollector(registry=self.registry)

    def count(self, report: Mapping[str, Any]) -> None:
        """Count an answered turn by its report."""
        self.turns.labels(_known(report.get("kind"), KINDS)).inc()
        for question in report.get("questions") or []:
            self.questions.labels(
                _known(question.get("option"), OPTIONS),
                _known(question.get("topic"), TOPICS),
                _known(question.get("status"), STATUSES),
            ).inc()


@lru_cache(maxsize=1)
def metrics() -> Metrics:
    """Return the numbers of this process."""
    return Metrics()


def exposed() -> HTTPResponse:
    """Return all numbers as Prometheus reads them."""
    return HTTPResponse(generate_latest(metrics().registry), content_type=CONTENT_TYPE_LATEST)


def may_read(request: Request, networks: Iterable[str]) -> bool:
    """Tell whether the caller is in one of these networks, and calls without a proxy between."""
    if any(name in request.headers for name in FORWARDED):
        return False
    try:
        caller = ipaddress.ip_address(request.ip)
    except ValueError:
        return False
    return any(caller in ipaddress.ip_network(network) for network in networks)


def _known(value: object, values: Iterable[str]) -> str:
    return value if isinstance(value, str) and value in values else OTHER
