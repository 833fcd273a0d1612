#!/usr/bin/env bash
# Starts the action server and the Rasa server, prints the address, and stops both when it is stopped.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

port=${PORT:-5005}
interface=${INTERFACE:-127.0.0.1}
address=http://127.0.0.1:$port
action_port=${ACTION_PORT:-$(free_port)}
mkdir -p build
endpoints=build/endpoints-$port.yml
log=build/rasa-$port.log
port_is_free "$port" || fail "port $port is in use; choose another one: PORT=5006 make run"
sed -e "s#http://127.0.0.1:5055/webhook#http://127.0.0.1:$action_port/webhook#" \
    -e "s#db: conversations.db#db: ${CONVERSATIONS:-conversations.db}#" endpoints.yml > "$endpoints"

[ -f models/clean-exit.tar.gz ] || fail "there is no trained model; run 'make train' first"
python -m advisor.check || fail "the knowledge base has faults (see above), so nothing was started"

stop() {
    trap - EXIT
    kill "${processes[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
}
processes=()
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "starting on port $port (about ten seconds)"
python -m rasa_sdk --actions actions --port "$action_port" > "build/actions-$port.log" 2>&1 &
processes+=($!)
rasa run --interface "$interface" --port "$port" --endpoints "$endpoints" \
    --credentials "${CREDENTIALS:-credentials.yml}" --model models/clean-exit.tar.gz > "$log" 2>&1 &
processes+=($!)

wait_for "http://127.0.0.1:$action_port/health" "${processes[0]}" 60 \
    || fail "the action server did not start; its log is build/actions-$port.log"
wait_for "$address/health" "${processes[1]}" 120 \
    || { tail -n 5 "$log" >&2; fail "the Rasa server did not start on port $port; its whole log is $log"; }
say "ready at $address/ (stop it with Ctrl-C). Open that page, or ask something from another terminal:"
cat <<EXAMPLE
  token=\$(curl -s -X POST $address/webhooks/web/sessions | python3 -c 'import json, sys; print(json.load(sys.stdin)["token"])')
  curl -s $address/webhooks/web/messages -H "Authorization: Bearer \$token" \\
    -H 'Content-Type: application/json' -d '{"text": "Can I end my contract?"}'
EXAMPLE
wait -n || true
fail "one of the two servers stopped, so the other was stopped too; see $log and build/actions-$port.log"
