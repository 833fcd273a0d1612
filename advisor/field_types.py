"""The kinds of words that the fields of knowledge entries hold."""

from __future__ import annotations

import re

from pydantic import ConstrainedStr


class Text(ConstrainedStr):
    """Words meant for a reader, never empty."""

    strict = True
    strip_whitespace = True
    min_length = 1


class Id(ConstrainedStr):
    """The name of an entry: lower case, words joined by hyphens or underscores."""

    strict = True
    regex = re.compile(r"^[a-z0-9]+([-_][a-z0-9]+)*$")


class Keyword(ConstrainedStr):
    """One word or several by which people name something: lower case letters and figures."""

    strict = True
    regex = re.compile(r"^[a-z0-9]+( [a-z0-9]+)*$")


class FindingId(ConstrainedStr):
    strict = True
    regex = re.compile(r"^PF-\d{3}$")


class GapId(ConstrainedStr):
    strict = True
    regex = re.compile(r"^G-\d{2}$")


class ClaimId(ConstrainedStr):
    strict = True
    regex = re.compile(r"^S[01]-\d{1,2}$")


class ConflictId(ConstrainedStr):
    strict = True
    regex = re.compile(r"^C-\d{2}$")


class Sha256(ConstrainedStr):
    strict = True
    regex = re.compile(r"^[0-9a-f]{64}$")
