"""The store of the conversations in a server that is killed at a moment which a test has chosen."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from channels.store import PatientSQLTrackerStore

# The file that this variable names holds the moment. It is gone before the server is.
VARIABLE = "CLEAN_EXIT_TEST_MOMENT"
BEFORE, WITHIN, AFTER = "before it is stored", "while it is stored", "after it was stored"


class DyingSQLTrackerStore(PatientSQLTrackerStore):
    """Ends its own process as `kill -9` does, once, when the moment has come."""

    async def _save(self, *arguments: Any) -> None:
        _die_if_it_is(BEFORE)
        await super()._save(*arguments)
        _die_if_it_is(AFTER)

    def _additional_events(self, session: Any, tracker: Any) -> Iterator[Any]:
        for number, event in enumerate(super()._additional_events(session, tracker)):
            if number == 2:
                session.flush()
                _die_if_it_is(WITHIN)
            yield event


def _die_if_it_is(moment: str) -> None:
    file = Path(os.environ[VARIABLE])
    if file.exists() and file.read_text() == moment:
        file.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
