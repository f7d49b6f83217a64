"""Typed settings, read once from ini and environment; what is missing or unsafe stops the start by name."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from serres_requests.domain.storage import StorageFiles

DEMONSTRATION_SECRET = "demonstration-secret-never-for-production"  # noqa: S105  refused in production
DEMONSTRATION_PASSWORD = "serres-demo-2026"  # noqa: S105  refused in production
SHORTEST_SECRET = 32
SHORTEST_PASSWORD = 12
FILE = "file"
POSTGRESQL = "postgresql"
DATABASES = (FILE, "memory", POSTGRESQL)

_NEAR = ("/", "localhost", "127.0.0.1", "[::1]")
_MEGABYTE = 1024 * 1024
_GIGABYTE = 1024 * _MEGABYTE


class SettingsError(Exception):
    """Settings are missing or unsafe; the message names each of them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs between installations.

    production: refuses demonstration values and unencrypted addresses. demonstration: a new database gets
    sample staff. database: address of a file as zodburi reads it, or of PostgreSQL as libpq does; blob_cache:
    folder for this machine's copies of PostgreSQL's blobs, of blob_cache_bytes at most. public_url: how people
    reach the site, without slash at the end. worker: "thread" inside the web process or "none" when it runs by
    itself. upload_bytes: the largest request body taken. quota_bytes: what database and files may take together.
    pack_days: history that is kept when the database is packed. registry_url: of the tax office's business
    registry; "" is none. map_tiles: address of map pictures with {z}, {x} and {y} in it, "" is no map;
    map_credit: whom they are owed to. mail_reports: the address that reports of failed delivery go to;
    reports_secret: of the command that tells the site of them, "" when nothing does.
    """

    production: bool
    demonstration: bool
    database: str
    database_password: str
    blob_cache: str
    public_url: str
    secret: str
    admin_password: str
    taxisnet_url: str
    taxisnet_client_id: str
    taxisnet_client_secret: str
    mail_host: str
    mail_port: int
    mail_sender: str
    mail_security: str
    mail_username: str
    mail_password: str
    mail_reports: str
    reports_secret: str
    worker: str
    upload_bytes: int
    quota_bytes: int
    pack_days: int
    blob_cache_bytes: int
    registry_url: str = ""
    registry_username: str = ""
    registry_password: str = ""
    map_tiles: str = ""
    map_credit: str = ""

    @property
    def on_postgresql(self) -> bool:
        """Several processes may share the database."""
        return _scheme(self.database) == POSTGRESQL

    @property
    def files(self) -> StorageFiles | None:
        """Where a database in a file lies, None for any other database."""
        if _scheme(self.database) != FILE:
            return None
        path, _, query = self.database.partition("://")[2].partition("?")
        return StorageFiles(Path(path), Path(parse_qs(query)["blobstorage_dir"][0]))

    @property
    def taxisnet_callback(self) -> str:
        """The redirect address, as registered with the tax office."""
        return f"{self.public_url}/login/taxisnet/callback"


def read_settings(ini: Mapping[str, str], environment: Mapping[str, str] | None = None) -> Settings:
    """Read settings: ``serres.public_url`` in the ini file, overridden by ``SERRES_PUBLIC_URL``.

    Secrets come from the environment alone. Raises SettingsError naming all that is wrong.
    """
    source = _Source(ini, os.environ if environment is None else environment)
    production = source.choice("environment", ("production", "development"), required=True) == "production"
    settings = Settings(
        production=production,
        demonstration=source.choice("demonstration", ("false", "true")) == "true",
        **source.database(),
        public_url=source.text("public_url").rstrip("/"),
        secret=source.secret("secret"),
        admin_password=source.secret("admin_password"),
        taxisnet_url=source.text("taxisnet_url"),
        taxisnet_client_id=source.text("taxisnet_client_id"),
        taxisnet_client_secret=source.secret("taxisnet_client_secret"),
        mail_host=source.text("mail_host"),
        mail_port=source.number("mail_port", 25),
        mail_sender=source.text("mail_sender"),
        mail_security=source.choice("mail_security", ("starttls", "none")),
        mail_username=source.secret("mail_username", ""),
        mail_password=source.secret("mail_password", ""),
        mail_reports=source.text("mail_reports", ""),
        reports_secret=source.secret("reports_secret", ""),
        worker=source.choice("worker", ("thread", "none")),
        upload_bytes=source.number("upload_megabytes", 30) * _MEGABYTE,
        quota_bytes=source.number("quota_gigabytes", 2) * _GIGABYTE,
        pack_days=source.number("pack_days", 7),
        blob_cache_bytes=source.number("blob_cache_megabytes", 512) * _MEGABYTE,
        **source.registry(),
        **source.map(),
    )
    problems = source.problems + _impossible(settings) + (_unsafe(settings) if production else [])
    if problems:
        raise SettingsError("The application can't start:\n- " + "\n- ".join(problems))
    return settings


class _Source:
    """Looks values up and collects what is wrong, so that all of it is told at once."""

    def __init__(self, ini: Mapping[str, str], environment: Mapping[str, str]) -> None:
        self._ini = ini
        self._environment = environment
        self.problems: list[str] = []

    def text(self, name: str, default: str | None = None) -> str:
        variable = f"SERRES_{name.upper()}"
        value = (self._environment.get(variable, self._ini.get(f"serres.{name}", default)) or "").strip()
        if not value:
            if default is None:
                self.problems.append(f"serres.{name} is missing (ini file, or {variable} in the environment)")
            return ""
        return value

    def secret(self, name: str, default: str | None = None) -> str:
        if f"serres.{name}" in self._ini:
            self.problems.append(f"serres.{name} is a secret: it belongs in the environment, not in the ini file")
        value = self._environment.get(f"SERRES_{name.upper()}", default)
        if default is None and not (value or "").strip():
            self.problems.append(f"SERRES_{name.upper()} is missing in the environment")
        return value or ""

    def database(self) -> dict[str, str]:
        """Where objects are kept: a file, or PostgreSQL with a folder for copies of its blobs."""
        address = self.text("database")
        return {
            "database": address,
            "database_password": self.secret("database_password", ""),
            "blob_cache": self.text("blob_cache", None if _scheme(address) == POSTGRESQL else ""),
        }

    def registry(self) -> dict[str, str]:
        """The business registry: nothing at all, or its address with both of its codes."""
        url = self.text("registry_url", "")
        default = None if url else ""
        codes = {name: self.secret(name, default) for name in ("registry_username", "registry_password")}
        return {"registry_url": url, **codes}

    def map(self) -> dict[str, str]:
        """The pictures of the map: nothing at all, or their address with whom they are owed to."""
        tiles = self.text("map_tiles", "")
        if tiles and any(part not in tiles for part in ("{z}", "{x}", "{y}")):
            self.problems.append("serres.map_tiles must have {z}, {x} and {y} in it")
        return {"map_tiles": tiles, "map_credit": self.text("map_credit", None if tiles else "")}

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not int(value):
            self.problems.append(f"serres.{name} must be a whole number, not {value!r}")
            return default
        return int(value)

    def choice(self, name: str, allowed: tuple[str, ...], *, required: bool = False) -> str:
        value = self.text(name, None if required else allowed[0])
        if value not in allowed and (value or not required):
            self.problems.append(f"serres.{name} must be one of {', '.join(allowed)}, not {value!r}")
        return value


def _impossible(settings: Settings) -> list[str]:
    """What can't work, wherever it runs."""
    if not settings.database:
        return []
    checks = (
        (
            _scheme(settings.database) not in DATABASES,
            f"serres.database must begin with one of {', '.join(f'{name}://' for name in DATABASES)}",
        ),
        (
            _scheme(settings.database) == FILE and "?blobstorage_dir=" not in settings.database,
            "serres.database must say where files are kept: file://…/Data.fs?blobstorage_dir=…/blobs",
        ),
        (
            settings.on_postgresql and _has_password(settings.database),
            "serres.database has a password in it: it belongs in SERRES_DATABASE_PASSWORD",
        ),
        (
            settings.on_postgresql and settings.worker != "none",
            "serres.worker must be none with PostgreSQL: start `serres-requests worker` beside the web processes",
        ),
    )
    return [problem for is_wrong, problem in checks if is_wrong]


