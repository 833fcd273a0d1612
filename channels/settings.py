"""What can be set for the web channel in `credentials.yml`."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from rasa.shared.exceptions import RasaException

LISTS = frozenset({"allowed_origins", "metrics_networks"})


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
    keep_days: int = 30
    trusted_proxies: int = 0
    metrics_networks: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
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
    for name in LISTS & told.keys():
        told[name] = tuple(told[name] or ())
    return replace(Settings(), **told)


def _faults(name: str, value: object, default: object) -> list[str]:
    if name == "allowed_origins":
        wrong = [origin for origin in _listed(value) if not _is_origin(origin)]
        return [f"{name}: {origin!r} is no origin like https://example.org" for origin in wrong]
    if name == "metrics_networks":
        wrong = [network for network in _listed(value) if not _is_network(network)]
        return [f"{name}: {network!r} is no network like 10.0.0.0/8" for network in wrong]
    if isinstance(default, str):
        return [] if isinstance(value, str) and value else [f"{name}: this has to be a path"]
    least = 0 if name == "trusted_proxies" else 1
    fits = isinstance(value, int) and not isinstance(value, bool) and value >= least
    return [] if fits else [f"{name}: this has to be a whole number from {least} on"]


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _is_network(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(ipaddress.ip_network(value))
    except ValueError:
        return False


def _is_origin(value: object) -> bool:
    if not isinstance(value, str):
        return False
    scheme, sign, host = value.partition("://")
    return scheme in ("http", "https") and bool(sign and host) and not set(host) & set("/?#@*, ")
