#!/usr/bin/env bash
# Opens the Rasa shell, with the actions in the same process.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

[ -f models/clean-exit.tar.gz ] || fail "there is no trained model; run 'make train' first"
python -m advisor.check || fail "the knowledge base has faults (see above), so nothing was started"
mkdir -p build
# Libraries warn of one another there, which is nothing to people who came to chat.
log=build/shell-$$.log

say "starting (a few seconds); leave with /stop or Ctrl-C"
python -m runtime shell --quiet --port "$(free_port)" --model models/clean-exit.tar.gz 2> "$log" \
    || { tail -n 5 "$log" >&2; fail "the shell ended; its whole log is $log"; }
