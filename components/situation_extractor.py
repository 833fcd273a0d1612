"""Finds in a message the facts of the person's situation and the clauses that ask something."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import (
    ENTITIES,
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from spacy.tokens import Span

from advisor.loading import default_knowledge
from components.language import CLAUSES, QUESTION, contract_language
from components.legibility import problem_with
from components.phrase_patterns import check_patterns
from components.situation_facts import facts_in, mentioned

UNREADABLE = "unreadable"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SituationExtractor(GraphComponent, EntityExtractorMixin):
    """Adds to each message its `entities` (facts), its `clauses`, and `unreadable` where it cannot be read.

    A clause is `{text, start, end, asks, options, topics, near_misses}`: where it stands, whether it asks
    something, and what it names.
    """

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SituationExtractor:
        """Make the extractor; KnowledgeError if the knowledge base or the patterns are faulty."""
        check_patterns(default_knowledge())
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Analyse the text of each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            problem = problem_with(text)
            if problem is not None:
                message.set(UNREADABLE, problem, add_to_output=True)
                continue
            doc = contract_language()(text)
            entities = [self._entity(span) for span in facts_in(doc)]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
            clauses = [self._clause(span) for span in doc.spans[CLAUSES]]
            message.set(CLAUSES, clauses, add_to_output=True)
        return messages

    def _entity(self, span: Span) -> Dict[str, Any]:
        entity = {
            ENTITY_ATTRIBUTE_TYPE: span.label_,
            ENTITY_ATTRIBUTE_VALUE: span.id_,
            ENTITY_ATTRIBUTE_START: span.start_char,
            ENTITY_ATTRIBUTE_END: span.end_char,
        }
        return self.add_extractor_name([entity])[0]

    @staticmethod
    def _clause(span: Span) -> Dict[str, Any]:
        return {
            "text": span.text,
            "start": span.start_char,
            "end": span.end_char,
            "asks": span.label_ == QUESTION,
            "options": mentioned(span, "option"),
            "topics": mentioned(span, "topic"),
            "near_misses": mentioned(span, "near_miss"),
        }
