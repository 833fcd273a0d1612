"""Puts off importing what a server that only answers never uses: training, testing and drawing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

# Rasa imports these on its way to the server. The first brings TensorFlow with it, the second Matplotlib.
ONLY_FOR_TRAINING = ("rasa.utils.train_utils", "rasa.utils.plotting")


def import_later(names: Iterable[str] = ONLY_FOR_TRAINING) -> None:
    """Let modules be imported when something in them is first used. They are the real ones, not stand-ins."""
    if not any(isinstance(finder, LaterFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, LaterFinder(names))


class LaterFinder(MetaPathFinder):
    """Finds the modules that are to be imported later."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in self._names else None
        if spec is not None and spec.loader is not None:
            spec.loader = LaterLoader(spec.loader)
        return spec


class LaterLoader(Loader):
    """Makes a module that loads itself when it is asked for something it does not have yet.

    The loader of the standard library would load it when it is imported a second time.
    """

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return LaterModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__later__"] = self._loader


class LaterModule(ModuleType):
    """A module whose content comes with its first use."""

    def __getattr__(self, name: str) -> Any:
        loader = self.__dict__.get("__later__")
        # Python itself looks for such names to learn about a module; that is no use of it.
        if loader is None or (name.startswith("__") and name.endswith("__")):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        del self.__dict__["__later__"]
        loader.exec_module(self)
        return getattr(self, name)
