"""The files for systemd and compose agree with the programs that read them, and with the application."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from serres_requests.scripts import COMMANDS
from serres_requests.settings import read_settings

PROJECT = Path(__file__).parents[2]
DEPLOY = PROJECT / "deploy"
UNITS = sorted(path.relative_to(DEPLOY / "systemd") for path in (DEPLOY / "systemd").iterdir() if path.is_file())
PROGRAM = "/opt/serres/.venv/bin/serres-requests"
MOST_EXPOSED = 15
"""In tenths, on systemd's scale from 0 to 100."""

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The units in a folder where systemd looks, with a program that is here."""
    folder = tmp_path / "units"
    shutil.copytree(DEPLOY / "systemd", folder)
    for path in folder.glob("*.service"):
        path.write_text(path.read_text().replace(PROGRAM, "/bin/true"))
    monkeypatch.setenv("SYSTEMD_UNIT_PATH", f"{folder}:")
    return folder


def instance(unit: Path) -> str:
    return unit.name.replace("@.", "@6543.")


def analyze(*arguments: str) -> tuple[int, str]:
    """Return the exit code, and what is wrong."""
    done = subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, env=os.environ, check=False
    )
    return done.returncode, done.stderr or (done.stdout if done.returncode else "")


@needs_systemd
@pytest.mark.usefixtures("units")
@pytest.mark.parametrize("unit", UNITS, ids=str)
def test_systemd_understands_every_unit(unit: Path) -> None:
    assert analyze("verify", "--man=no", instance(unit)) == (0, "")


@needs_systemd
@pytest.mark.usefixtures("units")
@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=str)
def test_services_can_do_little_besides_their_work(unit: Path) -> None:
    told = analyze("security", "--offline=yes", f"--threshold={MOST_EXPOSED}", "--no-pager", instance(unit))
    assert told == (0, "")


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".service"], ids=str)
def test_services_call_commands_that_there_are(unit: Path) -> None:
    called = re.findall(rf"^ExecStart={PROGRAM} (\S+) /etc/serres/production.ini$", text_of(unit), re.MULTILINE)
    assert len(called) == 1
    assert called[0] in COMMANDS


def text_of(unit: Path) -> str:
    return (DEPLOY / "systemd" / unit).read_text()


@pytest.fixture
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    return loaded


def test_compose_has_two_of_what_must_not_be_missing(compose: dict[str, Any]) -> None:
    commands = [service["command"][0] for service in compose["services"].values() if "env_file" in service]
    assert sorted(commands) == ["serve", "serve", "worker", "worker"]


def test_files_that_compose_mounts_are_there_or_made_by_the_operator(compose: dict[str, Any]) -> None:
    mounted = {
        volume.split(":")[0]
        for service in compose["services"].values()
        for volume in service.get("volumes", ())
        if volume.startswith("./")
    }
    missing = {path for path in mounted if not (DEPLOY / path).exists()}
    assert missing == {"./production.ini", "./tls"}


def test_web_processes_believe_the_address_that_nginx_has(compose: dict[str, Any]) -> None:
    address = compose["services"]["nginx"]["networks"]["inside"]["ipv4_address"]
    trusted = {
        service["environment"]["TRUSTED_PROXY"]
        for name, service in compose["services"].items()
        if name.startswith("web-")
    }
    assert trusted == {address}


def test_nginx_asks_the_web_processes_of_compose(compose: dict[str, Any]) -> None:
    asked = re.findall(r"server (\S+):6543", (DEPLOY / "nginx" / "upstream-compose.conf").read_text())
    assert asked == [name for name in compose["services"] if name.startswith("web-")]


def test_production_starts_with_what_compose_and_secrets_name(compose: dict[str, Any]) -> None:
    secrets = dict(
        line.split("=", 1)
        for line in (DEPLOY / "secrets.env.example").read_text().splitlines()
        if not line.startswith("#")
    )
    filled = {name: f"{name} is long enough, we think" for name, value in secrets.items() if value}
    site = {
        "serres.environment": "production",
        "serres.public_url": "https://aitimata.serres.example",
        "serres.taxisnet_url": "https://oauth2.gsis.gr/oauth2server",
        "serres.taxisnet_client_id": "serres",
        "serres.mail_host": "mail.serres.example",
        "serres.mail_sender": "aitimata@serres.example",
    }
    settings = read_settings(site, {**filled, **compose["services"]["web-1"]["environment"]})
    assert settings.on_postgresql
    assert settings.database_password == filled["SERRES_DATABASE_PASSWORD"]
