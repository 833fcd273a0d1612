"""A server that answers every message with nothing: what the web server itself costs."""

from __future__ import annotations

import sys

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json


def main() -> None:
    """Listen on the port of the command line."""
    app = Sanic("floor", configure_logging=False)
    app.add_route(_ready, "/", methods=["GET"])
    app.add_route(_answer, "/messages", methods=["POST"])
    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False)


async def _ready(_: Request) -> HTTPResponse:
    return json({})


async def _answer(request: Request) -> HTTPResponse:
    return json({"messages": [], "length": len(request.body)})


if __name__ == "__main__":
    main()
