"""Restore a database in a file from a folder of backups.

A database that is there is left alone unless --replace is said, and even then kept beside. Everything restored is
compared with the hashes that the backup recorded. Run ``serres-requests check`` afterwards.
"""

import argparse
from datetime import datetime
from pathlib import Path

from tqdm import tqdm

from serres_requests.scripts import CommandError
from serres_requests.scripts.database import files_of, settings_of
from serres_requests.services.backup_folder import BackupError, BackupFolder
from serres_requests.services.restore import restore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("directory", type=Path, help="where the backups are kept")
    parser.add_argument("ini", help="names where the database goes, such as production.ini")
    parser.add_argument("--until", type=_moment, help="newest made not after 2026-03-25T14:00+02:00, say")
    parser.add_argument("--replace", action="store_true", help="let a database that is there make room")


def run(arguments: argparse.Namespace) -> int:
    """Restore and tell which backup it was."""
    files, folder = files_of(settings_of(arguments.ini)), BackupFolder(arguments.directory.absolute())
    try:
        with tqdm(desc="files", unit="", disable=None) as bar:
            made = restore(folder, files, until=arguments.until, replace=arguments.replace, tick=bar.update)
    except (BackupError, OSError) as error:
        raise CommandError(f"Nothing was restored: {error}") from error
    print(
        f"restored what was backed up at {made.made_at:%Y-%m-%d %H:%M:%S %Z}, up to transaction {made.transaction}"
    )
    return 0


def _moment(words: str) -> datetime:
    """Return the moment that `words` mean; without a time zone it is this machine's time."""
    return datetime.fromisoformat(words).astimezone()
