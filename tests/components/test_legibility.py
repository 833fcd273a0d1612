"""Which messages can be read at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.yaml_files import parse_yaml
from components.legibility import MAX_CHARACTERS, problem_with

MESSAGES_FILE = Path(__file__).parent.parent / "evaluation" / "messages.yml"
ASKING_KINDS = ("question", "several", "typos", "story")
MESSAGES = [
    message["text"] for message in parse_yaml(MESSAGES_FILE)["messages"] if message["kind"] in ASKING_KINDS
]


@pytest.mark.parametrize(
    "text",
    ["", " ", "   \t ", "\n\n", "\0\0\0", "\u00a0", "\u2003 \u3000", "\u200b", "\ufeff", "\x01\x02"],
    ids=ascii,
)
def test_a_message_with_nothing_to_see_is_empty(text: str) -> None:
    assert problem_with(text) == "empty"


def test_a_message_of_twenty_thousand_characters_is_too_long() -> None:
    assert problem_with("can i end it " * 1600) == "too_long"


def test_a_message_of_just_the_limit_is_readable() -> None:
    assert problem_with("can i end it? ".ljust(MAX_CHARACTERS, "x")) is None


def test_a_message_one_character_over_the_limit_is_too_long() -> None:
    assert problem_with("can i end it? ".ljust(MAX_CHARACTERS + 1, "x")) == "too_long"


@pytest.mark.parametrize("text", ["🙂", "😭😭😭", "👍🏽", "❤️", "?", "...", "!!!", ";;; ///", "-"])
def test_a_message_of_signs_and_emoji_has_no_words(text: str) -> None:
    assert problem_with(text) == "without_words"


@pytest.mark.parametrize(
    "text",
    [
        "как завершить контракт без отзыва",
        "Как закрыть contract",
        "чи можу я призупинити контракт",
        "契約を終了する方法",
        "هل يمكنني إنهاء العقد",
        "מה קורה אם אני מסיים",
        "क्या मैं अनुबंध समाप्त कर सकता हूँ",
    ],
)
def test_a_message_in_another_script_is_not_english(text: str) -> None:
    assert problem_with(text) == "not_english"


@pytest.mark.parametrize(
    "text",
    [
        "¿Puedo cerrar el contrato sin perder mi puntuación de éxito?",
        "quiero terminar el contrato con mi cliente pero no sé como",
        "Kann ich den Vertrag beenden, ohne schlecht bewertet zu werden?",
        "wie beende ich den vertrag mit einem kunden",
        "Je veux arrêter le contrat avec mon client",
        "posso encerrar o contrato com meu cliente sem perder a pontuação",
        "voglio chiudere il contratto con il mio cliente",
    ],
)
def test_a_message_in_another_language_is_not_english(text: str) -> None:
    assert problem_with(text) == "not_english"


@pytest.mark.parametrize(
    "text",
    [
        "jss?",
        "pause contract",
        "end?",
        "ok",
        "k",
        "u?",
        "1",
        "2.",
        "$500?",
        "100%",
        "hi",
        "END",
        "pls no",
        "no",
        "yes",
        "fml",
        "asap!!!",
        "and if me?",
        "wat now",
        "end 😭",
        "refund???",
        "JSS 87%",
        "upwork.com",
        "hola can i end it",
        "Can I end Müller's contract?",
        "the client is señor García, can I leave",
        "client Dan von der Heide paused it",
        "fixed-price/hourly",
        "i hv 2 end d contract nw",
        "me no want work more with this man",
    ],
)
def test_a_short_or_odd_english_message_is_readable(text: str) -> None:
    assert problem_with(text) is None


@pytest.mark.parametrize("text", MESSAGES)
def test_a_question_as_people_type_it_is_readable(text: str) -> None:
    assert problem_with(text) is None
