"""What may stand in credentials.yml, and that the shipped one leaves no other way in."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.core.run import create_http_input_channels
from rasa.shared.exceptions import RasaException
from ruamel.yaml import YAML

from channels.parsing import typed
from channels.settings import Settings, read_settings
from channels.web import WebChannel
from tests.conversations.assistant import ROOT


def test_without_settings_the_defaults_hold():
    assert read_settings(None) == Settings()


def test_a_setting_replaces_its_default():
    settings = read_settings({"messages_per_minute": 3, "allowed_origins": ["https://a.example"]})
    assert settings.messages_per_minute == 3
    assert settings.allowed_origins == ("https://a.example",)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("message_per_minute", 3),
        ("messages_per_minute", 0),
        ("messages_per_minute", "3"),
        ("messages_per_minute", True),
        ("messages_per_minute", None),
        ("trusted_proxies", -1),
        ("secret_file", ""),
        ("allowed_origins", "*"),
        ("metrics_networks", "10.0.0.1/8"),
        ("metrics_networks", ["everybody"]),
        ("keep_days", 0),
        ("allowed_origins", ["https://a.example/"]),
        ("allowed_origins", ["a.example"]),
        ("allowed_origins", ["https://*.example"]),
        ("allowed_origins", [7]),
    ],
)
def test_a_wrong_setting_is_named(setting: str, value: object):
    with pytest.raises(RasaException, match=setting):
        read_settings({setting: value})


def test_all_wrong_settings_are_named_at_once():
    with pytest.raises(RasaException, match=r"(?s)nonsense.*turn_seconds"):
        read_settings({"nonsense": 1, "turn_seconds": 0})


def test_the_shipped_credentials_open_the_web_channel_only(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CLEAN_EXIT_SECRET", "pK3-vQ8zT1_mYx6wRb0nLe5uHj2sDa9c")
    [channel] = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    assert isinstance(channel, WebChannel)
    assert channel.name() == "web"


def test_the_shipped_credentials_allow_no_other_origin():
    shipped = YAML(typ="safe").load(ROOT / "credentials.yml")
    assert read_settings(shipped["channels.web.WebChannel"]).allowed_origins == ()


def test_every_setting_and_every_error_is_documented():
    text = (ROOT / "docs" / "web-channel.md").read_text("utf-8")
    codes = {
        code
        for path in (ROOT / "channels").glob("*.py")
        for code in re.findall(
            r'(?:BadRequestError|TooManyError|NotSignedInError|NotFoundError|TurnInProgressError|NotJsonError|UnavailableError)\(\s*"([a-z_]+)"',
            path.read_text("utf-8"),
        )
    }
    assert len(codes) > 15
    missing = {name for name in codes | {field.name for field in fields(Settings)} if f"`{name}`" not in text}
    assert missing == set()


@given(st.text())
def test_no_typed_text_looks_like_a_command_to_rasa(text: str):
    assert not (UserMessage(typed(f"/{text}").parsed).text or "").startswith("/")
    assert not (UserMessage(typed(f" \n/{text}").parsed).text or "").startswith("/")


@given(st.text())
def test_a_text_without_a_leading_slash_is_read_as_it_stands(text: str):
    if not text.strip().startswith("/"):
        assert typed(text).parsed == typed(text).shown == text.strip()
