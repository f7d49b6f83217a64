"""The database of an ini file for commands: with settings and registry, without web server and without worker."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pyramid.paster import get_appsettings
from pyramid.registry import Registry
from substanced.evolution import EvolutionManager
from transaction import TransactionManager
from zc.lockfile import LockError

from serres_requests.application import configure
from serres_requests.content_types.site import Site
from serres_requests.domain.storage import StorageFiles
from serres_requests.scripts import CommandError
from serres_requests.settings import Settings, read_settings

logging.getLogger("ZODB.FileStorage").setLevel(logging.ERROR)
"""It warns whenever the index beside a file is older than the file, as it is while the site serves."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What an ini file names. database: ZODB's, open as long as the command works with it."""

    settings: Settings
    registry: Registry
    database: Any

    @contextmanager
    def site(self) -> Iterator[Site]:
        """Give the site in a transaction of its own, which is aborted at the end unless it was committed.

        The connection is the site's ``_p_jar``; its ``transaction_manager`` commits.
        """
        manager = TransactionManager()
        connection = self.database.open(manager)
        try:
            root = connection.root()
            if "app_root" not in root:
                raise CommandError("The database holds no site yet: the server makes it when it first starts.")
            site = root["app_root"]
            if list(EvolutionManager(site, self.registry).get_unfinished_steps()):
                raise CommandError(
                    "The database is of an earlier version: the site brings it up to date when it starts."
                )
            yield site
        finally:
            manager.abort()
            connection.close()


def settings_of(ini: str) -> Settings:
    """Return the settings of the file `ini`; raise SettingsError, or CommandError when there is no such file."""
    return read_settings(_values(ini))


def files_of(settings: Settings) -> StorageFiles:
    """Return where the database lies; raise CommandError when it lies in no file."""
    if settings.files is None:
        raise CommandError("The database lies in no file: use the tools of PostgreSQL, pg_dump and pg_restore.")
    return settings.files


@contextmanager
def open_installation(ini: str, *, read_only: bool) -> Iterator[Installation]:
    """Open what the file `ini` names, and close it at the end.

    Commands that only read say `read_only`: a file is then opened beside a site that is being served.
    Raises SettingsError, UnreachableError, or CommandError when the database is in use.
    """
    values = _values(ini)
    settings = read_settings(values)
    try:
        registry = configure(values, settings, read_only=read_only).registry
    except LockError as error:
        raise CommandError("The database is in use: stop the site first.") from error
    database = registry._zodb_databases[""]
    try:
        yield Installation(settings, registry, database)
    finally:
        database.close()


def _values(ini: str) -> dict[str, str]:
    try:
        values: dict[str, str] = get_appsettings(ini)
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {ini}.") from error
    return values
