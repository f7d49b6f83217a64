"""Starting and ending the server: clear words when it can't, and a quick end when it is told to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.conftest import Site
from tests.support.processes import CLIENT_SECRET, free_port
from ZODB.fsIndex import fsIndex

from serres_requests.settings import DEMONSTRATION_PASSWORD

A_QUICK_END_SECONDS = 5
DEVELOPMENT = {
    "SERRES_SECRET": "a secret of the tests, long enough to be one",
    "SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD,
    "SERRES_TAXISNET_CLIENT_SECRET": CLIENT_SECRET,
}
PRODUCTION = """
[app:main]
use = egg:serres-requests
serres.environment = production
serres.demonstration = true
serres.database = file://{folder}/Data.fs?blobstorage_dir={folder}/blobs
serres.public_url = http://aitimata.serres.example
serres.taxisnet_url = http://oauth2.example/oauth2server
serres.taxisnet_client_id = serres
serres.mail_host = mail.serres.example
serres.mail_sender = aitimata@serres.example
serres.mail_security = none
serres.secret = a secret that does not belong here
{logging}
"""
LOGGING = """
[loggers]
keys = root
[handlers]
keys =
[formatters]
keys =
[logger_root]
level = INFO
handlers =
"""


def serve(ini: Path, **environment: str) -> "subprocess.Popen[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SERRES_")}
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", "serve", str(ini)],
        env={**kept, "PORT": str(free_port()), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end_of(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Return exit code and complaints of a server that ends by itself."""
    with process:
        _out, complaints = process.communicate(timeout=30)
    return process.returncode, complaints


def test_a_second_server_on_the_same_database_says_why_it_can_not_start(running_site: Site) -> None:
    code, complaints = end_of(serve(running_site.folder / "site.ini", **DEVELOPMENT))
    assert code == 1
    assert complaints.splitlines()[-1] == "The database is in use: is the site running already?"
    assert running_site.citizen("maria").http.get("/me").status_code == 200


def test_a_server_on_a_port_in_use_says_why_it_can_not_start(running_site: Site, tmp_path: Path) -> None:
    ini = tmp_path / "site.ini"
    elsewhere = (running_site.folder / "site.ini").read_text().replace(str(running_site.folder), str(tmp_path))
    ini.write_text(elsewhere)
    code, complaints = end_of(serve(ini, **{**DEVELOPMENT, "PORT": str(running_site.port)}))
    assert code == 1
    assert f"Can't listen at 127.0.0.1:{running_site.port}" in complaints


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_server_soon_and_nothing_is_lost(idle_site: Site, number: signal.Signals) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    path = maria.submit(maria.fill())
    process = idle_site.server._process
    assert process is not None
    process.send_signal(number)
    assert process.wait(A_QUICK_END_SECONDS) == 0
    idle_site.start()
    assert idle_site.numbered(maria, path).startswith("1/")


def test_a_clean_end_keeps_the_index_for_a_quick_start(idle_site: Site) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    idle_site.numbered(maria, maria.submit(maria.fill()))
    idle_site.server.stop()
    data = idle_site.folder / "Data.fs"
    assert fsIndex.load(f"{data}.index")["pos"] == data.stat().st_size


def test_a_pack_that_was_killed_while_it_changed_files_is_undone(idle_site: Site) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    path = maria.submit(maria.fill())
    idle_site.numbered(maria, path)
    idle_site.server.kill()
    data = idle_site.folder / "Data.fs"
    data.rename(idle_site.folder / "Data.fs.old")
    idle_site.start()
    assert idle_site.numbered(maria, path).startswith("1/")
    assert "a pack was interrupted" in idle_site.server.log.read_text()


def test_production_refuses_demonstration_settings_and_names_each(tmp_path: Path) -> None:
    ini = tmp_path / "production.ini"
    ini.write_text(PRODUCTION.format(folder=tmp_path, logging=LOGGING))
    code, complaints = end_of(
        serve(
            ini,
            SERRES_SECRET="short",
            SERRES_ADMIN_PASSWORD=DEMONSTRATION_PASSWORD,
            SERRES_TAXISNET_CLIENT_SECRET="demonstration-secret-never-for-production",
        )
    )
    assert code == 2
    for named in (
        "serres.secret is a secret: it belongs in the environment",
        "SERRES_SECRET is shorter than 32 characters",
        "SERRES_ADMIN_PASSWORD is the demonstration password",
        "SERRES_TAXISNET_CLIENT_SECRET is the demonstration secret",
        "serres.demonstration must be false in production",
        "serres.public_url must be https",
        "serres.taxisnet_url must be https",
        "serres.mail_security must be starttls in production",
    ):
        assert named in complaints
    assert "Traceback" not in complaints
    assert list(tmp_path.iterdir()) == [ini]


def test_settings_that_are_missing_are_all_named(tmp_path: Path) -> None:
    ini = tmp_path / "empty.ini"
    ini.write_text(f"[app:main]\nuse = egg:serres-requests\n{LOGGING}")
    code, complaints = end_of(serve(ini))
    assert code == 2
    for named in (
        *("environment", "database", "public_url", "taxisnet_url", "taxisnet_client_id", "mail_host"),
        *("SERRES_SECRET", "SERRES_ADMIN_PASSWORD", "SERRES_TAXISNET_CLIENT_SECRET"),
    ):
        assert f"{named} is missing" in complaints


def test_production_refuses_a_demonstration_database(idle_site: Site) -> None:
    idle_site.start()
    idle_site.server.stop()
    ini = idle_site.folder / "production.ini"
    safe = (
        PRODUCTION.format(folder=idle_site.folder, logging=LOGGING)
        .replace("http://", "https://")
        .replace("serres.demonstration = true\n", "")
        .replace("serres.mail_security = none\n", "")
        .replace("serres.secret = a secret that does not belong here\n", "")
    )
    ini.write_text(safe)
    code, complaints = end_of(
        serve(
            ini,
            SERRES_SECRET="a secret of the tests, long enough to be one",
            SERRES_ADMIN_PASSWORD="another long password",
            SERRES_TAXISNET_CLIENT_SECRET=CLIENT_SECRET,
        )
    )
    assert code == 2
    assert "These users have the demonstration password: admin, lighting" in complaints