def _unsafe(settings: Settings) -> list[str]:
    """What must not be so in production, of what is there at all."""
    checks = (
        (settings.secret == DEMONSTRATION_SECRET, "SERRES_SECRET is the demonstration secret"),
        (
            0 < len(settings.secret) < SHORTEST_SECRET,
            f"SERRES_SECRET is shorter than {SHORTEST_SECRET} characters",
        ),
        (settings.admin_password == DEMONSTRATION_PASSWORD, "SERRES_ADMIN_PASSWORD is the demonstration password"),
        (
            0 < len(settings.admin_password) < SHORTEST_PASSWORD,
            f"SERRES_ADMIN_PASSWORD is shorter than {SHORTEST_PASSWORD} characters",
        ),
        (
            settings.taxisnet_client_secret == DEMONSTRATION_SECRET,
            "SERRES_TAXISNET_CLIENT_SECRET is the demonstration secret",
        ),
        (settings.reports_secret == DEMONSTRATION_SECRET, "SERRES_REPORTS_SECRET is the demonstration secret"),
        (
            0 < len(settings.reports_secret) < SHORTEST_SECRET,
            f"SERRES_REPORTS_SECRET is shorter than {SHORTEST_SECRET} characters",
        ),
        (
            bool(settings.reports_secret) and settings.reports_secret == settings.secret,
            "SERRES_REPORTS_SECRET is SERRES_SECRET: it must be one of its own",
        ),
        (settings.demonstration, "serres.demonstration must be false in production"),
        (_is_unencrypted(settings.public_url), f"serres.public_url must be https, not {settings.public_url!r}"),
        (
            _is_unencrypted(settings.taxisnet_url),
            f"serres.taxisnet_url must be https, not {settings.taxisnet_url!r}",
        ),
        (
            _is_unencrypted(settings.registry_url),
            f"serres.registry_url must be https, not {settings.registry_url!r}",
        ),
        (_is_unencrypted(settings.map_tiles), f"serres.map_tiles must be https, not {settings.map_tiles!r}"),
        (
            settings.registry_password == DEMONSTRATION_SECRET,
            "SERRES_REGISTRY_PASSWORD is the demonstration secret",
        ),
        (settings.mail_security == "none", "serres.mail_security must be starttls in production"),
        (
            settings.on_postgresql and _is_overheard(settings.database),
            "serres.database must have sslmode=verify-full (or verify-ca, require): it is on another machine",
        ),
    )
    return [problem for is_wrong, problem in checks if is_wrong]


def _is_unencrypted(url: str) -> bool:
    """Tell whether `url` is anything but an https address; a missing one is told of elsewhere."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(url) and not (parts.scheme == "https" and parts.hostname)


def _scheme(address: str) -> str:
    return address.partition("://")[0]


def _has_password(address: str) -> bool:
    """Tell whether the address of a database, of one or several hosts, has a password in it."""
    parts = urlsplit(address)
    return parts.password is not None or "password" in parse_qs(parts.query)


def _is_overheard(address: str) -> bool:
    """Tell whether the way to PostgreSQL leads over a network without encryption."""
    parts = urlsplit(address)
    options = parse_qs(parts.query)
    hosts = parts.netloc.rpartition("@")[2].split(",") + ",".join(options.get("host", [])).split(",")
    is_near = all(host.startswith(_NEAR) or not host for host in hosts)
    return not is_near and options.get("sslmode", [""])[-1] not in {"require", "verify-ca", "verify-full"}
