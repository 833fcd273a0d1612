"""Tokens and the secret behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import TimestampSigner
from rasa.shared.exceptions import RasaException

from channels.errors import NotSignedInError
from channels.sessions import ENVIRONMENT_VARIABLE, SECRET_VARIABLE, Sessions, load_secret

SECRET = b"s" * 40
STRONG = "pK3-vQ8zT1_mYx6wRb0nLe5uHj2sDa9c"


@pytest.fixture
def sessions() -> Sessions:
    return Sessions(SECRET, hours=1)


def test_a_token_opens_its_own_conversation(sessions: Sessions):
    opened = sessions.open()
    assert sessions.conversation_of(f"Bearer {opened.token}") == opened.conversation
    assert sessions.conversation_of(f"bearer {opened.token}") == opened.conversation


def test_a_token_outlives_the_process(sessions: Sessions):
    opened = sessions.open()
    assert Sessions(SECRET, 1).conversation_of(f"Bearer {opened.token}") == opened.conversation


def test_a_token_signed_with_another_secret_opens_nothing(sessions: Sessions):
    foreign = Sessions(b"x" * 40, hours=1).open()
    with pytest.raises(NotSignedInError, match="opens no session"):
        sessions.conversation_of(f"Bearer {foreign.token}")


def test_a_token_expires(sessions: Sessions, monkeypatch: pytest.MonkeyPatch):
    opened = sessions.open()
    later = TimestampSigner(SECRET).get_timestamp() + 3601
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: later)
    with pytest.raises(NotSignedInError) as caught:
        sessions.conversation_of(f"Bearer {opened.token}")
    assert caught.value.code == "session_expired"


@pytest.mark.parametrize("seconds", [1, 3600, 400 * 86_400])
def test_a_token_is_good_also_after_the_clock_was_set_back(
    seconds: int, sessions: Sessions, monkeypatch: pytest.MonkeyPatch
):
    opened = sessions.open()
    earlier = TimestampSigner(SECRET).get_timestamp() - seconds
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: earlier)
    assert sessions.conversation_of(f"Bearer {opened.token}") == opened.conversation


def test_a_token_that_ran_out_while_the_clock_was_ahead_is_good_again_when_it_is_right(sessions: Sessions):
    opened = sessions.open()
    ahead = TimestampSigner(SECRET).get_timestamp() + 400 * 86_400
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(TimestampSigner, "get_timestamp", lambda _: ahead)
        with pytest.raises(NotSignedInError, match="Please open a new one"):
            sessions.conversation_of(f"Bearer {opened.token}")
    assert sessions.conversation_of(f"Bearer {opened.token}") == opened.conversation


def test_the_id_of_the_conversation_is_plain_and_not_in_the_token(sessions: Sessions):
    opened = sessions.open()
    assert opened.conversation.isalnum()
    assert len(opened.conversation) == 40
    assert opened.conversation not in opened.token


@given(st.text(max_size=300))
def test_whatever_is_named_as_authorization_opens_nothing(header: str):
    with pytest.raises(NotSignedInError):
        Sessions(SECRET, hours=1).conversation_of(header)


@given(st.text(max_size=300))
def test_whatever_is_named_as_token_opens_nothing(token: str):
    with pytest.raises(NotSignedInError):
        Sessions(SECRET, hours=1).conversation_of(f"Bearer {token}")


def test_the_same_choice_has_another_id_in_another_conversation(sessions: Sessions):
    ids = {sessions.choice_id(conversation, "Yes", "/affirm") for conversation in ("a", "b")}
    ids |= {
        sessions.choice_id("a", title, payload) for title, payload in (("Yes", "/deny"), ("No", "/affirm"))
    }
    assert len(ids) == 4


def test_a_secret_is_made_once_and_kept_for_its_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    path = tmp_path / "new" / "secret"
    first = load_secret(path)
    assert load_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret"]


def test_the_environment_names_the_secret_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(SECRET_VARIABLE, STRONG)
    assert load_secret(tmp_path / "secret") == STRONG.encode()
    assert not (tmp_path / "secret").exists()


def test_a_short_secret_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(SECRET_VARIABLE, "short")
    with pytest.raises(RasaException, match="too short"):
        load_secret(tmp_path / "secret")


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    path = tmp_path / "secret"
    path.write_text("s" * 40)
    path.chmod(0o644)
    with pytest.raises(RasaException, match="chmod 600"):
        load_secret(path)


@pytest.mark.parametrize(
    "weak",
    [
        "s" * 40,
        "abab" * 20,
        "changeme-changeme-changeme-changeme-1234567",
        "this-is-my-super-secret-key-for-production",
        "0123456789abcdef0123456789abcdef",
    ],
)
def test_a_secret_that_is_long_and_easy_to_guess_is_refused(
    weak: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(SECRET_VARIABLE, weak)
    with pytest.raises(RasaException, match="easy to guess") as caught:
        load_secret(tmp_path / "secret")
    assert weak not in str(caught.value)


def test_in_production_no_secret_is_made_by_chance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "production")
    with pytest.raises(RasaException, match=SECRET_VARIABLE):
        load_secret(tmp_path / "secret")
    assert list(tmp_path.iterdir()) == []


def test_in_production_the_secret_of_the_environment_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv(SECRET_VARIABLE, STRONG)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "production")
    assert load_secret(tmp_path / "secret") == STRONG.encode()


def test_the_secrets_that_are_made_are_strong_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    for number in range(20):
        path = tmp_path / str(number)
        load_secret(path)
        assert load_secret(path) == path.read_bytes()
