"""Back up a database in a file, while the site serves: what was added since the last time, or all of it.

The folder keeps the objects as repozo does, all files that citizens handed in or that were issued with their
SHA-256, and a manifest of the backups. A database in PostgreSQL is backed up by pg_dump.
"""

import argparse
from pathlib import Path

from tqdm import tqdm

from serres_requests.application import bind_ports
from serres_requests.scripts import CommandError
from serres_requests.scripts.database import files_of, settings_of
from serres_requests.services.backup import back_up
from serres_requests.services.backup_folder import BackupError, BackupFolder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")
    parser.add_argument("directory", type=Path, help="where the backups are kept; made when it is missing")
    parser.add_argument("--full", action="store_true", help="copy all objects again")


def run(arguments: argparse.Namespace) -> int:
    """Make a backup and tell what is in it."""
    settings = settings_of(arguments.ini)
    files, folder = files_of(settings), BackupFolder(arguments.directory.absolute())
    now = bind_ports(settings).clock.now()
    try:
        with tqdm(desc="files", unit="", disable=None) as bar:
            made = back_up(files, folder, now, full=arguments.full, tick=bar.update)
    except (BackupError, OSError) as error:
        raise CommandError(f"No backup was made: {error}") from error
    print(
        f"{made.kind}: up to transaction {made.transaction}, {made.new_files} new files of {made.new_bytes} bytes"
    )
    return 0
