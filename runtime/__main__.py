"""`python -m runtime run` and `python -m runtime shell`: Rasa's server, started quickly."""

from __future__ import annotations

import os
import sys
from importlib import import_module

from runtime.later import import_later

ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    # The matrices of one message are too small to share out: with two threads, they wait for each other.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}


def main() -> None:
    """Set the stage, and only then import Rasa."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    import_later()
    sys.path.insert(1, os.getcwd())
    import_module("runtime.command").main()


if __name__ == "__main__":
    main()
