"""Sessions: a signed token for the browser, and the conversation that only the server can find with it."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import tempfile
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner
from rasa.shared.exceptions import RasaException

from channels.errors import NotSignedInError

SECRET_VARIABLE = "CLEAN_EXIT_SECRET"
ENVIRONMENT_VARIABLE = "CLEAN_EXIT_ENV"
PRODUCTION = "production"
LEAST_SECRET = 32
# Letters and digits drawn at random repeat themselves little.
LEAST_DIFFERENT = 10
# What stands in examples, so that everybody knows it.
PLACEHOLDERS = re.compile(
    r"change.?me|secret|password|example|placeholder|replace.?me|insert|0123456789", re.I
)
MAKE_ONE = "Make one with `python -c 'import secrets; print(secrets.token_urlsafe(48))'`."
LONGEST_TOKEN = 200


@dataclass(frozen=True)
class Opened:
    """A new session: what the browser gets, and which conversation it stands for."""

    token: str
    conversation: str


class Sessions:
    """Makes tokens and reads them. A token holds nothing but a random number, the time and the signature."""

    def __init__(self, secret: bytes, hours: int) -> None:
        self._secret = secret
        self._signer = TimestampSigner(secret, salt="clean-exit-session", digest_method=hashlib.sha256)
        self.expires_in = hours * 3600

    def open(self) -> Opened:
        """Return a session that nobody can guess."""
        number = secrets.token_urlsafe(24)
        return Opened(self._signer.sign(number).decode(), self._conversation(number))

    def conversation_of(self, authorization: str | None) -> str:
        """Return the id of the conversation that the header opens."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme.casefold() != "bearer" or not token.strip():
            raise NotSignedInError(
                "no_token", "No session was named. Open one, and send its token as a Bearer authorization."
            )
        return self._conversation(self._read(token.strip()))

    def choice_id(self, conversation: str, title: str, payload: str) -> str:
        """Return the id that a button goes by in this conversation; only the secret can make it up."""
        digest = self._digest("choice", conversation, title, payload)
        return urlsafe_b64encode(digest[:18]).decode()

    def _read(self, token: str) -> str:
        try:
            if len(token) > LONGEST_TOKEN:
                raise BadSignature("too long for a token of ours")
            number, made = self._signer.unsign(token, return_timestamp=True)
        except (BadSignature, ValueError) as error:
            raise NotSignedInError(
                "invalid_token", "This token opens no session here. Please open a new one."
            ) from error
        # A token from the future is one of ours all the same: it was made before the clock was set back.
        if self._signer.get_timestamp() - made.timestamp() > self.expires_in:
            raise NotSignedInError("session_expired", "This session has expired. Please open a new one.")
        return number.decode()

    def _conversation(self, number: str) -> str:
        return self._digest("conversation", number).hex()[:40]

    def _digest(self, *parts: str) -> bytes:
        return hmac.new(self._secret, "\0".join(parts).encode(), hashlib.sha256).digest()


def load_secret(path: Path) -> bytes:
    """Return the secret of the environment, or the one of the file, which is made if it is not there."""
    told = os.environ.get(SECRET_VARIABLE, "")
    if told:
        return _strong_enough(told, f"the variable {SECRET_VARIABLE}")
    if os.environ.get(ENVIRONMENT_VARIABLE) == PRODUCTION:
        raise RasaException(
            f"The assistant was not started: in production, the variable {SECRET_VARIABLE} has to hold the "
            f"secret that signs sessions, the same for all servers. {MAKE_ONE}"
        )
    if not path.exists():
        _make_secret(path)
    if path.stat().st_mode & 0o077:
        raise RasaException(
            f"{path} can be read by others. Run `chmod 600 {path}`, or remove it for a new one."
        )
    return _strong_enough(path.read_text("utf-8").strip(), f"the file {path}")


def _make_secret(path: Path) -> None:
    """Put a whole secret in place at once, so that two servers that start together have the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)


def _strong_enough(secret: str, place: str) -> bytes:
    if len(secret) < LEAST_SECRET:
        raise RasaException(
            f"The secret in {place} is too short: {LEAST_SECRET} characters are the least. {MAKE_ONE}"
        )
    if len(set(secret)) < LEAST_DIFFERENT or PLACEHOLDERS.search(secret):
        raise RasaException(f"The secret in {place} is easy to guess. {MAKE_ONE}")
    return secret.encode()
