from __future__ import annotations

import pytest

from advisor.situation import Situation


def test_a_fact_that_was_told_is_known():
    assert Situation({"role": "client"})["role"] == "client"


def test_a_fact_that_was_not_told_is_unknown():
    assert Situation({"role": "client"}).get("actor") is None


def test_nothing_is_known_at_first():
    assert dict(Situation()) == {}


def test_a_fact_told_after_all_is_no_longer_unsure():
    assert Situation({"role": "client"}, frozenset({"role", "actor"})).unsure == {"actor"}


def test_an_unsure_fact_stays_unknown():
    assert "actor" not in Situation({}, frozenset({"actor"}))


def test_a_situation_keeps_its_facts_when_their_origin_changes():
    told = {"role": "client"}
    situation = Situation(told)
    told["role"] = "freelancer"
    assert situation["role"] == "client"


def test_a_situation_cannot_be_changed():
    with pytest.raises(TypeError):
        Situation()["role"] = "client"  # type: ignore[index]


def test_situations_with_the_same_facts_are_equal():
    assert Situation({"role": "client", "actor": "me"}) == Situation({"actor": "me", "role": "client"})


def test_a_situation_shows_what_is_known_and_what_is_unsure():
    shown = repr(Situation({"role": "client"}, frozenset({"actor"})))
    assert shown == "Situation({'role': 'client'}, unsure=['actor'])"
