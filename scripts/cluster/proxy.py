"""The nginx.conf of the containers, with the addresses of this machine."""

from __future__ import annotations

from pathlib import Path

CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"
FAILS = " max_fails=1 fail_timeout=2s;"


def nginx_conf(port: int, inner_port: int, rasa: list[int], actions: list[int], rate: str = "5r/s") -> str:
    """Return the configuration with these ports of 127.0.0.1, and a limit on each caller."""
    text = CONFIGURATION.read_text()
    changes = {
        f"server rasa:5005{FAILS}": _servers(rasa),
        f"server actions:5055{FAILS}": _servers(actions),
        "listen 8080;": f"listen 127.0.0.1:{port};",
        "listen 8081;": f"listen 127.0.0.1:{inner_port};",
        "rate=5r/s;": f"rate={rate};",
    }
    for old, new in changes.items():
        if text.count(old) != 1:
            raise ValueError(
                f"deploy/nginx.conf has to say {old!r} once; change scripts/cluster/proxy.py too"
            )
        text = text.replace(old, new)
    return text


def _servers(ports: list[int]) -> str:
    return "\n        ".join(f"server 127.0.0.1:{port}{FAILS}" for port in ports)
