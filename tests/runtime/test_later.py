"""What only a training needs is not imported by a server, and is the real thing when it is asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from runtime.later import LaterFinder

START = "from runtime.later import import_later; import_later(); import sys, rasa.core.run; "


def python(code: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START + code], capture_output=True, text=True, check=True
    )
    return finished.stdout.strip()


def test_the_server_is_imported_without_tensorflow_and_matplotlib():
    assert python("print({'tensorflow', 'matplotlib'} & set(sys.modules))") == "set()"


def test_what_was_put_off_is_there_when_it_is_used():
    used = "from rasa.utils import train_utils; print(train_utils.init_split_entities.__name__)"
    assert python(f"{used}; print('tensorflow' in sys.modules)").split() == ["init_split_entities", "True"]


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "put_off.py").write_text("import builtins\nbuiltins.was_loaded = True\nvalue = 7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", [LaterFinder(["put_off"]), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "put_off", raising=False)
    monkeypatch.delattr("builtins.was_loaded", raising=False)
    return tmp_path


def test_importing_twice_does_not_load_it_and_asking_for_something_does(later: Path):
    import builtins  # noqa: PLC0415

    import put_off  # noqa: PLC0415

    sys.modules.pop("nothing", None)
    import put_off as again  # noqa: PLC0415

    assert again is put_off
    assert not hasattr(builtins, "was_loaded")
    assert put_off.value == 7
    assert builtins.was_loaded
    with pytest.raises(AttributeError):
        _ = put_off.nothing
