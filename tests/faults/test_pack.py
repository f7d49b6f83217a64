"""``serres-requests pack`` on a stopped site: the file shrinks, everything that can be reached stays."""

from tests.faults.conftest import Site
from tests.support.commands import run_command
from tests.support.load import entries, requests


def test_a_packed_database_is_smaller_and_whole(idle_site: Site) -> None:
    ini, data = idle_site.folder / "site.ini", idle_site.folder / "Data.fs"
    idle_site.start()
    maria = idle_site.citizen("maria")
    for _ in range(5):
        maria.submit(maria.fill())
    idle_site.finish_work()
    before, lines, stored = data.stat().st_size, idle_site.look(entries), idle_site.look(requests)
    packed = run_command("pack", ini, "--days", "0")
    assert (packed.returncode, packed.stderr) == (0, "")
    assert packed.stdout.startswith(f"Objects: {before} bytes before, {data.stat().st_size} now.")
    assert data.stat().st_size < before
    assert (idle_site.look(entries), idle_site.look(requests)) == (lines, stored)
    assert run_command("check", ini).stdout == "The database is whole.\n"


def test_a_database_in_use_is_left_alone(running_site: Site) -> None:
    packed = run_command("pack", running_site.folder / "site.ini")
    assert (packed.returncode, packed.stderr) == (1, "The database is in use: stop the site first.\n")
