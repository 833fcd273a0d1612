"""Finds the rules that fit a conversation without trying each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET, RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.nlu.constants import INTENT

State = Mapping[str, Any]


def find_rules_by_intent() -> None:
    """Let Rasa's rule policy look at the rules for the intent of the last message, and at those for any."""
    find = RulePolicy._get_possible_keys
    indexes: dict[int, RuleIndex] = {}

    def find_quickly(policy: RulePolicy, lookup: dict[str, str], states: Sequence[State]) -> set[str]:
        if not states:
            return find(policy, lookup, states)
        index = indexes.get(id(lookup))
        if index is None or index.lookup is not lookup:
            index = indexes[id(lookup)] = RuleIndex(lookup)
        return find(policy, index.rules_for(states[-1]), states[-index.longest :])

    RulePolicy._get_possible_keys = find_quickly


class RuleIndex:
    """The rules of a policy by the intent that their last state asks for."""

    def __init__(self, lookup: dict[str, str]) -> None:
        self.lookup = lookup
        states = {key: RulePolicy._rule_key_to_state(key) for key in lookup}
        # What lies further back than the longest rule reaches is no matter to any of them.
        self.longest = max((len(one) for one in states.values()), default=1) or 1
        self._by_intent: dict[Any, dict[str, str]] = {}
        for key, action in lookup.items():
            self._by_intent.setdefault(_intent_asked_for(states[key]), {})[key] = action

    def rules_for(self, state: State) -> dict[str, str]:
        """Return all rules that may fit a conversation with this last state, and few others."""
        intent = state.get(USER, {}).get(INTENT)
        return self._by_intent.get(None, {}) | (self._by_intent.get(intent, {}) if intent else {})


def _intent_asked_for(states: Sequence[State]) -> Any:
    """Return the intent without which the rule does not fit, or None if there is no such intent."""
    if not states or not states[-1].get(PREVIOUS_ACTION):
        return None
    intent = states[-1].get(USER, {}).get(INTENT)
    return intent if intent != SHOULD_NOT_BE_SET else None
