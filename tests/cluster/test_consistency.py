"""Two servers, one conversation: no turn is lost, none is answered twice, whatever arrives at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import requests

from scripts.cluster.topology import Cluster
from tests.channel.browser import Browser

ROUNDS = 60


def at_once(servers: list[Browser], bodies: list[dict], keys: list[str]) -> list[requests.Response]:
    with ThreadPoolExecutor(len(servers)) as threads:
        return list(
            threads.map(lambda one: one[0].send(one[1], one[2]), zip(servers, bodies, keys, strict=True))
        )


def both(cluster: Cluster) -> list[Browser]:
    """Return one person in one conversation, who talks to each of the servers."""
    token = Browser(cluster.address).open().token
    return [Browser(address, token=token) for address in cluster.rasa_addresses]


def said(server: Browser) -> list[str]:
    return [one["text"] for one in server.history() if one["from"] == "user"]


def test_two_messages_at_two_servers_at_once_are_both_answered_and_stored(cluster: Cluster):
    slowest = 0.0
    for number in range(ROUNDS):
        servers = both(cluster)
        texts = [f"can i end my contract ({number})", f"and my score? ({number})"]
        responses = at_once(servers, [{"text": text} for text in texts], [str(uuid4()), str(uuid4())])
        assert [response.status_code for response in responses] == [200, 200]
        assert sorted(said(servers[0])) == sorted(texts)
        slowest = max(slowest, *(response.elapsed.total_seconds() for response in responses))
    print(f"\n{ROUNDS} pairs of messages at once: none lost, the slowest answer took {slowest:.2f} s")
    assert slowest < 5


def test_a_first_message_that_is_sent_to_both_servers_with_one_key_is_one_turn(cluster: Cluster):
    for _ in range(10):
        servers, key = both(cluster), str(uuid4())
        first, second = at_once(servers, [{"text": "hello"}] * 2, [key] * 2)
        assert first.json() == second.json()
        assert said(servers[1]) == ["hello"]


def test_a_choice_offered_by_one_server_can_be_made_at_the_other(cluster: Cluster):
    one, other = both(cluster)
    choice = one.ask("can i end my contract")["messages"][-1]["buttons"][0]["choice"]
    assert other.choose(choice)["messages"]


def test_a_conversation_deleted_at_one_server_is_gone_at_the_other(cluster: Cluster):
    one, other = both(cluster)
    one.ask("hello")
    assert other.end().status_code == 204
    assert one.send({"text": "hello"}).status_code == 401
