"""What can be set for the web channel in `credentials.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from rasa.shared.exceptions import RasaException


@dataclass(frozen=True)
class Settings:
    """Limits and places, with the values that hold unless `credentials.yml` says otherwise."""

    allowed_origins: tuple[str, ...] = ()
    session_hours: int = 168
    body_bytes: int = 16_384
    text_characters: int = 4_000
    messages_per_minute: int = 20
    messages_per_minute_per_address: int = 60
    sessions_per_hour_per_address: int = 60
    turn_seconds: int = 25
    turns_at_once: int = 24
    turns_per_conversation: int = 1_000
    trusted_proxies: int = 0
    secret_file: str = "build/web-channel.secret"
    widget_folder: str = "widget"


def read_settings(credentials: Mapping[str, Any] | None) -> Settings:
    """Return the settings, or raise with every fault in them."""
    told = dict(credentials or {})
    known = {field.name: getattr(Settings, field.name) for field in fields(Settings)}
    faults = [f"{name}: there is no such setting" for name in told if name not in known]
    faults += [fault for name in known if name in told for fault in _faults(name, told[name], known[name])]
    if faults:
        raise RasaException("The web channel cannot start, see credentials.yml:\n- " + "\n- ".join(faults))
    if "allowed_origins" in told:
        told["allowed_origins"] = tuple(told["allowed_origins"] or ())
    return replace(Settings(), **told)


def _faults(name: str, value: object, default: object) -> list[str]:
    if name == "allowed_origins":
        wrong = [origin for origin in _listed(value) if not _is_origin(origin)]
        return [f"{name}: {origin!r} is no origin like https://example.org" for origin in wrong]
    if isinstance(default, str):
        return [] if isinstance(value, str) and value else [f"{name}: this has to be a path"]
    least = 0 if name == "trusted_proxies" else 1
    fits = isinstance(value, int) and not isinstance(value, bool) and value >= least
    return [] if fits else [f"{name}: this has to be a whole number from {least} on"]


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_origin(value: object) -> bool:
    if not isinstance(value, str):
        return False
    scheme, sign, host = value.partition("://")
    return scheme in ("http", "https") and bool(sign and host) and not set(host) & set("/?#@*, ")
