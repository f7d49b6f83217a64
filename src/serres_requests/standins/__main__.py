"""Starts the program: ``python -m serres_requests.standins --help``."""

import json
import os
import signal
import socket
import sys
import threading
from argparse import ArgumentParser, Namespace
from types import FrameType
from typing import Never

from waitress import create_server

from serres_requests.standins.application import make_application
from serres_requests.standins.oauth import Client
from serres_requests.standins.smtp import MailHandler, MailServer
from serres_requests.standins.state import RegistryAccount, StandIns

_SECRET = "SERRES_TAXISNET_CLIENT_SECRET"  # noqa: S105  a variable's name
_REGISTRY_CODES = ("SERRES_REGISTRY_USERNAME", "SERRES_REGISTRY_PASSWORD")
_THREADS = 16  # slow answers each hold one


def main() -> None:
    """Serve until told to end; print the ports as one line of JSON when ready."""
    arguments, secret = _read_arguments()
    standins = StandIns(Client(arguments.client_id, secret, arguments.redirect_uri), _registry_account())
    _end_on_signals(standins.stopping)
    http, smtp = (socket.create_server((arguments.host, port)) for port in (arguments.port, arguments.smtp_port))
    web = create_server(make_application(standins, arguments.public_url), sockets=[http], threads=_THREADS)
    mail = MailServer(MailHandler(standins.mailbox, standins.faults), smtp)
    mail.start()
    try:
        ports = {"http": http.getsockname()[1], "smtp": smtp.getsockname()[1]}
        sys.stdout.write(json.dumps(ports) + "\n")
        sys.stdout.flush()
        web.run()
    finally:
        mail.stop()


def _read_arguments() -> tuple[Namespace, str]:
    parser = ArgumentParser(
        prog="python -m serres_requests.standins",
        description=__doc__,
        epilog=f"The client's secret comes from {_SECRET} in the environment, those of the business registry from "
        f"{' and '.join(_REGISTRY_CODES)} (without them it lets nobody in). Port 0 chooses a free one.",
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=6544)
    parser.add_argument("--smtp-port", type=int, default=6545)
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--redirect-uri", required=True, help="as the client is registered, letter by letter")
    parser.add_argument("--public-url", help="scheme, host and port by which browsers reach this program")
    arguments = parser.parse_args()
    secret = os.environ.get(_SECRET)
    if not secret:
        parser.error(f"{_SECRET} is missing in the environment")
    return arguments, secret


def _registry_account() -> RegistryAccount | None:
    username, password = (os.environ.get(name, "") for name in _REGISTRY_CODES)
    return RegistryAccount(username, password) if username and password else None


def _end_on_signals(stopping: threading.Event) -> None:
    def end(_number: int, _frame: FrameType | None) -> Never:
        stopping.set()
        raise SystemExit

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


if __name__ == "__main__":
    main()
