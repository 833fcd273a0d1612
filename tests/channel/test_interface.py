"""The server is reached from this machine only, unless its command says otherwise."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import requests
from rasa.shared.exceptions import RasaException
from ruamel.yaml import YAML

from channels.interface import check_interface
from tests.channel.servers import BIN, ENVIRONMENT
from tests.conversations.assistant import ROOT, free_port


@pytest.mark.parametrize("host", ["0.0.0.0", "::", None])
def test_every_interface_has_to_be_asked_for(host: str | None):
    with pytest.raises(RasaException, match=r"-i 127\.0\.0\.1"):
        check_interface(host, ["rasa", "run", "--port", "5005"])


@pytest.mark.parametrize(
    "named", [["-i", "0.0.0.0"], ["-i0.0.0.0"], ["--interface", "0.0.0.0"], ["--interface=0.0.0.0"]]
)
def test_an_interface_named_on_the_command_line_is_allowed(named: list[str]):
    assert check_interface("0.0.0.0", ["rasa", "run", *named]) is None


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "192.0.2.7"])
def test_a_single_address_is_allowed_unnamed(host: str):
    assert check_interface(host, ["rasa", "run"]) is None


def test_plain_rasa_run_says_what_to_do_and_opens_nothing(tmp_path: Path):
    port = free_port()
    credentials = tmp_path / "credentials.yml"
    with credentials.open("w") as file:
        YAML(typ="safe").dump({"channels.web.WebChannel": {"secret_file": str(tmp_path / "secret")}}, file)
    ended = subprocess.run(
        [
            *(str(BIN / "rasa"), "run", "--model", "models/clean-exit.tar.gz", "--port", str(port)),
            *("--credentials", str(credentials)),
        ],
        cwd=ROOT,
        env=ENVIRONMENT | {"PATH": str(BIN), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert ended.returncode != 0
    assert "Start it with `-i 127.0.0.1`" in ended.stderr + ended.stdout
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.1:{port}/health", timeout=5)
