#!/usr/bin/env bash
# Gets Chromium for the browser tests, if there is none yet. CHROMIUM=path names another one.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

how_to="install it (Debian: apt-get install chromium), or name another one: CHROMIUM=/path/to/chromium make test"

if python -m tests.widget.browser > /dev/null 2>&1; then
    exit 0
fi
[ -z "${CHROMIUM:-}" ] || fail "CHROMIUM=$CHROMIUM does not run; $how_to"
[ "$(id -u)" = 0 ] && command -v apt-get > /dev/null \
    || fail "the browser tests need Chromium, which only root can install here; $how_to"
say "installing Chromium for the browser tests (about a minute)"
mkdir -p build
export DEBIAN_FRONTEND=noninteractive
{ apt-get update && apt-get install --yes --no-install-recommends chromium; } > build/chromium.log 2>&1 \
    || fail "Chromium could not be installed (the log is build/chromium.log); $how_to"
python -m tests.widget.browser > /dev/null || fail "Chromium was installed, but does not run; $how_to"
