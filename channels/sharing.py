"""Work that is done once for all who ask for it meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")


class Shared(Generic[Result]):
    """Some work that nobody needs twice at the same time."""

    def __init__(self) -> None:
        self._task: asyncio.Task[Result] | None = None

    async def get(self, work: Callable[[], Coroutine[Any, Any, Result]]) -> Result:
        """Return the result of the work that is under way, or do it; a failure is shared too."""
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(work())
        return await asyncio.shield(self._task)
