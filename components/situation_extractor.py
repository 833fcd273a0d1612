"""Finds in a message the facts of the person's situation and the clauses that ask something."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Dict, List, Optional, Tuple

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
from components.clauses import QUESTION, asks_plainly, is_coordinated
from components.contract_tokenizer import UNREADABLE
from components.language import CLAUSES, RULER, analyse, contract_language
from components.phrase_patterns import PATTERNS_FILE, check_patterns
from components.question_splitter import QUESTIONS
from components.situation_facts import NOT_ENDED, claims_in, denies_an_end, facts_in, mentioned
from components.text_encoder import ENCODED

# All of the knowledge base that the patterns name are ids of these files.
NAMED_BY_PATTERNS = ("facts.yml", "claims.yml")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SituationExtractor(GraphComponent, EntityExtractorMixin):
    """Adds `entities` (facts), `clauses` and `not_ended`, whether it denies an end, to what can be read.

    A clause is `{text, start, end, asks, asks_plainly, coordinated, options, denied_options, topics,
    claims}`: where it stands, whether it asks something, in form too, whether it joins parts, and what it
    names.
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
        """Make Rasa train, and so check, again whenever the patterns or the ids they name have changed."""
        files = [*(KNOWLEDGE_FOLDER / name for name in NAMED_BY_PATTERNS), PATTERNS_FILE]
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn nothing, but stop the training if the knowledge base or the patterns are faulty."""
        check_patterns(load_knowledge())
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Analyse the text of each message."""
        for message in messages:
            if message.get(UNREADABLE):
                continue
            doc = analyse(message.get(TEXT) or "", _corrections(message), message.get(QUESTIONS))
            entities = [self._entity(span) for span in facts_in(doc)]
            message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
            found = list(doc.spans[RULER])
            clauses = [self._clause(span, found) for span in doc.spans[CLAUSES]]
            message.set(CLAUSES, clauses, add_to_output=True)
            message.set(NOT_ENDED, denies_an_end(doc), add_to_output=True)
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
            "asks_plainly": asks_plainly(span),
            "coordinated": is_coordinated(span),
            "options": mentioned(span, "option", found),
            "denied_options": mentioned(span, "option", found, denied=True),
            "topics": mentioned(span, "topic", found),
            "claims": claims_in(span, found),
        }


def _corrections(message: Message) -> Dict[Tuple[int, int], str]:
    text, encoded = message.get(TEXT), message.get(ENCODED)
    if encoded is None:
        return {}
    return {
        (word.start, word.end): word.text
        for word in encoded.words
        if word.text != text[word.start : word.end]
    }
