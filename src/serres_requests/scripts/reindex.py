"""Make the indexes of the search anew.

The old ones serve meanwhile, and what was begun is gone on with. With a database server the worker does it, and
this shows how far it is. A file database must not be in use: while the site is served, the page of work waiting
in the management does the same.
"""

import argparse
import time

from tqdm import tqdm

from serres_requests.catalog.rebuilding import Progress, advance, begin, progress
from serres_requests.scripts.database import Installation, open_installation

_STEP = 500
_BETWEEN_LOOKS_SECONDS = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")


def run(arguments: argparse.Namespace) -> int:
    """Begin, or go on, until the new indexes are in use."""
    with open_installation(arguments.ini, read_only=False) as installation:
        with installation.site() as site:
            begin(site.catalog)
            now = progress(site.catalog)
            site._p_jar.transaction_manager.commit()
        step = _watch if installation.settings.on_postgresql else _advance
        with tqdm(total=now.total if now else 0, initial=now.done if now else 0, unit=" requests") as bar:
            while now is not None and not now.is_complete:
                now = step(installation)
                bar.total, bar.n = (now.total, now.done) if now else (bar.total, bar.total)
                bar.refresh()
    return 0


def _advance(installation: Installation) -> Progress:
    with installation.site() as site:
        now = advance(site, _STEP)
        site._p_jar.transaction_manager.commit()
    return now


def _watch(installation: Installation) -> Progress | None:
    time.sleep(_BETWEEN_LOOKS_SECONDS)
    with installation.site() as site:
        return progress(site.catalog)
