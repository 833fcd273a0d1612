"""The running server keeps the contract that is written down for machines, whatever it is sent."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from tests.channel.browser import Browser, buttons
from tests.channel.servers import Assistant
from tests.conversations.assistant import ROOT

PATH = ROOT / "docs" / "web-channel.openapi.yml"
contract = schemathesis.openapi.from_path(str(PATH))


@contract.parametrize()
@settings(max_examples=12, suppress_health_check=list(HealthCheck), deadline=None)
def test_every_call_is_answered_as_the_contract_says(case: Any, assistant: Assistant):
    browser = Browser(assistant.address).open()
    case.call_and_validate(
        base_url=assistant.address, headers={"Authorization": f"Bearer {browser.token}"}, timeout=60
    )


def test_a_whole_conversation_keeps_to_the_contract(browser: Browser):
    schemas = YAML(typ="safe").load(PATH)["components"]
    answer = browser.ask("Can I end my contract?")
    valid("Answer", answer, schemas)
    valid("Answer", browser.choose(next(iter(buttons(answer).values()))), schemas)
    valid("History", {"messages": browser.history()}, schemas)


def valid(name: str, body: Any, components: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": components}
    Draft202012Validator(schema).validate(body)
