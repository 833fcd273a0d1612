#!/usr/bin/env bash
# Opens the Rasa shell, with an action server beside it that ends with it.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

[ -f models/clean-exit.tar.gz ] || fail "there is no trained model; run 'make train' first"
python -m advisor.check || fail "the knowledge base has faults (see above), so nothing was started"
action_port=$(free_port)
mkdir -p build
endpoints=build/endpoints-$action_port.yml
sed "s#http://127.0.0.1:5055/webhook#http://127.0.0.1:$action_port/webhook#" endpoints.yml > "$endpoints"

python -m rasa_sdk --actions actions --port "$action_port" > build/actions-$action_port.log 2>&1 &
actions=$!
trap 'kill "$actions" 2>/dev/null || true' EXIT

say "starting (about ten seconds); leave with /stop or Ctrl-C"
wait_for "http://127.0.0.1:$action_port/health" "$actions" 60 \
    || fail "the action server did not start; its log is build/actions-$action_port.log"
# Libraries warn of one another there, which is nothing to people who came to chat.
log=build/shell-$action_port.log
rasa shell --quiet --port "$(free_port)" --endpoints "$endpoints" --model models/clean-exit.tar.gz 2> "$log" \
    || { tail -n 5 "$log" >&2; fail "the shell ended; its whole log is $log"; }
