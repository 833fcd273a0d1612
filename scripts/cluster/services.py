"""The services of Debian that the cluster stands on, each as a process on loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts.cluster.answering import of_postgres, over_http, to_words
from scripts.cluster.processes import ClusterError, Process

LOCAL = "127.0.0.1"
USER = "clean_exit"
PACKAGES = {
    "redis-server": "redis-server",
    "nginx": "nginx",
    "rabbitmq-server": "rabbitmq-server",
    "epmd": "erlang-base",
    "postgres": "postgresql",
}
FOLDERS = [
    Path("/usr/bin"),
    Path("/usr/sbin"),
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
]


def tool(name: str) -> Path:
    """Return where a program is, or say which package it comes in."""
    # The programs of the same name in /usr/sbin are wrappers that insist on Debian's own folders.
    folders = [Path("/usr/lib/rabbitmq/bin")] if name.startswith("rabbitmq") else FOLDERS
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    raise ClusterError(f"{name} is missing; install it: apt-get install {PACKAGES.get(name, 'postgresql')}")


def missing() -> list[str]:
    """Return the packages of Debian that are not there."""
    packages = []
    for name, package in PACKAGES.items():
        try:
            tool(name)
        except ClusterError:
            packages.append(package)
    return packages


def redis(folder: Path, port: int, password: str) -> Process:
    """Return a Redis that forgets everything when it ends, which is right for locks."""
    command = [str(tool("redis-server")), "--bind", LOCAL, "--port", str(port), "--dir", str(folder)]
    command += ["--save", "", "--appendonly", "no", "--requirepass", password]
    return Process("redis", command, folder / "redis.log", to_words(port, b"PING\r\n"))


def postgres(folder: Path, port: int, password: str) -> Process:
    """Return a PostgreSQL with the user and the database `clean_exit`, made if they are not there."""
    account = _account("postgres")
    data = folder / "postgres"
    if not (data / "PG_VERSION").exists():
        _make_database(data, account, password)
    command = [str(tool("postgres")), "-D", str(data), "-p", str(port), "-h", LOCAL, "-k", ""]
    answers = of_postgres(tool("pg_isready"), port)
    return Process("postgres", command, folder / "postgres.log", answers, account=account)


def epmd(folder: Path, port: int) -> Process:
    """Return the port mapper that RabbitMQ needs; its own would outlive it."""
    command = [str(tool("epmd")), "-address", LOCAL, "-port", str(port)]
    # It was asked for the names it knows, which are none.
    return Process("epmd", command, folder / "epmd.log", to_words(port, b"\x00\x01n"))


def rabbitmq(folder: Path, port: int, mapper: int, distribution: int, password: str) -> Process:
    """Return a RabbitMQ with the user `clean_exit`."""
    home = folder / "rabbitmq"
    home.mkdir(exist_ok=True)
    (home / "rabbitmq.conf").write_text(
        f"listeners.tcp.local = {LOCAL}:{port}\ndefault_user = {USER}\ndefault_pass = {password}\n"
        "disk_free_limit.absolute = 50MB\n"
    )
    (home / "plugins").write_text("[].\n")
    environment = {
        "HOME": str(home),
        "RABBITMQ_BASE": str(home),
        "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "plugins"),
        "RABBITMQ_MNESIA_BASE": str(home / "data"),
        "RABBITMQ_LOG_BASE": str(home),
        "RABBITMQ_PID_FILE": str(home / "pid"),
        "RABBITMQ_NODENAME": f"clean-exit-{port}@localhost",
        "RABBITMQ_DIST_PORT": str(distribution),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        "ERL_EPMD_PORT": str(mapper),
        "ERL_EPMD_ADDRESS": LOCAL,
    }
    answers = to_words(port, b"AMQP\x00\x00\x09\x01")
    return Process("rabbitmq", [str(tool("rabbitmq-server"))], folder / "rabbitmq.log", answers, environment)


def nginx(folder: Path, configuration: str, port: int) -> Process:
    """Return an nginx with this configuration."""
    home = folder / "nginx"
    home.mkdir(exist_ok=True)
    (home / "nginx.conf").write_text(configuration)
    command = [str(tool("nginx")), "-p", str(home), "-c", str(home / "nginx.conf"), "-e", "stderr"]
    command += ["-g", "daemon off;"]
    return Process("nginx", command, folder / "nginx.log", over_http(f"http://{LOCAL}:{port}/nginx-alive"))


def _make_database(data: Path, account: str | None, password: str) -> None:
    data.mkdir(parents=True)
    with tempfile.NamedTemporaryFile("w") as secret:
        secret.write(password)
        secret.flush()
        if account:
            shutil.chown(data, account, account)
            shutil.chown(secret.name, account)
        command = [str(tool("initdb")), "-D", str(data), "-U", USER, "--pwfile", secret.name]
        command += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8"]
        made = subprocess.run(
            command, user=account, group=account, cwd="/", capture_output=True, text=True, check=False
        )
    if made.returncode != 0:
        shutil.rmtree(data)
        raise ClusterError(f"no database could be made in {data}: {made.stderr.strip()}")


def _account(name: str) -> str | None:
    """Return the account to run under: PostgreSQL refuses to be run by root."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam(name).pw_name
    except KeyError as error:
        raise ClusterError(f"there is no account {name}; install it: apt-get install postgresql") from error
