#!/usr/bin/env bash
# Sets up build/validators: the programs that check deploy/, apart from the packages of the assistant.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/environment.sh

stamp=build/validators/installed
made_from=$(sha256sum < deploy/requirements-validators.txt | cut -d' ' -f1)
[ "$(cat $stamp 2>/dev/null)" != "$made_from" ] || exit 0
uv=$(command -v uv || echo .uv/bin/uv)
say "installing what checks deploy/ (hadolint, docker compose, kubectl and a schema; about 100 MB)"
rm -rf build/validators
"$uv" venv --quiet --python ">=3.11" build/validators \
    || fail "what checks deploy/ needs Python 3.11 or newer, and uv could not provide it: install it and try again"
"$uv" pip sync --quiet --require-hashes --python build/validators/bin/python deploy/requirements-validators.txt \
    || fail "the packages could not be installed; run the same command again to go on"
echo "$made_from" > $stamp
