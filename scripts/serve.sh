#!/usr/bin/env bash
# Starts the assistant, with its actions in the same process, prints the address, and stops it when it is stopped.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

port=${PORT:-5005}
interface=${INTERFACE:-127.0.0.1}
address=http://127.0.0.1:$port
mkdir -p build
endpoints=build/endpoints-$port.yml
log=build/rasa-$port.log
port_is_free "$port" || fail "port $port is in use; choose another one: PORT=5006 make run"
sed "s#db: conversations.db#db: ${CONVERSATIONS:-conversations.db}#" endpoints.yml > "$endpoints"

[ -f models/clean-exit.tar.gz ] || fail "there is no trained model; run 'make train' first"
python -m advisor.check || fail "the knowledge base has faults (see above), so nothing was started"

say "starting on port $port (a few seconds)"
python -m runtime run --interface "$interface" --port "$port" --endpoints "$endpoints" \
    --credentials "${CREDENTIALS:-credentials.yml}" --model models/clean-exit.tar.gz > "$log" 2>&1 &
server=$!
stop() {
    trap - EXIT
    kill "$server" 2>/dev/null || true
    wait 2>/dev/null || true
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

wait_for "$address/health" "$server" 120 \
    || { tail -n 5 "$log" >&2; fail "the assistant did not start on port $port; its whole log is $log"; }
say "ready at $address/ (stop it with Ctrl-C). Open that page, or ask something from another terminal:"
cat <<EXAMPLE
  token=\$(curl -s -X POST $address/webhooks/web/sessions | python3 -c 'import json, sys; print(json.load(sys.stdin)["token"])')
  curl -s $address/webhooks/web/messages -H "Authorization: Bearer \$token" \\
    -H 'Content-Type: application/json' -d '{"text": "Can I end my contract?"}'
EXAMPLE
wait "$server" || true
fail "the server stopped; see $log"
