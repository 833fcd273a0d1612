"""The files for containers are what hadolint, Docker Compose and Kubernetes take, and faults are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deploy.conftest import DEPLOY, SECRETS, Check

Changed = Callable[[str, str, str], Path]
VERSIONS = ("1.30", "1.33")
MANIFESTS = sorted(
    path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.name != "kustomization.yaml"
)
TOLD = dict.fromkeys(SECRETS, "x" * 40)


def test_hadolint_has_nothing_to_say_of_the_dockerfile(check: Check):
    checked = check("hadolint", DEPLOY / "Dockerfile")
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("FROM python:3.10-slim-bookworm AS base", "FROM python AS base"),
        ("COPY --from=packages", "COPY --from=pakages"),
        ("WORKDIR /app", "WORKDIR app"),
        ("EXPOSE 5005", "EXPOSE 500500"),
        ('CMD ["python", "-m", "runtime",', "CMD [python, -m, runtime,"),
    ],
)
def test_hadolint_finds_a_fault_in_the_dockerfile(right: str, wrong: str, check: Check, changed: Changed):
    assert check("hadolint", changed("Dockerfile", right, wrong)).returncode != 0


def test_docker_compose_takes_the_file(check: Check):
    checked = check("docker-compose", "-f", DEPLOY / "compose.yml", "config", "--quiet", **TOLD)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("secret", SECRETS)
def test_without_a_secret_nothing_starts_and_the_secret_is_named(secret: str, check: Check):
    told = {name: value for name, value in TOLD.items() if name != secret}
    checked = check("docker-compose", "-f", DEPLOY / "compose.yml", "config", "--quiet", **told)
    assert checked.returncode != 0
    assert secret in checked.stderr


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("replicas: 2", "replicas: two"),
        ("stop_grace_period: 45s", "stop_grace_period: soon"),
        ("networks: [inside]", "networks: [indoors]"),
        ("depends_on:\n      postgres", "depends_on:\n      postgress"),
        ("read_only: true", "readonly: true"),
    ],
)
def test_docker_compose_finds_a_fault(right: str, wrong: str, check: Check, changed: Changed):
    path = changed("compose.yml", right, wrong)
    assert check("docker-compose", "-f", path, "config", "--quiet", **TOLD).returncode != 0


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_a_manifest_fits_the_schemas_of_kubernetes(path: Path, version: str, check: Check):
    checked = check("kubernetes-validate", "--strict", "-k", version, path)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("rasa.yaml", "readOnlyRootFilesystem", "readOnlyRootFileSystem"),
        ("rasa.yaml", "containerPort: 5005", 'containerPort: "http"'),
        ("rasa.yaml", "minAvailable: 1\n", "minAvailable: {}\n"),
        ("actions.yaml", "  selector: {matchLabels: {app: actions}}\n  strategy", "  strategy"),
        ("nginx.yaml", "mountPath: /tmp", "mountpath: /tmp"),
        ("network.yaml", "policyTypes: [Ingress, Egress]", "policyTypes: Ingress"),
        ("rasa.yaml", "maxReplicas: 20", "maxReplicas: many"),
    ],
)
def test_the_schemas_find_a_fault(name: str, right: str, wrong: str, check: Check, changed: Changed):
    path = changed(f"kubernetes/{name}", right, wrong)
    assert check("kubernetes-validate", "--strict", "-k", VERSIONS[-1], path).returncode != 0


def test_kubectl_puts_all_manifests_together(check: Check):
    made = check("kubectl", "kustomize", DEPLOY / "kubernetes")
    assert made.returncode == 0, made.stderr
    kinds = sum(path.read_text().count("\nkind: ") for path in MANIFESTS)
    assert made.stdout.count("\nkind: ") == kinds
