"""Every fault of a whole file of the knowledge base is reported with the name of the file."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.errors import KnowledgeError
from advisor.loading import load_knowledge

END = "advice/end/feedback.yml"
NEEDED = [
    "sources.yml",
    "findings.yml",
    "gaps.yml",
    "facts.yml",
    "claims.yml",
    "conflicts.yml",
    "questions.yml",
    "phrases.yml",
    "review.yml",
]
ALL_FILES = [*NEEDED, END]


def faults_of(folder):
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return caught.value.faults


def problems_with(folder):
    return [str(fault) for fault in faults_of(folder)]


def test_the_small_knowledge_has_no_faults(write_knowledge):
    assert load_knowledge(write_knowledge()).rules.keys() == {"general", "detail"}


@pytest.mark.parametrize("file", NEEDED)
def test_a_missing_file_is_reported(write_knowledge, file):
    assert f"{file}: the file is missing" in problems_with(write_knowledge({file: None}))


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_file_that_is_not_valid_yaml_is_reported_with_the_line(write_knowledge, file):
    (first,) = [fault for fault in faults_of(write_knowledge({file: "a: [\n}"})) if fault.file == file][:1]
    assert first.problem.startswith("line 2: not valid YAML")


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_file_that_is_not_utf_8_is_reported(write_knowledge, file):
    content = "caf\u00e9: true".encode("latin-1")
    (first,) = [fault for fault in faults_of(write_knowledge({file: content})) if fault.file == file][:1]
    assert "not valid YAML" in first.problem


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_key_that_a_file_gives_twice_is_reported(write_knowledge, file):
    faults = faults_of(write_knowledge({file: "key: a\nkey: b\n"}))
    assert [fault for fault in faults if fault.file == file and "duplicate key" in fault.problem]


@pytest.mark.parametrize("file", ALL_FILES)
@pytest.mark.parametrize("content", ["", "[]", "word", "5"])
def test_a_file_that_is_no_mapping_is_reported(write_knowledge, file, content):
    assert f"{file}: must be a mapping of keys to lists" in problems_with(write_knowledge({file: content}))


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_key_that_a_file_does_not_take_is_reported(write_knowledge, minimal, file):
    minimal[file]["colour"] = "red"
    (fault,) = faults_of(write_knowledge(minimal))
    assert fault.file == file
    assert "colour" in str(fault)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("gaps.yml", "gaps: [{1: 2}]"),
        ("questions.yml", "near_misses: [{2026-11-22: a day}]"),
        (END, "option: end\ntopic: feedback\nadvice: [{null: nothing}]"),
    ],
)
def test_an_entry_whose_keys_are_no_words_is_reported(write_knowledge, file, content):
    faults = faults_of(write_knowledge({file: content}))
    assert (file, "entry 1") in {(fault.file, fault.entry) for fault in faults}


@pytest.mark.parametrize("file", ALL_FILES)
def test_a_folder_in_the_place_of_a_file_is_reported(write_knowledge, file):
    folder = write_knowledge({file: None})
    (folder / file).mkdir(parents=True)
    assert file in {fault.file for fault in faults_of(folder)}


@pytest.mark.parametrize(
    "content", ["gaps: !!bool maybe", "gaps: !!int ''", "{[[1]]: 2}", "gaps: [2026-02-30]"]
)
def test_values_that_cannot_be_read_are_reported(write_knowledge, content):
    (fault,) = [
        fault for fault in faults_of(write_knowledge({"gaps.yml": content})) if fault.file == "gaps.yml"
    ]
    assert "not valid YAML" in fault.problem


@pytest.mark.parametrize("value", ["word", 5, {"id": "G-01"}, None])
def test_a_list_that_is_none_is_reported(write_knowledge, value):
    assert "gaps.yml: gaps: must be a list" in problems_with(write_knowledge({"gaps.yml": {"gaps": value}}))


def test_an_entry_without_an_id_is_named_by_its_place(write_knowledge, minimal):
    del minimal[END]["advice"][1]["id"]
    assert f"{END}: entry 2: id: field required" in problems_with(write_knowledge(minimal))


@pytest.mark.parametrize(
    ("option", "topic"), [("pause", "feedback"), ("end", "account"), ("end", "weather"), ("stop", "feedback")]
)
def test_an_advice_file_about_another_cell_than_its_path_is_reported(write_knowledge, minimal, option, topic):
    minimal[END] |= {"option": option, "topic": topic}
    assert f"{END}: option and topic must be those of the file's path" in problems_with(
        write_knowledge(minimal)
    )


@pytest.mark.parametrize("path", ["advice/end/weather.yml", "advice/stop/feedback.yml"])
def test_an_advice_file_outside_the_vocabulary_is_reported(write_knowledge, minimal, path):
    advice = {**minimal[END], "option": path.split("/")[1], "topic": path.split("/")[2].removesuffix(".yml")}
    faults = faults_of(write_knowledge({path: advice}))
    assert path in {fault.file for fault in faults}


@pytest.mark.parametrize("path", ["advice/end.yml", "advice/end/account.yaml", "advice/end/account/more.yml"])
def test_an_advice_file_that_would_not_be_read_is_reported(write_knowledge, minimal, path):
    faults = faults_of(write_knowledge({path: minimal[END]}))
    assert path in {fault.file for fault in faults}


@pytest.mark.parametrize("key", ["options", "topics"])
def test_an_option_or_topic_without_a_title_is_reported(write_knowledge, minimal, key):
    removed = minimal["questions.yml"][key].pop()
    assert f"questions.yml: {removed['id']}: has no title" in problems_with(write_knowledge(minimal))


def test_a_question_that_is_not_offered_needs_no_title(write_knowledge, minimal):
    questions = minimal["questions.yml"]["questions"]
    questions[:] = [one for one in questions if (one["option"], one["topic"]) != ("resume", "account")]
    assert load_knowledge(write_knowledge(minimal)).questions


def test_a_question_that_leads_to_one_without_a_title_is_reported(write_knowledge, minimal):
    questions = minimal["questions.yml"]["questions"]
    questions[:] = [one for one in questions if (one["option"], one["topic"]) != ("resume", "advice")]
    problems = problems_with(write_knowledge(minimal))
    assert "questions.yml: resume/feedback: leads to advice, which has no title" in problems


def test_a_question_that_is_titled_twice_is_reported(write_knowledge, minimal):
    minimal["questions.yml"]["questions"] *= 2
    assert "questions.yml: end/feedback: is already in questions.yml" in problems_with(
        write_knowledge(minimal)
    )


@pytest.mark.parametrize("phrase", ["warning", "ages", "kinds", "nothing_more"])
def test_a_missing_phrase_is_reported(write_knowledge, minimal, phrase):
    del minimal["phrases.yml"][phrase]
    assert problems_with(write_knowledge(minimal)) == [f"phrases.yml: {phrase}: field required"]


@pytest.mark.parametrize(("phrase", "label"), [("ages", "newest"), ("kinds", "official_help")])
def test_an_age_or_kind_without_a_label_is_reported(write_knowledge, minimal, phrase, label):
    del minimal["phrases.yml"][phrase][label]
    assert "phrases.yml" in {fault.file for fault in faults_of(write_knowledge(minimal))}


@pytest.mark.parametrize("phrase", ["Careful, {claus}:", "Careful, {:", "Careful, {}:"])
def test_a_phrase_with_a_placeholder_nobody_fills_is_reported(write_knowledge, minimal, phrase):
    minimal["phrases.yml"]["conditional_warning"] = phrase
    assert "phrases.yml" in {fault.file for fault in faults_of(write_knowledge(minimal))}


@pytest.mark.parametrize("phrase", ["I last checked this.", "In {month} of {year}.", "In {}."])
def test_a_doubt_that_does_not_name_its_month_alone_is_reported(write_knowledge, minimal, phrase):
    minimal["phrases.yml"]["doubted"] = phrase
    (fault,) = faults_of(write_knowledge(minimal))
    assert (fault.file, fault.problem.partition(":")[0]) == ("phrases.yml", "doubted")


@pytest.mark.parametrize("phrase", ["All answered.", "All but {topics} of {year}.", "All but {}."])
def test_what_is_said_of_unsettled_questions_names_their_topics_alone(write_knowledge, minimal, phrase):
    minimal["phrases.yml"]["unsettled"] = phrase
    (fault,) = faults_of(write_knowledge(minimal))
    assert (fault.file, fault.problem.partition(":")[0]) == ("phrases.yml", "unsettled")


@pytest.mark.parametrize(
    "labels", [{"dated": "old page"}, {"oldest": "page of {month}"}, {"ancient": "old page"}, {"oldest": ""}]
)
def test_words_for_an_older_copy_that_cannot_be_filled_in_are_reported(write_knowledge, minimal, labels):
    minimal["phrases.yml"]["old_copies"] = labels
    assert {fault.file for fault in faults_of(write_knowledge(minimal))} == {"phrases.yml"}


@pytest.mark.parametrize("phrase", ["old_copies", "second_hand"])
def test_nothing_needs_to_be_marked(write_knowledge, minimal, phrase):
    minimal["phrases.yml"][phrase] = {}
    assert load_knowledge(write_knowledge(minimal)).phrases


@pytest.mark.parametrize("limit", ["due_after_days", "doubted_after_days", "expired_after_days"])
@pytest.mark.parametrize("days", [0, -1, "soon", None])
def test_a_limit_of_review_that_is_no_number_of_days_is_reported(write_knowledge, minimal, limit, days):
    minimal["review.yml"][limit] = days
    problems = problems_with(write_knowledge(minimal))
    assert any(problem.startswith(f"review.yml: {limit}: ") for problem in problems)


@pytest.mark.parametrize("limit", ["due_after_days", "doubted_after_days", "expired_after_days"])
def test_a_missing_limit_of_review_is_reported(write_knowledge, minimal, limit):
    del minimal["review.yml"][limit]
    assert f"review.yml: {limit}: field required" in problems_with(write_knowledge(minimal))


@pytest.mark.parametrize(
    ("limit", "days"), [("due_after_days", 201), ("doubted_after_days", 99), ("expired_after_days", 199)]
)
def test_limits_of_review_that_do_not_grow_are_reported(write_knowledge, minimal, limit, days):
    minimal["review.yml"][limit] = days
    assert problems_with(write_knowledge(minimal)) == [
        "review.yml: expired_after_days: the three limits must grow: due, doubted, expired"
    ]


def test_the_limits_of_review_may_fall_on_one_day(write_knowledge, minimal):
    minimal["review.yml"] = dict.fromkeys(minimal["review.yml"], 100)
    assert load_knowledge(write_knowledge(minimal)).review.due_after_days == 100


def test_knowledge_is_loaded_as_it_holds_today(write_knowledge):
    before = date.today()
    loaded = load_knowledge(write_knowledge()).today
    assert before <= loaded <= date.today()


def test_phrases_without_any_entry_are_reported(write_knowledge):
    assert "phrases.yml: warning: field required" in problems_with(write_knowledge({"phrases.yml": "{}"}))


def test_a_word_that_older_yaml_takes_for_a_truth_value_stays_a_word(write_knowledge):
    gaps = "gaps: [{id: G-01, title: yes, open_question: no}]"
    assert load_knowledge(write_knowledge({"gaps.yml": gaps})).gaps["G-01"].title == "yes"
