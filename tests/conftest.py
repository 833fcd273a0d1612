"""Settings for all tests."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The same examples in every run, and none fails for being slow on a busy machine.
settings.register_profile("reproducible", deadline=None, derandomize=True)
settings.load_profile("reproducible")

# What takes longest begins first: by the servers that tests share, or by their file.
LONGEST_FIRST = (
    "started",
    "address",
    "test_shell.py",
    "test_with_the_bot.py",
    "test_actions_in_process.py",
    "test_scripts.py",
    "test_errands.py",
    "rabbitmq_server",
    "postgres_server",
    "test_later.py",
    "test_properties.py",
    "test_project_consultation.py",
    "test_training.py",
    "test_assistant.py",
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Keep tests that share servers or a file in one of the processes, and begin with the longest."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_group(item)))
    items.sort(key=_rank)


def _group(item: pytest.Function) -> str:
    shared = [name for name in LONGEST_FIRST if name in item.fixturenames]
    return shared[0] if shared else item.location[0]


def _rank(item: pytest.Function) -> int:
    ranks = [rank for rank, name in enumerate(LONGEST_FIRST) if name in (_group(item), item.path.name)]
    return min(ranks, default=len(LONGEST_FIRST))
