"""A real PostgreSQL server on a port of its own, with a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path
from typing import Any

import psycopg2
from tests.support.processes import free_port

USER = "serres"
PASSWORD = "a password / of the tests?"
PATIENCE_SECONDS = 30


def _programs() -> Path:
    """Return the folder of the newest server that is installed, Debian's first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    program = found[-1] if found else shutil.which("initdb")
    assert program is not None, "PostgreSQL is missing: `make servers` installs it where it may"
    return Path(program).parent


class PostgreSQL:
    """One cluster. It refuses to run as root, so that under root it runs as `nobody`.

    durable: whether what is committed survives a power cut; tests end the server, not the machine. primary: the
    server whose replica this one is, without which that server acknowledges nothing from then on.
    """

    def __init__(self, *, durable: bool = False, primary: "PostgreSQL | None" = None) -> None:
        self._durable = durable
        self._programs = _programs()
        self._folder = Path(tempfile.mkdtemp(prefix="serres-postgresql-"))
        self._owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        os.chown(self._folder, self._owner.pw_uid, self._owner.pw_gid)
        self.port = free_port()
        if primary is None:
            self._make_cluster()
        else:
            self._copy(primary)
        self.start()
        if primary is not None:
            primary.execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'")
            primary.execute("postgres", "SELECT pg_reload_conf()")

    def _make_cluster(self) -> None:
        password = self._folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        self._run(
            *("initdb", "--pgdata", str(self._folder / "data"), "--username", USER, "--encoding", "UTF8"),
            *("--auth", "scram-sha-256", "--pwfile", str(password), "--locale", "C.UTF-8", "--no-sync"),
        )

    def _copy(self, primary: "PostgreSQL") -> None:
        where = f"host=127.0.0.1 port={primary.port} user={USER} password='{PASSWORD}'"
        data = str(self._folder / "data")
        self._run("pg_basebackup", "--pgdata", data, "--dbname", where, "--write-recovery-conf", "--no-sync")

    @property
    def socket_folder(self) -> Path:
        """Where the server's socket lies."""
        return self._folder

    def start(self) -> None:
        places = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self._run(
            *("pg_ctl", "--pgdata", str(self._folder / "data"), "--log", str(self._folder / "log"), "--wait"),
            *("--options", f"{places} -c fsync={'on' if self._durable else 'off'}", "start"),
        )

    def stop(self, mode: str = "immediate") -> None:
        """End the server; mode: as pg_ctl has them, "immediate" is a crash."""
        self._run("pg_ctl", "--pgdata", str(self._folder / "data"), "--mode", mode, "--wait", "stop")

    def promote(self) -> None:
        """Let a replica take its primary's place."""
        self._run("pg_ctl", "--pgdata", str(self._folder / "data"), "--wait", "promote")

    def remove(self) -> None:
        if (self._folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self._folder)

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        name = f"serres_{uuid.uuid4().hex}"
        self.execute("postgres", f"CREATE DATABASE {name}")
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def dump(self, database: str, file: Path) -> None:
        """Write a dump of `database` as the operators' guide tells."""
        self._run_as_client("pg_dump", "--format=custom", "--dbname", database, "--file", str(file))

    def restore(self, file: Path) -> str:
        """Make a database of a dump and return its address."""
        database = self.new_database()
        self._run_as_client("pg_restore", "--exit-on-error", "--no-owner", "--dbname", database, str(file))
        return database

    def execute(self, name: str, statement: str) -> list[tuple[Any, ...]]:
        """Return the rows of `statement` in the database `name`."""
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, dbname=name)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _run_as_client(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            env={**os.environ, "PGPASSWORD": PASSWORD},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def _run(self, program: str, *arguments: str) -> None:
        privileges: dict[str, Any] = {}
        if os.geteuid() == 0:
            privileges = {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []}
        done = subprocess.run(
            [str(self._programs / program), *arguments],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
            **privileges,
        )
        assert done.returncode == 0, done.stderr
