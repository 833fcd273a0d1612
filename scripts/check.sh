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
python -m editing.check
python -m editing.schemas --check
say "Rasa data"
mkdir -p build
rasa data validate --fail-on-warnings --data data > build/validation.log 2>&1 \
    || { tail -n 20 build/validation.log >&2; fail "the Rasa data has faults; the whole log is build/validation.log"; }
# Responses are said by actions, which Rasa cannot see; tests/agreement holds the two against each other.
grep -E "UserWarning" build/validation.log | grep -v "is not used in any story or rule" || true
say "all checks passed"
