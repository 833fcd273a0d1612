"""What `deploy/` promises of each container, which no schema knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.deploy.conftest import DEPLOY, ROOT

LONGEST_TURN = 25
COMPOSE: dict[str, Any] = YAML(typ="safe").load(DEPLOY / "compose.yml")
DOCUMENTS: list[dict[str, Any]] = [
    document
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for document in YAML(typ="safe").load_all(path)
]


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one for one in DOCUMENTS if one["kind"] == kind}


PODS = {name: one["spec"]["template"]["spec"] for name, one in of_kind("Deployment").items()}


@pytest.mark.parametrize("name", PODS)
def test_a_pod_is_nobody_and_can_change_nothing(name: str):
    pod, [container] = PODS[name], PODS[name]["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@pytest.mark.parametrize("name", PODS)
def test_a_pod_has_limits_and_all_three_probes_and_is_not_cut_off(name: str):
    [container] = PODS[name]["containers"]
    assert (
        set(container["resources"]["limits"]) == set(container["resources"]["requests"]) == {"cpu", "memory"}
    )
    assert {"startupProbe", "livenessProbe", "readinessProbe"} <= set(container)
    assert "preStop" in container["lifecycle"]


@pytest.mark.parametrize("name", ["rasa", "nginx"])
def test_who_stands_in_a_turn_may_finish_it(name: str):
    assert PODS[name]["terminationGracePeriodSeconds"] > LONGEST_TURN + 5


def test_a_server_is_not_ended_because_something_behind_it_is_down():
    [container] = PODS["rasa"]["containers"]
    assert container["livenessProbe"]["httpGet"]["path"] == "/live"
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready"


@pytest.mark.parametrize("name", PODS)
def test_a_deployment_has_a_service_a_disruption_budget_and_a_network_policy(name: str):
    assert of_kind("Service")[name]["spec"]["selector"] == {"app": name}
    assert of_kind("PodDisruptionBudget")[name]["spec"]["minAvailable"] == 1
    assert of_kind("NetworkPolicy")[name]["spec"]["podSelector"] == {"matchLabels": {"app": name}}


def test_what_is_not_allowed_is_forbidden():
    assert of_kind("NetworkPolicy")["nothing-else"]["spec"] == {
        "podSelector": {},
        "policyTypes": ["Ingress", "Egress"],
    }


def test_there_are_never_less_than_two_of_anything():
    replicas = {name: one["spec"].get("replicas") for name, one in of_kind("Deployment").items()}
    for name, scaler in of_kind("HorizontalPodAutoscaler").items():
        assert replicas[name] is None, "the autoscaler and the manifest would fight"
        replicas[name] = scaler["spec"]["minReplicas"]
    assert all(count >= 2 for count in replicas.values())


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_container_has_no_rights_and_no_more_than_its_share(name: str):
    service = COMPOSE["services"][name]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is (name != "rabbitmq")
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["healthcheck"]["test"]


def test_only_nginx_can_be_reached_from_outside():
    services = COMPOSE["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["nginx"]
    assert [name for name, one in services.items() if "outside" in one["networks"]] == ["nginx"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_no_secret_stands_in_a_file():
    for path in DEPLOY.rglob("*"):
        if path.is_file() and path.suffix in (".yml", ".yaml"):
            for name, value in re.findall(r"(\w*(?:PASSWORD|PASS|SECRET)\w*): (\S+)", path.read_text()):
                assert value.startswith(('"${', "${")), f"{path.name} tells {name}"


def variables(names: Iterator[str]) -> set[str]:
    return {name for name in names if not name.startswith("PG")}


def test_a_server_in_a_container_is_started_as_in_production():
    assert COMPOSE["services"]["rasa"]["environment"]["CLEAN_EXIT_ENV"] == "production"
    assert of_kind("ConfigMap")["clean-exit"]["data"]["CLEAN_EXIT_ENV"] == "production"


def test_every_variable_of_the_endpoints_is_set_in_both_places():
    named = re.findall(r"\$\{(\w+)\}", (DEPLOY / "endpoints.yml").read_text())
    needed = {*named, "CLEAN_EXIT_SECRET", "CLEAN_EXIT_ENV"}
    assert variables(iter(COMPOSE["services"]["rasa"]["environment"])) == needed
    secret = {name for name in needed if name.endswith(("PASSWORD", "SECRET"))}
    assert variables(iter(of_kind("ConfigMap")["clean-exit"]["data"])) == needed - secret
    comment = (DEPLOY / "kubernetes" / "settings.yaml").read_text()
    assert all(f"--from-literal={name}=" in comment for name in secret)


def copied(target: str) -> list[str]:
    """Return what the Dockerfile copies from the project into an image."""
    text = (DEPLOY / "Dockerfile").read_text()
    [stage] = re.findall(rf"^FROM \w+ AS {target}\n(.*?)(?=^FROM |\Z)", text, re.M | re.S)
    words = [line.split()[1:-1] for line in stage.splitlines() if line.startswith("COPY ")]
    return [word for line in words for word in line if not line[0].startswith("--from")]


@pytest.mark.parametrize("target", ["packages", "action-packages", "model", "actions", "rasa"])
def test_all_that_is_copied_into_an_image_is_there_and_let_through(target: str):
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    for name in copied(target):
        assert (ROOT / name).exists(), name
        assert f"!{name}" in ignored, name


def test_neither_tests_nor_anybodys_data_get_into_an_image():
    let_through = re.findall(r"^!(\S+)", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.M)
    assert not {name.partition("/")[0] for name in let_through} & {
        "tests",
        "build",
        "models",
        "evaluation",
        ".git",
    }
