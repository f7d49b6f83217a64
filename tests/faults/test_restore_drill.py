"""The restore drill: a backup made under load is restored elsewhere, whole, and the site starts from it."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import Site
from tests.faults.test_kills import Load
from tests.support.commands import run_command
from tests.support.load import entries, filed_notices, outbox, requests
from tests.support.waiting import eventually

WHOLE = "The database is whole.\n"


def attachments(root: Any) -> int:
    """Read every attachment; return how many there are."""
    found = [file for year in root.requests.values() for request in year.values() for file in request.attachments]
    for file in found:
        with file.open() as stream:
            assert len(stream.read()) == file.size
    return len(found)


def back_up(site: Site, folder: Path) -> str:
    made = run_command("backup", site.folder / "site.ini", folder)
    assert (made.returncode, made.stderr) == (0, "")
    return made.stdout.partition(":")[0]


@pytest.fixture
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Another machine, as it were: nothing on it but its ini file."""
    site = Site(tmp_path_factory.mktemp("other"))
    yield site
    site.close()


def test_a_backup_under_load_is_restored_elsewhere(idle_site: Site, other_site: Site, tmp_path: Path) -> None:
    folder, ini = tmp_path / "backups", other_site.folder / "site.ini"
    idle_site.start()
    loads = [Load(idle_site.citizen(userid)) for userid in ("maria", "giorgos")]
    for load in loads:
        load.start()
    kinds = []
    for wanted in (4, 8):
        eventually(lambda wanted=wanted: sum(len(load.answered) for load in loads) >= wanted, "requests")
        told = [path for load in loads for path in load.answered]
        kinds.append(back_up(idle_site, folder))
    after = len(told) + 2
    eventually(lambda: sum(len(load.answered) for load in loads) >= after, "requests after the backup")
    idle_site.server.kill()
    for load in loads:
        load.join()
    assert kinds == ["full", "incremental"]
    manifest = json.loads((folder / "manifest.json").read_text())["backups"]
    assert [record["kind"] for record in manifest] == kinds

    restored = run_command("restore", folder, ini)
    assert (restored.returncode, restored.stderr) == (0, "")
    assert run_command("check", ini).stdout == WHOLE
    stored = {reference.partition("/")[2] for reference in other_site.look(requests)}
    assert {path.rsplit("/", 1)[-1] for path in told} <= stored
    assert other_site.look(attachments) == len(stored)

    other_site.start()
    maria = other_site.citizen("maria")
    other_site.numbered(maria, maria.submit(maria.fill()))
    other_site.finish_work()
    assert run_command("check", ini).stdout == WHOLE
    lines = other_site.look(entries)
    assert sorted(number for number, _key in lines) == list(range(1, len(stored) + 2))
    assert sorted(other_site.look(filed_notices)) == sorted(other_site.look(requests))
    assert other_site.look(outbox) == 0


def test_a_database_that_is_there_is_not_overwritten_unless_told(running_site: Site, tmp_path: Path) -> None:
    folder, ini = tmp_path / "backups", running_site.folder / "site.ini"
    back_up(running_site, folder)
    refused = run_command("restore", folder, ini, "--replace")
    assert refused.returncode == 1
    assert refused.stderr == "Nothing was restored: The database is in use: stop the site first.\n"
    copied = tmp_path / "copy"
    shutil.copytree(running_site.folder, copied)
    other = copied / "site.ini"
    other.write_text((running_site.folder / "site.ini").read_text().replace(str(running_site.folder), str(copied)))
    refused = run_command("restore", folder, other)
    assert refused.returncode == 1
    assert "say --replace to let it make room" in refused.stderr
    assert run_command("restore", folder, other, "--replace").returncode == 0
    assert run_command("check", other).stdout == WHOLE


def test_postgresql_has_tools_of_its_own(tmp_path: Path, running_site: Site) -> None:
    ini = tmp_path / "site.ini"
    address = "postgresql:///serres\nserres.blob_cache = /tmp/cache\nserres.worker = none\nserres.unused ="
    text = (running_site.folder / "site.ini").read_text().replace("serres.worker = thread\n", "")
    ini.write_text(text.replace(f"file://{running_site.folder}", f"{address} "))
    refused = run_command("backup", ini, tmp_path / "backups")
    assert (refused.returncode, "pg_dump" in refused.stderr) == (1, True)
