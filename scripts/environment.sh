# Sourced by the other scripts: the environment in which Rasa runs here.
export RASA_TELEMETRY_ENABLED=false
export SANIC_HOST=127.0.0.1
export TF_CPP_MIN_LOG_LEVEL=3
export SQLALCHEMY_SILENCE_UBER_WARNING=1
export PYTHONWARNINGS=ignore
export HF_HUB_OFFLINE=1
export TOKENIZERS_PARALLELISM=false
export PATH="$PWD/.venv/bin:$PATH"

say() { printf '%s\n' "clean-exit: $*"; }
fail() { printf '%s\n' "clean-exit: $*" >&2; exit 1; }

[ -x .venv/bin/python ] || fail "nothing is set up here yet; run 'make install' first"

port_is_free() {
    python -c 'import socketserver, sys
socketserver.TCPServer.allow_reuse_address = True
socketserver.TCPServer(("127.0.0.1", int(sys.argv[1])), None).server_close()' "$1" 2>/dev/null
}

free_port() {
    python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Waits until the address answers; fails when the process is gone or the time is over.
wait_for() {
    local address=$1 pid=$2 seconds=$3
    for _ in $(seq $((seconds * 5))); do
        kill -0 "$pid" 2>/dev/null || return 1
        if python -c "import sys, urllib.request; urllib.request.urlopen('$address', timeout=2)" 2>/dev/null; then
            return 0
        fi
        sleep 0.2
    done
    return 1
}
