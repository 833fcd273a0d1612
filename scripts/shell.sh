#!/usr/bin/env bash
# Opens the Rasa shell, with an action server beside it that ends with it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

python -m advisor.check --quiet || fail "the knowledge base has faults (see above), so nothing was started"
action_port=$(free_port)
mkdir -p build
sed "s#http://127.0.0.1:5055/webhook#http://127.0.0.1:$action_port/webhook#" endpoints.yml > "build/endpoints-shell.yml"

python -m rasa_sdk --actions actions --port "$action_port" > build/actions-shell.log 2>&1 &
actions=$!
trap 'kill "$actions" 2>/dev/null || true' EXIT

say "starting (about ten seconds); leave with /stop or Ctrl-C"
wait_for "http://127.0.0.1:$action_port/health" "$actions" 60 \
    || fail "the action server did not start; its log is build/actions-shell.log"
rasa shell --quiet --port "$(free_port)" --endpoints build/endpoints-shell.yml --model models/clean-exit.tar.gz
