"""Starts the cluster, prints where it is, and stops all of it when it is stopped or one process ends.

python -m scripts.cluster
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from scripts.cluster.processes import ClusterError
from scripts.cluster.topology import Cluster

FOLDER = Path("build/cluster")


def main() -> None:
    """Run the cluster until Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        cluster = Cluster(FOLDER.resolve(), int(os.environ.get("PORT", "5400")))
    except ClusterError as error:
        sys.exit(f"clean-exit: {error}")
    try:
        _say(
            "starting PostgreSQL, Redis, RabbitMQ, nginx, 2 action servers and 2 Rasa servers (half a minute)"
        )
        cluster.start()
        _say(f"ready at {cluster.address}/ (stop it with Ctrl-C). Data and logs are in {FOLDER}/")
        _watch(cluster)
    except ClusterError as error:
        sys.exit(f"clean-exit: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        cluster.stop()


def _watch(cluster: Cluster) -> None:
    while True:
        for process in cluster.processes.values():
            if not process.alive:
                raise ClusterError(f"{process.name} ended, so all was stopped; its log is {process.log}")
        time.sleep(1)


def _say(words: str) -> None:
    print(f"clean-exit: {words}", flush=True)


if __name__ == "__main__":
    main()
