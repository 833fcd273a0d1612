"""The running assistant, and conversations with it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conversations.assistant import ROOT, Conversation, free_port, wait_until_ready


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an assistant started as `make serve` does, with a store and a REST channel added."""
    folder = tmp_path_factory.mktemp("assistant")
    port = free_port()
    log = folder / "serve.log"
    environment = os.environ | {
        "PORT": str(port),
        "CONVERSATIONS": str(folder / "conversations.db"),
        "CREDENTIALS": str(Path(__file__).with_name("credentials.yml")),
    }
    with log.open("w") as output:
        server = subprocess.Popen(
            [ROOT / "scripts" / "serve.sh"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_ready(server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


@pytest.fixture
def conversation(address: str) -> Conversation:
    """A new conversation with the running assistant."""
    return Conversation(address, f"person-{uuid4().hex}")
