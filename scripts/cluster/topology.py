"""The whole cluster on loopback: what `deploy/` describes for containers, as plain processes."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scripts.cluster import services
from scripts.cluster.answering import over_http
from scripts.cluster.processes import ClusterError, Process
from scripts.cluster.proxy import nginx_conf
from scripts.cluster.services import LOCAL, USER

ROOT = Path(__file__).resolve().parents[2]
MODEL = "models/clean-exit.tar.gz"
LEAST_SECRET = 32
PYTHON = str(Path(sys.executable))


@dataclass
class Cluster:
    """All processes by name, in the order in which they have to start, at ports from `port` on."""

    folder: Path
    port: int = 5400
    replicas: int = 2
    action_servers: int = 2
    endpoints: Path = ROOT / "deploy" / "endpoints.yml"
    credentials: Path = ROOT / "deploy" / "credentials.yml"
    rate: str = "5r/s"
    processes: dict[str, Process] = field(default_factory=dict)

    def __post_init__(self) -> None:
        missing = services.missing()
        if missing:
            raise ClusterError(f"packages are missing; install them: apt-get install {' '.join(missing)}")
        if not (ROOT / MODEL).exists():
            raise ClusterError("there is no trained model; run 'make train' first")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.password = _secret(self.folder / "password")
        for process in self._all():
            self.processes[process.name] = process

    @property
    def address(self) -> str:
        """Where people call."""
        return f"http://{LOCAL}:{self.port}"

    @property
    def rasa_addresses(self) -> list[str]:
        """Where nginx finds the Rasa servers."""
        return [f"http://{LOCAL}:{self._rasa_port(number)}" for number in range(self.replicas)]

    def start(self) -> None:
        """Start everything side by side, and return when everything answers."""
        for process in self.processes.values():
            if process.answers():
                raise ClusterError(f"something answers where {process.name} is to be; choose other ports")
        for process in self.processes.values():
            process.start()
            if not process.name.startswith(("rasa", "actions")):
                process.wait_until_it_answers()
        for process in self.processes.values():
            process.wait_until_it_answers()

    def stop(self) -> None:
        """Stop everything, those first that stand on the others."""
        for process in reversed(self.processes.values()):
            process.stop()

    def _all(self) -> Iterator[Process]:
        yield services.postgres(self.folder, self.port + 2, self.password)
        yield services.redis(self.folder, self.port + 3, self.password)
        yield services.epmd(self.folder, self.port + 5)
        yield services.rabbitmq(self.folder, self.port + 4, self.port + 5, self.port + 6, self.password)
        rasa = [self._rasa_port(number) for number in range(self.replicas)]
        actions = [self._actions_port(number) for number in range(self.action_servers)]
        proxy = nginx_conf(self.port, self.port + 1, rasa, actions, self.rate)
        yield services.nginx(self.folder, proxy, self.port)
        for number in range(self.action_servers):
            yield self._actions(number)
        for number in range(self.replicas):
            yield self._rasa(number)

    def _rasa_port(self, number: int) -> int:
        return self.port + 20 + number

    def _actions_port(self, number: int) -> int:
        return self.port + 10 + number

    def _actions(self, number: int) -> Process:
        port, name = self._actions_port(number), f"actions-{number + 1}"
        command = [PYTHON, "-m", "rasa_sdk", "--actions", "actions", "--port", str(port)]
        return Process(name, command, self.folder / f"{name}.log", over_http(f"http://{LOCAL}:{port}/health"))

    def _rasa(self, number: int) -> Process:
        port, name = self._rasa_port(number), f"rasa-{number + 1}"
        command = [
            PYTHON,
            "-m",
            "runtime",
            "run",
            "--interface",
            LOCAL,
            "--port",
            str(port),
            "--model",
            MODEL,
        ]
        command += ["--endpoints", str(self.endpoints), "--credentials", str(self.credentials)]
        answers = over_http(f"http://{LOCAL}:{port}/ready")
        return Process(name, command, self.folder / f"{name}.log", answers, self._environment())

    def _environment(self) -> dict[str, str]:
        places = {"POSTGRES": self.port + 2, "REDIS": self.port + 3, "RABBITMQ": self.port + 4}
        told = {
            "ACTIONS_URL": f"http://{LOCAL}:{self.port + 1}/webhook",
            "BROKER_KEEP_TEXT": "false",
            "CLEAN_EXIT_ENV": "production",
            "CLEAN_EXIT_SECRET": os.environ.get("CLEAN_EXIT_SECRET", self.password),
            "PGCONNECT_TIMEOUT": "3",
            "POSTGRES_DB": "postgres",
            "POSTGRES_USER": USER,
            "RABBITMQ_USER": USER,
        }
        for name, port in places.items():
            told |= {f"{name}_HOST": LOCAL, f"{name}_PORT": str(port), f"{name}_PASSWORD": self.password}
        return told


def _secret(path: Path) -> str:
    """Return the password of all services of this cluster, which is made once."""
    if not path.exists():
        path.touch(0o600)
        path.write_text(secrets.token_urlsafe(LEAST_SECRET))
    return path.read_text()
