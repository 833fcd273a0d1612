#!/usr/bin/env bash
# Renews requirements.txt and requirements-dev.txt from their .in files.
set -euo pipefail
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo .uv/bin/uv)
for name in requirements requirements-dev; do
    "$uv" pip compile --quiet --upgrade --python-version 3.10 --generate-hashes --no-annotate \
        --custom-compile-command "make lock" "$name.in" --output-file "$name.txt"
done
