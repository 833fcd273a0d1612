"""Rasa tokens from the project's spaCy pipeline."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from components.language import contract_language
from components.legibility import MAX_CHARACTERS


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ContractTokenizer(Tokenizer):
    """Splits texts into words as spaCy does for English; the lemma of a token is spaCy's norm of it."""

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Return the words of the attribute; what lies beyond the limit of a message is left out."""
        doc = contract_language().make_doc(message.get(attribute)[:MAX_CHARACTERS])
        return [Token(word.text, word.idx, lemma=word.norm_) for word in doc if not word.is_space]
