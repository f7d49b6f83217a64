"""Move everything from the database of one ini file to that of another.

From a file to PostgreSQL or back, files of requests included, as they are now: history stays behind. Both sites
must be stopped and the second database empty. What arrived is read again and compared.
"""

import argparse
from contextlib import closing
from typing import Any

from tqdm import tqdm
from zc.lockfile import LockError

from serres_requests.database import open_storage, other_connections
from serres_requests.scripts import CommandError
from serres_requests.scripts.database import settings_of
from serres_requests.services.moving import Content, NotEmptyError, content_of, copy
from serres_requests.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("old", help="ini file of the database to move from")
    parser.add_argument("new", help="ini file of the database to move to")


def run(arguments: argparse.Namespace) -> int:
    """Move and compare; return 1 when the two differ."""
    old, new = settings_of(arguments.old), settings_of(arguments.new)
    if old.database == new.database:
        raise CommandError("Both ini files, or SERRES_DATABASE in the environment, name the same database.")
    if old.files is not None and not old.files.data.exists():
        raise CommandError(f"There is no database yet at {old.files.data}.")
    with closing(_open(old)) as source, closing(_open(new)) as target:
        content = _read(source, "reading")
        with tqdm(desc="copying", total=content.objects, unit="", disable=None) as bar:
            try:
                copy(source, target, bar.update)
            except NotEmptyError as error:
                raise CommandError(f"The database of {arguments.new} is not empty.") from error
        arrived = _read(target, "comparing", content.objects)
    print(f"{arrived.objects} objects and {arrived.files} files moved, digest {arrived.digest:064x}.")
    if arrived != content:
        print(
            f"There were {content.objects} and {content.files}, digest {content.digest:064x}: do NOT use the copy."
        )
        return 1
    return 0


def _open(settings: Settings) -> Any:
    if other_connections(settings):
        raise CommandError(f"{settings.database} is in use: stop web processes and workers first.")
    try:
        return open_storage(settings)
    except LockError as error:
        raise CommandError(f"{settings.database} is in use: stop the site first.") from error


def _read(storage: Any, name: str, total: int | None = None) -> Content:
    with tqdm(desc=name, total=total, unit="", disable=None) as bar:
        return content_of(storage, bar.update)
