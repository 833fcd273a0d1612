"""The commands `run` and `shell`, with the options of Rasa's own."""

from __future__ import annotations

import sys
import uuid
from argparse import ArgumentParser

from rasa.cli.arguments.default_arguments import add_logging_options
from rasa.cli.arguments.run import set_run_arguments
from rasa.shared.constants import DEFAULT_CREDENTIALS_PATH, DEFAULT_ENDPOINTS_PATH, DEFAULT_MODELS_PATH
from rasa.shared.exceptions import RasaException
from rasa.utils.common import configure_logging_and_warnings
from rasa.utils.io import configure_colored_logging
from rasa.utils.log_utils import configure_structlog

from runtime.server import serve


def main() -> None:
    """Read the command, and run it until it is stopped."""
    options = _parser().parse_args()
    configure_logging_and_warnings(options.loglevel, None, warn_only_once=True, filter_repeated_logs=True)
    configure_colored_logging(options.loglevel)
    configure_structlog(options.loglevel)
    try:
        serve(options)
    except RasaException as error:
        sys.exit(f"{type(error).__name__}: {error}")


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m runtime", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="start the server")
    shell = commands.add_parser("shell", help="talk to the assistant in the terminal")
    for command in (run, shell):
        set_run_arguments(command)
        add_logging_options(command)
        command.set_defaults(endpoints=DEFAULT_ENDPOINTS_PATH, model=DEFAULT_MODELS_PATH)
    run.set_defaults(credentials=DEFAULT_CREDENTIALS_PATH)
    shell.set_defaults(connector="cmdline", conversation_id=uuid.uuid4().hex, interface="127.0.0.1")
    return parser
