#!/usr/bin/env bash
# Lint, types, YAML, the Rasa data and the knowledge base, one after the other.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

say "lint"
ruff check .
ruff format --check .
yamllint --strict .
say "types"
mypy
say "knowledge base"
python -m advisor.check
say "Rasa data"
rasa data validate --fail-on-warnings --data data
