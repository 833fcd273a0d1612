"""The server counts its turns, tells Prometheus and nobody else, and logs a turn without a word of it."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from ruamel.yaml import YAML

from advisor import vocabulary
from channels.metrics import KINDS, OPTIONS, TOPICS, Metrics, may_read
from tests.channel.browser import Browser, error
from tests.channel.servers import Assistant
from tests.conversations.assistant import ROOT

LOCAL = ("127.0.0.0/8", "::1/128")
NAME = re.compile(r"\b(?:clean_exit|process)_\w+")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")


def numbers(assistant: Assistant) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    text = Browser(assistant.address).call("GET", "/metrics").text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def grown(after: Any, before: Any, name: str, **labels: str) -> float:
    key = (name, tuple(sorted(labels.items())))
    return float(after.get(key, 0) - before.get(key, 0))


def lines_of_turns(assistant: Assistant) -> list[dict[str, Any]]:
    lines = assistant.log.read_text().splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def test_a_turn_is_counted_with_its_questions_and_its_time(assistant: Assistant, browser: Browser):
    before = numbers(assistant)
    [question] = browser.ask("Can I end my contract?")["report"]["questions"]
    after = numbers(assistant)
    assert grown(after, before, "clean_exit_turns_total", kind="advice") == 1
    labels = {name: question[name] for name in ("option", "topic", "status")}
    assert grown(after, before, "clean_exit_questions_total", **labels) == 1
    assert grown(after, before, "clean_exit_turn_seconds_count") == 1
    assert grown(after, before, "clean_exit_store_seconds_count") > 1
    assert grown(after, before, "clean_exit_lock_seconds_count") == 1
    assert after[("clean_exit_turns_running", ())] == 0


def test_an_error_is_counted_by_its_code(assistant: Assistant, browser: Browser):
    before = numbers(assistant)
    browser.send({"text": ""})
    assert grown(numbers(assistant), before, "clean_exit_errors_total", code="empty_text") == 1


def test_the_log_has_one_line_for_a_turn_and_nothing_that_was_said(assistant: Assistant, browser: Browser):
    response = browser.send({"text": "can i end it, Mrs Unspeakable?\n{}"})
    [line] = [one for one in lines_of_turns(assistant) if one["turn"] == response.headers["Turn-Id"]]
    assert (line["outcome"], line["kind"]) == ("answered", response.json()["report"]["kind"])
    assert set(line) == {"turn", "outcome", "kind", "questions", "seconds", "event", "time"}
    assert "Unspeakable" not in assistant.log.read_text()
    assert (browser.token or "") not in assistant.log.read_text()


def test_a_refused_message_has_a_line_with_the_reason(assistant: Assistant, browser: Browser):
    response = browser.send({"text": ""})
    [line] = [one for one in lines_of_turns(assistant) if one["turn"] == response.headers["Turn-Id"]]
    assert (line["outcome"], line["kind"]) == ("empty_text", None)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_nobody_behind_a_proxy_gets_the_metrics(header: str, assistant: Assistant):
    response = Browser(assistant.address, {header: "127.0.0.1"}).call("GET", "/metrics")
    assert error(response, 404) == "not_found"


@pytest.mark.parametrize(
    ("address", "let_in"),
    [("127.0.0.1", True), ("::1", True), ("192.0.2.1", False), ("", False), ("/run/socket", False)],
)
def test_only_the_networks_that_are_set_get_the_metrics(address: str, let_in: bool):
    request: Any = SimpleNamespace(ip=address, headers={})
    assert may_read(request, LOCAL) is let_in


def test_what_a_report_should_not_hold_makes_no_new_series():
    counted = Metrics()
    for number in range(50):
        counted.count({"kind": f"k{number}", "questions": [{"option": f"o{number}", "topic": ["x"]}]})
    series = [sample for family in counted.registry.collect() for sample in family.samples]
    assert {one.labels["kind"] for one in series if "kind" in one.labels} == {"other"}
    assert {one.labels["option"] for one in series if "option" in one.labels} == {"other"}


def test_every_kind_of_the_turn_report_is_counted_by_its_name():
    text = (ROOT / "docs" / "turn-report.md").read_text("utf-8")
    table = text.partition("### kind")[2].partition("###")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.M)) == KINDS


def test_the_labels_are_the_vocabulary():
    assert set(vocabulary.OPTIONS) == OPTIONS
    assert set(vocabulary.TOPICS) == TOPICS


def queries() -> dict[str, str]:
    dashboard = json.loads((ROOT / "deploy" / "grafana-dashboard.json").read_text("utf-8"))
    rules = YAML(typ="safe").load(ROOT / "deploy" / "alerts.yml")["groups"]
    panels = {
        f"{panel['title']} {target['refId']}": target["expr"]
        for panel in dashboard["panels"]
        for target in panel["targets"]
    }
    return panels | {rule["alert"]: rule["expr"] for group in rules for rule in group["rules"]}


def test_every_metric_of_the_dashboard_and_the_alerts_exists():
    counted = Metrics()
    there = {
        name
        for family in counted.registry.collect()
        for name in (family.name, f"{family.name}_total", f"{family.name}_bucket", f"{family.name}_count")
    }
    named = {name: set(NAME.findall(query)) for name, query in queries().items()}
    assert all(named.values())
    assert {name: sorted(used - there) for name, used in named.items() if used - there} == {}


def test_every_code_of_an_alert_and_of_the_dashboard_is_one_of_ours():
    text = (ROOT / "docs" / "web-channel.md").read_text("utf-8")
    wanted = {code for query in queries().values() for code in re.findall(r'code=~?"([^"]+)"', query)}
    codes = {one for group in wanted for one in group.split("|") if not one.endswith(".*")}
    assert codes
    assert {code for code in codes if f"`{code}`" not in text} == set()


def test_every_alert_says_what_is_wrong_and_is_explained():
    rules = YAML(typ="safe").load(ROOT / "deploy" / "alerts.yml")["groups"][0]["rules"]
    for rule in rules:
        assert rule["annotations"]["summary"].endswith(".")
        assert f"#{rule['alert'].lower()}" in rule["annotations"]["description"]
        assert f"### {rule['alert']}\n" in OPERATIONS
        assert rule["labels"]["severity"] in {"page", "ticket"}


def test_every_metric_is_explained():
    names = {
        family.name + ("_total" if family.type == "counter" else "")
        for family in Metrics().registry.collect()
        if family.name.startswith("clean_exit")
    }
    assert {name for name in names if f"`{name}" not in OPERATIONS} == set()
