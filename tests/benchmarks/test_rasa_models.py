"""Training data that Rasa reads back as it was, and the intent that a parsed message counts for."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.loading import load_data

from benchmarks.hint3 import OUT_OF_SCOPE, Example
from benchmarks.nlu import BASELINE_CONFIG, CONFIG
from benchmarks.rasa_models import parse, top_intent, train, write_training_data
from benchmarks.scoring import Prediction


def read_back(file):
    return [
        Example(message.get("text"), message.get("intent"))
        for message in load_data(str(file)).intent_examples
    ]


def test_the_training_data_is_a_file_as_rasa_writes_them(tmp_path):
    write_training_data(
        [Example("How much?", "PRICE"), Example("Cost", "PRICE"), Example("King", "SIZE")],
        tmp_path / "nlu.yml",
    )
    assert (tmp_path / "nlu.yml").read_text("utf-8") == (
        'version: "3.1"\n'
        "nlu:\n"
        "- intent: PRICE\n"
        "  examples: |\n"
        "    - How much?\n"
        "    - Cost\n"
        "- intent: SIZE\n"
        "  examples: |\n"
        "    - King\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "0% EMI.",
        'She said: "no", didn\'t she? # really',
        "- first of all",
        "बोनस 🙏🏻",
        "{a: b}, [c], *d, &e, !f, %g, @h, `i`, |",
        "yes",
        "10",
        "two\nlines",
        "a tab\there",
    ],
)
def test_rasa_reads_any_text_back_as_it_was(tmp_path, text):
    examples = [Example(text, "100_NIGHT_TRIAL_OFFER"), Example("something else", "PRICE")]
    write_training_data(examples, tmp_path / "nlu.yml")
    assert read_back(tmp_path / "nlu.yml") == examples


def test_space_around_a_text_is_dropped(tmp_path):
    write_training_data([Example(" How much? ", "PRICE")], tmp_path / "nlu.yml")
    assert read_back(tmp_path / "nlu.yml") == [Example("How much?", "PRICE")]


def guesses(*ranking):
    return {"intent_ranking": [{"name": name, "confidence": confidence} for name, confidence in ranking]}


def test_the_first_of_the_ranking_counts():
    assert top_intent(guesses(("SIZE", 0.6), ("PRICE", 0.2))) == Prediction("SIZE", 0.6)


def test_the_intent_that_the_fallback_pushed_aside_counts():
    assert top_intent(guesses(("nlu_fallback", 0.12), ("SIZE", 0.1))) == Prediction("SIZE", 0.1)


@pytest.mark.parametrize("parsed", [guesses(("nlu_fallback", 0.12)), guesses(), {}])
def test_a_message_that_was_refused_is_out_of_scope_for_sure(parsed):
    assert top_intent(parsed) == Prediction(OUT_OF_SCOPE, 0.0)


def test_the_pipeline_of_the_project_learns_foreign_intents(tmp_path):
    prices = ["How much is it?", "What does it cost?", "price please", "Tell me the price"]
    sizes = ["Which sizes are there?", "Is there a king size?", "size of the bed", "How wide is it?"]
    examples = [*(Example(text, "PRICE") for text in prices), *(Example(text, "SIZE") for text in sizes)]
    model = train(CONFIG, examples, tmp_path)
    [parsing] = parse([model], ["what is the price", "which size", "¿"])
    assert [prediction.intent for prediction in parsing.predictions] == ["PRICE", "SIZE", OUT_OF_SCOPE]
    assert len(parsing.seconds) == 3
    assert min(parsing.seconds) > 0
    assert model.training_seconds > 0


def test_both_configurations_are_there():
    assert CONFIG.is_file()
    assert BASELINE_CONFIG.is_file()
