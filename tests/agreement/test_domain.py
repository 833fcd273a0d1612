"""The domain agrees with the facts, the training data, the rules and the actions."""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from inspect import isabstract
from pkgutil import iter_modules

import pytest

import actions
from actions.base import KnowledgeAction
from actions.slots import CHOSEN
from advisor.vocabulary import INTENT_PREFIX, cell_from_intent, near_miss_from_intent
from tests.agreement.conftest import MARK

MIN_EXAMPLES = 20
# These ask about the answer just given, not about a contract.
ABOUT_THE_ANSWER = {"ask_more", "ask_source", "ask_why"}
# Rasa's own name for a message of which too little was understood.
RASA_INTENTS = {"nlu_fallback"}
# What leaves a form.
RASA_ACTIONS = {"action_deactivate_loop"}


@pytest.fixture(scope="module")
def registered(knowledge):
    """The name of each action that the action server finds in the package, by its class."""
    for module in iter_modules(actions.__path__):
        import_module(f"actions.{module.name}")
    found = list(KnowledgeAction.__subclasses__())
    for kind in found:
        found += kind.__subclasses__()
    ours = [kind for kind in found if kind.__module__.startswith("actions.")]
    return {kind.__name__: kind(knowledge).name() for kind in ours if not isabstract(kind)}


def filled_by_an_entity(domain):
    mappings = {name: slot["mappings"] for name, slot in domain["slots"].items()}
    return {
        name: [mapping["entity"] for mapping in mapped if mapping["type"] == "from_entity"]
        for name, mapped in mappings.items()
        if any(mapping["type"] == "from_entity" for mapping in mapped)
    }


def test_there_is_one_slot_for_each_fact_filled_by_the_entity_of_its_name(domain, knowledge):
    assert filled_by_an_entity(domain) == {fact: [fact] for fact in knowledge.facts}


def test_slots_of_facts_have_no_other_source_than_their_entity(domain, knowledge):
    assert [fact for fact in knowledge.facts if len(domain["slots"][fact]["mappings"]) != 1] == []


def test_the_entities_are_the_facts_and_what_only_buttons_tell(domain, knowledge):
    assert sorted(domain["entities"]) == sorted([*knowledge.facts, *CHOSEN])


def test_no_slot_influences_the_conversation(domain):
    assert [name for name, slot in domain["slots"].items() if slot["influence_conversation"]] == []


def test_every_asking_intent_is_a_cell_of_the_vocabulary(domain):
    asking = {intent for intent in domain["intents"] if intent.startswith(INTENT_PREFIX)}
    assert {intent for intent in asking if cell_from_intent(intent) is None} == ABOUT_THE_ANSWER


def test_a_question_is_offered_if_and_only_if_an_intent_asks_it(domain, knowledge):
    asking = {cell_from_intent(intent) for intent in domain["intents"]} - {None}
    assert knowledge.questions.keys() == asking


def test_every_question_that_is_offered_is_answered(knowledge):
    assert [cell for cell in knowledge.questions if not knowledge.rules_for(cell)] == []


def test_every_asking_intent_has_enough_examples(domain, examples):
    asking = [intent for intent in domain["intents"] if intent.startswith(INTENT_PREFIX)]
    few = {intent: len(examples.get(intent, ())) for intent in asking}
    assert {intent: number for intent, number in few.items() if number < MIN_EXAMPLES} == {}


def test_no_example_belongs_to_two_intents(examples):
    intents = {}
    for intent, texts in examples.items():
        for text in texts:
            plain = MARK.sub(r"\1", text)
            intents.setdefault(" ".join(plain.casefold().split()), set()).add(intent)
    assert {text: owners for text, owners in intents.items() if len(owners) > 1} == {}


def test_every_neighbouring_subject_has_an_intent_and_every_such_intent_a_pointer(domain, knowledge):
    learnt = {near_miss_from_intent(intent) for intent in domain["intents"]} - {None}
    assert learnt == knowledge.near_misses.keys()


def test_every_neighbouring_subject_has_enough_examples(domain, examples):
    learnt = [intent for intent in domain["intents"] if near_miss_from_intent(intent) is not None]
    assert [intent for intent in learnt if len(examples.get(intent, ())) < MIN_EXAMPLES] == []


def test_every_part_marked_in_an_example_is_marked_as_an_intent(domain, examples):
    marked = {mark for texts in examples.values() for text in texts for _, mark in MARK.findall(text)}
    assert marked
    assert marked - set(domain["intents"]) == set()


def test_every_mark_is_written_in_one_manner(examples):
    others = [
        text for texts in examples.values() for text in texts if re.search(r"[\[\]]", MARK.sub("", text))
    ]
    assert others == []


def test_an_example_with_several_marked_questions_has_the_intent_of_the_first(examples):
    marks = {text: [mark for _, mark in MARK.findall(text)] for texts in examples.values() for text in texts}
    wrong = [
        text
        for intent, texts in examples.items()
        for text in texts
        if len(marks[text]) > 1 and marks[text][0] != intent
    ]
    assert wrong == []


def test_the_intents_of_the_domain_are_those_of_the_data(domain, examples):
    assert sorted(domain["intents"]) == sorted(examples)


def test_every_intent_is_handled_by_exactly_one_rule_outside_of_forms(domain, rasa_rules, rules_of_a_form):
    outside = [intents for name, intents, _ in rasa_rules if name not in rules_of_a_form]
    handled = Counter(intent for intents in outside for intent in intents)
    assert handled == Counter([*domain["intents"], *RASA_INTENTS])


@pytest.mark.parametrize("read", [cell_from_intent, near_miss_from_intent])
def test_what_is_answered_outside_a_consultation_is_answered_inside_one_too(
    domain, rasa_rules, rules_of_a_form, read
):
    asked = {intent for intent in domain["intents"] if read(intent) is not None}
    inside = {intent for name, intents, _ in rasa_rules if name in rules_of_a_form for intent in intents}
    assert asked
    assert asked - inside == set()


def test_the_names_of_rules_are_unique(rasa_rules):
    names = [name for name, _, _ in rasa_rules]
    assert len(set(names)) == len(names)


def test_every_action_of_a_rule_is_in_the_domain(domain, rasa_rules):
    run = {action for _, _, run in rasa_rules for action in run} - RASA_ACTIONS - domain["forms"].keys()
    assert run
    assert run - set(domain["actions"]) == set()


def test_the_actions_of_the_domain_are_those_that_are_registered(domain, registered):
    assert sorted(domain["actions"]) == sorted(registered.values())


def test_an_action_is_named_after_its_class(registered):
    named = {re.sub(r"(?<!^)([A-Z])", r"_\1", kind).lower(): name for kind, name in registered.items()}
    assert named
    assert {kind: name for kind, name in named.items() if kind != name} == {}
