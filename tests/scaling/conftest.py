"""A real Redis, PostgreSQL and RabbitMQ on loopback, for those tests that need one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rasa.utils.endpoints import EndpointConfig

from scripts.cluster import services
from scripts.cluster.processes import Process
from tests.conversations.assistant import free_port
from tests.services import PASSWORD, folder_for_all, postgres_in, served


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """A folder that the account of PostgreSQL can reach too."""
    with folder_for_all() as folder:
        yield folder


@pytest.fixture(scope="session")
def redis_port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def redis_server(folder: Path, redis_port: int) -> Iterator[Process]:
    process = served(services.redis, folder, redis_port, PASSWORD)
    yield process
    process.kill()


@pytest.fixture(scope="session")
def lock_settings(redis_server: Process, redis_port: int) -> EndpointConfig:
    """What endpoints.yml says of the lock store."""
    return EndpointConfig("127.0.0.1", port=str(redis_port), password=PASSWORD)


@pytest.fixture(scope="session")
def postgres_server(folder: Path) -> Iterator[tuple[Process, dict[str, Any]]]:
    """A running database, and the settings of a tracker store in it."""
    with postgres_in(folder) as running:
        yield running


@pytest.fixture(scope="session")
def rabbitmq_server(folder: Path) -> Iterator[tuple[Process, dict[str, Any]]]:
    """A running broker, and the settings of an event broker that uses it."""
    port, mapper = free_port(), free_port()
    names = served(services.epmd, folder, mapper)
    process = served(services.rabbitmq, folder, port, mapper, free_port(), PASSWORD)
    yield process, {"port": port, "username": services.USER, "password": PASSWORD, "queues": ["events"]}
    process.kill()
    names.kill()
