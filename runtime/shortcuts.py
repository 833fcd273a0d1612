"""Things that Rasa works out anew each time, worked out once."""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses
from rasa.shared.utils.schemas.events import EVENT_SCHEMA

from runtime.rules import find_rules_by_intent


def take_shortcuts() -> None:
    """Check the results of actions, and find the classes of events, without preparing for it each time."""
    validate = RemoteAction._validate_action_result
    RemoteAction._validate_action_result = lambda action, result: (
        _is_valid_result(result) or validate(action, result)
    )
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    find_rules_by_intent()


def _is_valid_result(result: Any) -> bool:
    """Tell whether a result surely has the form that Rasa asks for; what is unusual is left to Rasa."""
    if not isinstance(result, dict) or not set(result) <= {"events", "responses"}:
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    if not isinstance(events, list) or not isinstance(responses, list):
        return False
    return all(isinstance(one, dict) for one in responses) and all(map(_is_valid_event, events))


def _is_valid_event(event: Any) -> bool:
    known = _event_validators().get(str(event.get("event"))) if isinstance(event, dict) else None
    return known is not None and known.is_valid(event)


@cache
def _event_validators() -> dict[str, Any]:
    """Return a validator for each type of event.

    Rasa's schema has all of them try each event, although each asks for its own type.
    """
    general = {key: value for key, value in EVENT_SCHEMA.items() if key != "oneOf"}
    return {
        kind["properties"]["event"]["const"]: Draft7Validator({"allOf": [general, kind]})
        for kind in EVENT_SCHEMA["oneOf"]
    }


@cache
def _event_classes() -> dict[str, type[Event]]:
    known: dict[str, type[Event]] = {}
    for event in all_subclasses(Event):
        # Of two classes of one name, Rasa takes the first.
        known.setdefault(event.type_name, event)
    return known


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """Return the class of the events of this type, as Rasa does; ValueError if there is none."""
    found = _event_classes().get(type_name)
    if found is not None or type_name == "topic":
        return found
    if default is None:
        raise ValueError(f"Unknown event name '{type_name}'.")
    return default
