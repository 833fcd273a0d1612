#!/usr/bin/env bash
# Renews the locked requirements from their .in files; the programs that check deploy/ run on a newer Python.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .uv/bin/uv)
lock() {
    "$uv" pip compile --quiet --upgrade --python-version "$1" --generate-hashes --no-annotate \
        --custom-compile-command "make lock" "$2.in" --output-file "$2.txt"
}
lock 3.10 requirements
lock 3.10 requirements-dev
lock 3.10 deploy/requirements-actions
lock 3.11 deploy/requirements-validators
