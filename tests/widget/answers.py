"""Answers as the server sends them, for tests that do not need the bot itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

VERDICT = "No, not by itself: a contract that ends well does not lower the score."
SCORE = f"""{VERDICT}

Careful, if it is fixed price: Ending it gives up what is still held in escrow. Submit your work first.

- If nothing was ever paid: The contract may count against you. (Upwork community staff.)
- The score looks at outcomes over time, see https://support.upwork.com/jss.

Sources:
- What factors affect my Job Success Score? (Upwork help page, about 2025 or later): https://support.upwork.com/a
- Ending (freelancer) (Upwork help page, older copy, about 2020 to 2024): https://support.upwork.com/b

Have you been paid on this contract?"""
PLAN: dict[str, Any] = {
    "recommendation": "End it after the money is released.",
    "steps": [
        {
            "id": "submit",
            "text": "Submit the finished part",
            "who": "You",
            "where": "Contract page",
            "by": "14 March",
            "why": "Approval starts the release.",
        },
        {"id": "wait", "text": "Wait for the release", "who": "The client", "by": "28 March"},
        {
            "id": "end",
            "text": "End the contract",
            "who": "You",
            "where": "Contract page, three dots",
            "irreversible": True,
            "why": "After that, nothing more can be claimed.",
        },
    ],
    "markdown": "# Your plan\n\n1. Submit the finished part\n",
    "calendar": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
}
TABLE: dict[str, Any] = {
    "columns": ["Ending", "Pausing"],
    "rows": [
        {"title": "Money", "cells": ["What is in escrow goes back to the client", "Stays as it is"]},
        {"title": "Score", "cells": ["Counts from the day it ends", "Does not count yet"]},
        {"title": "Way back", "cells": ["None", "The client restarts it"]},
    ],
}
DRAFTS = [{"title": "To the client", "text": "Hello,\nI would like to end our contract.\n\nKind regards"}]


def report(kind: str = "advice", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "questions": [], "situation": {}, "asks": None, "sources": [], **more}


def reply(
    text: str, kind: str = "advice", buttons: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """Return a reply with one text; `buttons` are titles by the id of the choice."""
    offered = [{"title": title, "choice": choice} for choice, title in (buttons or {}).items()]
    return {"messages": [{"text": text, "buttons": offered}], "report": report(kind, **more)}


def always(answer: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    """Return what answers anything with the same reply."""
    return lambda _: answer


def advice(text: str = SCORE) -> dict[str, Any]:
    return reply(text, buttons={"yes": "Yes, some of it", "none": "No, nothing", "unsure": "Not sure"})


def plan() -> dict[str, Any]:
    return reply("Here is what I would do.", "plan", plan=PLAN, drafts=DRAFTS)


def comparison() -> dict[str, Any]:
    return reply("This is what holds for each:", "compare", table=TABLE)


def did_you_mean() -> dict[str, Any]:
    buttons = {"a": "May I end this contract?", "b": "Will ending it hurt my Job Success Score?"}
    return reply("I am not sure I understood. Did you mean one of these?", "did_you_mean", buttons)
