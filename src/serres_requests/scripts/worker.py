"""Work the outbox off, beside web processes on PostgreSQL.

Start as many as there are machines: one works, the others wait to take its place.
"""

import argparse
import signal
from types import FrameType

from pyramid.paster import get_app, setup_logging

from serres_requests.scripts import CommandError
from serres_requests.scripts.database import settings_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")


def run(arguments: argparse.Namespace) -> int:
    """Work until interrupted; return an exit code."""
    settings = settings_of(arguments.ini)
    if not settings.on_postgresql:
        raise CommandError("A database in a file has its worker in the web process: serres.worker = thread.")
    # Imported here: the list of commands is shown without these libraries, too.
    from serres_requests.postgresql.address import dsn_of
    from serres_requests.postgresql.leadership import Leadership

    setup_logging(arguments.ini)
    application = get_app(arguments.ini)
    leadership = Leadership(dsn_of(settings), application.worker, application.worker.arrivals.set)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        leadership.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    leadership.run()
    return 0
