"""What the cluster does in a second, and what one turn costs the services behind it."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import psutil
import psycopg2
import pytest
from redis import Redis

from scripts.cluster.services import USER
from scripts.cluster.topology import Cluster
from tests.channel.browser import Browser
from tests.load.load import faults, lines, measure

PEOPLE = (1, 8, 32)
SECONDS = 20
TURNS = 20


@pytest.mark.timeout(900)
def test_every_turn_is_answered_and_kept_by_one_server_and_by_two(cluster: Cluster, acknowledged: Path):
    results = {f"2 servers, {people} people": run(cluster, acknowledged, people) for people in PEOPLE}
    cluster.processes["rasa-2"].stop()
    time.sleep(1)
    try:
        results |= {f"1 server, {people} people": run(cluster, acknowledged, people) for people in PEOPLE}
    finally:
        cluster.processes["rasa-2"].start()
        cluster.processes["rasa-2"].wait_until_it_answers()
    print("\n" + json.dumps(results, indent=2))
    assert faults(cluster.address, acknowledged) == []
    assert all(result["failures"] == 0 for name, result in results.items() if not name.endswith(" 32 people"))


def run(cluster: Cluster, acknowledged: Path, people: int) -> dict[str, float]:
    """Return what was measured, and the milliseconds of one core that a turn took in each kind of process."""
    before, turns = processor_seconds(cluster), lines(acknowledged)
    measured = asdict(measure(cluster.address, acknowledged, people, SECONDS))
    turns = lines(acknowledged) - turns
    used = {kind: seconds - before[kind] for kind, seconds in processor_seconds(cluster).items()}
    return measured | {f"ms of {kind}": round(1000 * seconds / turns, 1) for kind, seconds in used.items()}


def processor_seconds(cluster: Cluster) -> Counter[str]:
    """Return how long the processors have worked for each kind of process so far."""
    seconds: Counter[str] = Counter()
    for name, process in cluster.processes.items():
        if process.alive:
            first = psutil.Process(process.pid)
            for one in (first, *first.children(recursive=True)):
                seconds[name.partition("-")[0]] += sum(one.cpu_times()[:2])
    return seconds


def test_a_turn_costs_the_services_a_known_number_of_calls(cluster: Cluster):
    browser = Browser(cluster.address).open()
    browser.ask("can i end my contract")
    redis = Redis(port=cluster.port + 3, password=cluster.password)
    database = psycopg2.connect(
        host="127.0.0.1", port=cluster.port + 2, dbname="postgres", user=USER, password=cluster.password
    )
    database.autocommit = True
    log = cluster.processes["postgres"].log
    with database.cursor() as cursor:
        set_logging(cursor, "all")
        before, place = redis_calls(redis), log.stat().st_size
        for number in range(TURNS):
            browser.ask(f"and my score? ({number})")
        after = redis_calls(redis)
        set_logging(cursor, "none")
    database.close()
    statements = [line for line in log.read_text()[place:].splitlines() if "LOG:  statement: " in line]
    kinds = {
        word: sum(f"statement: {word}" in line for line in statements) / TURNS
        for word in ("BEGIN", "SELECT", "INSERT", "COMMIT", "ROLLBACK")
    }
    print(f"\neach turn: {(after - before) / TURNS} calls of Redis; of PostgreSQL: {kinds}")
    assert (after - before) / TURNS <= 2.5
    assert sum(kinds.values()) <= 30


def redis_calls(redis: Redis) -> int:
    statistics = redis.info("commandstats")
    return sum(statistics[f"cmdstat_{name}"]["calls"] for name in ("set", "evalsha"))


def set_logging(cursor: object, level: str) -> None:
    cursor.execute(f"alter system set log_statement = '{level}'")  # type: ignore[attr-defined]
    cursor.execute("select pg_reload_conf()")  # type: ignore[attr-defined]
    time.sleep(1)
