"""The release of Rasa whose private names are known here."""

from __future__ import annotations

from importlib.metadata import version

from rasa.shared.exceptions import RasaException

KNOWN = "3.6.21"


def check_version() -> None:
    """Raise unless the installed Rasa is the one whose inner parts this package relies on."""
    installed = version("rasa")
    if installed != KNOWN:
        raise RasaException(
            f"This assistant relies on inner parts of Rasa {KNOWN}, but {installed} is installed. Install "
            "the locked packages with `make install`. To move to another release, look through `runtime/` "
            "and `channels/` first."
        )
