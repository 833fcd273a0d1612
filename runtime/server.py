"""Starts Rasa's server as `rasa run` and `rasa shell` do, prepared by this package."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

import rasa.core.run
from rasa.core.utils import AvailableEndpoints
from rasa.model import get_local_model
from rasa.shared.utils.common import minimal_kwargs
from sanic import Sanic

from runtime.action_endpoints import KeptActions, action_endpoint
from runtime.digests import check_digests
from runtime.model_storage import load_models_for_serving
from runtime.shortcuts import take_shortcuts
from runtime.version import check_version


def prepare() -> None:
    """Take the costs out of Rasa that are known. Whatever is changed in it, is changed here."""
    check_version()
    load_models_for_serving()
    take_shortcuts()


def serve(options: Namespace) -> None:
    """Run the server until it is stopped."""
    prepare()
    model = get_local_model(options.model)
    check_digests(Path(model))
    endpoints = AvailableEndpoints.read_endpoints(options.endpoints)
    endpoints.action = action_endpoint(endpoints.action)
    settings: dict[str, Any] = minimal_kwargs(vars(options), rasa.core.run.serve_application)
    for name in ("model", "endpoints", "credentials", "connector"):
        settings.pop(name, None)
    rasa.core.run.serve_application(
        model,
        channel=options.connector,
        credentials=options.credentials,
        endpoints=endpoints,
        server_listeners=[(_close_actions(endpoints.action), "after_server_stop")],
        **settings,
    )


def _close_actions(endpoint: Any) -> Any:
    async def close(_: Sanic, __: Any) -> None:
        if isinstance(endpoint, KeptActions):
            await endpoint.close()

    return close
