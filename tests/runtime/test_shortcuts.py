"""The shortcuts come to the same as the long way that Rasa takes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import ValidationError, validate
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses
from rasa_sdk.events import ActiveLoop, FollowupAction, Restarted, SlotSet

from runtime import shortcuts, version
from runtime.rules import RuleIndex
from runtime.version import check_version

VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(max_size=3))
GOOD = st.sampled_from([SlotSet("role", "client"), ActiveLoop("form"), FollowupAction("a"), Restarted()])
STRANGE = st.dictionaries(
    st.sampled_from(["event", "name", "value", "timestamp", "metadata", "text", "parse_data"]),
    VALUES | st.sampled_from(["slot", "user", "action", "form", "active_loop", "bot"]),
)
RESULTS = st.fixed_dictionaries(
    {},
    optional={"events": st.lists(GOOD | STRANGE | VALUES) | VALUES, "responses": st.lists(STRANGE | VALUES)},
)


@given(RESULTS | VALUES)
def test_no_result_passes_that_rasa_would_refuse(result: Any):
    if shortcuts._is_valid_result(result):
        validate(result, RemoteAction.action_response_format_spec())


@given(st.lists(GOOD))
def test_the_events_that_actions_make_pass_at_once(events: list[Any]):
    assert shortcuts._is_valid_result({"events": events, "responses": [{"text": "hello"}]})


def test_what_does_not_pass_at_once_is_left_to_rasa(monkeypatch: pytest.MonkeyPatch):
    for name in ("_validate_action_result",):
        monkeypatch.setattr(RemoteAction, name, getattr(RemoteAction, name))
    for name in ("resolve_by_type",):
        monkeypatch.setattr(Event, name, staticmethod(getattr(Event, name)))
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", RulePolicy._get_possible_keys)
    shortcuts.take_shortcuts()
    action = RemoteAction("action_advise", None)
    assert action._validate_action_result({"events": [SlotSet("role", "client")], "responses": []})
    with pytest.raises(ValidationError):
        action._validate_action_result({"events": [{"event": "unheard of"}]})


def test_every_type_of_event_is_found_and_others_are_refused():
    for event in all_subclasses(Event):
        assert shortcuts._resolve_by_type(event.type_name) is Event.resolve_by_type(event.type_name)
    assert shortcuts._resolve_by_type("strange", Event) is Event
    with pytest.raises(ValueError, match="strange"):
        shortcuts._resolve_by_type("strange")


NAMES = st.sampled_from(["ask", "inform", "should_not_be_set"])
STATES = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            "user": st.fixed_dictionaries({}, optional={"intent": NAMES}),
            "prev_action": st.fixed_dictionaries({"action_name": st.sampled_from(["listen", "advise"])}),
            "active_loop": st.fixed_dictionaries({"name": st.sampled_from(["form", "should_not_be_set"])}),
        },
    ),
    max_size=4,
)


@given(st.lists(STATES, max_size=6), STATES.filter(bool))
def test_the_same_rules_are_found_as_by_trying_each(rules: list[Any], states: list[Any]):
    lookup = {json.dumps(rule, sort_keys=True): "advise" for rule in rules}
    policy = RulePolicy.__new__(RulePolicy)
    index = RuleIndex(lookup)
    quickly = policy._get_possible_keys(index.rules_for(states[-1]), states[-index.longest :])
    assert quickly == policy._get_possible_keys(lookup, states)


def test_another_release_of_rasa_stops_the_start(monkeypatch: pytest.MonkeyPatch):
    check_version()
    monkeypatch.setattr(version, "KNOWN", "3.6.99")
    with pytest.raises(Exception, match=r"3\.6\.99.*is installed"):
        check_version()
