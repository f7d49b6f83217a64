"""The web server: waitress, told how much it may take in before the application sees a request."""

import logging
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from pyramid.paster import get_app, setup_logging
from pyramid.router import Router
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask
from zc.lockfile import LockError

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 6543
THREADS = 8
_SPOOLED = 4
"""How many times the largest allowed body is read, so that the application can answer in words; beyond that
the connection is refused as soon as its header has told the size."""

_TOO_LARGE = """<!DOCTYPE html>
<html lang="el"><head><meta charset="utf-8"><title>Πολύ μεγάλο – Too large</title></head><body>
<h1>Αυτό που στείλατε είναι πολύ μεγάλο</h1>
<p>Γυρίστε πίσω: ό,τι γράψατε είναι ακόμη εκεί. Διαλέξτε μικρότερα αρχεία.</p>
<h1 lang="en">What you sent is too large</h1>
<p lang="en">Go back: what you typed is still there. Choose smaller files.</p>
</body></html>
"""


class InWordsTask(ErrorTask):
    """Refuses what is far too large with a page that a person can read."""

    def execute(self) -> None:
        error = self.request.error
        if error.code == 413:  # noqa: PLR2004  the number is the name
            body = _TOO_LARGE.encode()
            self.status = f"{error.code} {error.reason}"
            self.response_headers.append(("Content-Type", "text/html; charset=utf-8"))
            self.set_close_on_finish()
            self.content_length = len(body)
            self.write(body)
        else:
            super().execute()


class Channel(HTTPChannel):
    """A connection whose errors are told in words."""

    error_task_class = InWordsTask


def serve(ini: str, on_ready: Callable[[str], None] | None = None) -> int:
    """Serve the site of `ini` at HOST and PORT of the environment until interrupted; return an exit code."""
    setup_logging(ini)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        application: Router = get_app(ini)
    except LockError:
        print("The database is in use: is the site running already?", file=sys.stderr)
        return 1
    host, port = os.environ.get("HOST", DEFAULT_HOST), int(os.environ.get("PORT", DEFAULT_PORT))
    largest = application.registry.app_settings.upload_bytes
    try:
        server = create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=largest * _SPOOLED,
            **_proxy(),
        )
    except OSError as error:
        print(f"Can't listen at {host}:{port}: {error.strerror}", file=sys.stderr)
        return 1
    server.channel_class = Channel
    (on_ready or _log_ready)(f"http://{host}:{port}")
    try:
        server.run()
    finally:
        application.registry.read_notes.stop()
        application.worker.stop()
        # A file keeps its index beside it then, without which the next start reads all that was written since.
        application.registry._zodb_databases[""].storage.close()
    return 0


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """SIGTERM, as service managers send it, ends the server as Ctrl-C does: what is in hand is finished."""
    raise KeyboardInterrupt


def _proxy() -> dict[str, object]:
    """Whose word on the browser's address is taken: that of the proxy named by TRUSTED_PROXY, else nobody's."""
    proxy = os.environ.get("TRUSTED_PROXY")
    if not proxy:
        return {"clear_untrusted_proxy_headers": True}
    headers = "x-forwarded-for x-forwarded-proto x-forwarded-host"
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_headers": headers,
        "clear_untrusted_proxy_headers": True,
    }


def _log_ready(address: str) -> None:
    logging.getLogger(__name__).info("serving at %s", address)
