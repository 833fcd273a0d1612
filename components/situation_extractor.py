"""Finds in a message the facts of the person's situation and the clauses that ask something."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Dict, List, Optional

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
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.tokens import Span

from advisor.loading import KNOWLEDGE_FOLDER, load_knowledge
from components.clauses import QUESTION
from components.language import CLAUSES, RULER, analyse, contract_language
from components.legibility import problem_with
from components.phrase_patterns import PATTERNS_FILE, check_patterns
from components.situation_facts import claims_in, facts_in, mentioned

UNREADABLE = "unreadable"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SituationExtractor(GraphComponent, EntityExtractorMixin):
    """Adds to each message its `entities` (facts), its `clauses`, and `unreadable` where it cannot be read.

    A clause is `{text, start, end, asks, options, topics, near_misses, claims}`: where it stands, whether it
    asks something, and what it names.
    """

    def __init__(self, resource: Resource) -> None:
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SituationExtractor:
        """Make the extractor, with its spaCy pipeline ready."""
        contract_language()
        return cls(resource)

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """Make Rasa train, and so check, again whenever the knowledge or the patterns have changed."""
        files = sorted([*KNOWLEDGE_FOLDER.rglob("*.yml"), PATTERNS_FILE])
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn nothing, but stop the training if the knowledge base or the patterns are faulty."""
        check_patterns(load_knowledge())
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Analyse the text of each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            problem = problem_with(text)
            if problem is not None:
                message.set(UNREADABLE, problem, add_to_output=True)
                continue
            doc = analyse(text)
            entities = [self._entity(span) for span in facts_in(doc)]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
            found = list(doc.spans[RULER])
            clauses = [self._clause(span, found) for span in doc.spans[CLAUSES]]
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
    def _clause(span: Span, found: List[Span]) -> Dict[str, Any]:
        return {
            "text": span.text,
            "start": span.start_char,
            "end": span.end_char,
            "asks": span.label_ == QUESTION,
            "options": mentioned(span, "option", found),
            "topics": mentioned(span, "topic", found),
            "near_misses": mentioned(span, "near_miss", found),
            "claims": claims_in(span, found),
        }
