"""Pack the database: history older than some days, and what nothing refers to any more, leave it for good.

A site with a database in a file packs it once a week at night by itself; this is for one that is stopped. On
PostgreSQL nothing is packed by itself: run it weekly, also while the site serves.
"""

import argparse

from serres_requests.scripts import CommandError
from serres_requests.scripts.database import open_installation
from serres_requests.services.packing import NoRoomError, pack
from serres_requests.services.storage import sizes_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")
    parser.add_argument("--days", type=int, help="of history to keep; serres.pack_days unless told")


def run(arguments: argparse.Namespace) -> int:
    """Pack and tell what it brought."""
    with open_installation(arguments.ini, read_only=False) as installation:
        settings, database = installation.settings, installation.database
        before = sizes_of(database)
        try:
            pack(database, settings.files, settings.pack_days if arguments.days is None else arguments.days)
        except NoRoomError as error:
            raise CommandError(str(error)) from error
        after = sizes_of(database)
    print(f"Objects: {before[0]} bytes before, {after[0]} now. Files: {before[1]} bytes before, {after[1]} now.")
    return 0
