"""Rasa tokens from the project's spaCy pipeline."""

from __future__ import annotations

import re
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from advisor.loading import load_knowledge
from components.language import contract_language
from components.legibility import MAX_CHARACTERS, problem_with
from components.phrase_patterns import check_patterns

UNREADABLE = "unreadable"
MAX_SIGNS_IN_A_ROW = 20
SIGNS_IN_A_ROW = re.compile(r"[^\w\s]+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ContractTokenizer(Tokenizer):
    """Splits texts into words as spaCy does for English; the lemma of a token is spaCy's norm of it.

    A message that cannot be read gets `unreadable`, the reason why, and is left alone by what follows.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def process(self, messages: List[Message]) -> List[Message]:
        """Mend the text of each message, say if it cannot be read, and split it into words."""
        for message in messages:
            message.set(TEXT, mended(message.get(TEXT) or ""))
            problem = problem_with(message.get(TEXT))
            if problem is not None:
                message.set(UNREADABLE, problem, add_to_output=True)
        return super().process(messages)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Split the examples; this runs first in a training, so it is here that faulty knowledge stops it."""
        check_patterns(load_knowledge())
        return super().process_training_data(training_data)

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Return the words of the attribute; what lies beyond the limit of a message is left out."""
        doc = contract_language().make_doc(message.get(attribute)[:MAX_CHARACTERS])
        return [Token(word.text, word.idx, lemma=word.norm_) for word in doc if not word.is_space]


def mended(text: str) -> str:
    """Return the text, as long as it was, without what spaCy fails on or takes seconds for.

    Half characters, as of an emoji that was cut in two, become question marks; of a long row of signs only
    the beginning stays.
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return SIGNS_IN_A_ROW.sub(lambda row: row[0][:MAX_SIGNS_IN_A_ROW].ljust(len(row[0])), whole)
