"""``serres-requests check`` tells a whole database from a damaged one, also while the site serves."""

from typing import Any

from tests.faults.conftest import Site
from tests.support.commands import run_command
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage


def change(site: Site, damage: Any) -> None:
    """Do `damage` to the root of a stopped site."""
    database = DB(FileStorage(str(site.folder / "Data.fs"), blob_dir=str(site.folder / "blobs")))
    connection = database.open()
    damage(connection.root()["app_root"])
    connection.transaction_manager.commit()
    database.close()


def test_a_site_that_is_served_is_whole(running_site: Site) -> None:
    maria = running_site.citizen("maria")
    running_site.numbered(maria, maria.submit(maria.fill()))
    checked = run_command("check", running_site.folder / "site.ini")
    assert (checked.stdout, checked.stderr, checked.returncode) == ("The database is whole.\n", "", 0)


def test_what_is_damaged_is_named(idle_site: Site) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    path = maria.submit(maria.fill())
    idle_site.numbered(maria, path)
    idle_site.finish_work()
    ini = idle_site.folder / "site.ini"

    def forget(site: Any) -> None:
        site.requests.by_reference(next(site.register.keys())[0]).protocol = None

    change(idle_site, forget)
    checked = run_command("check", ini)
    assert checked.returncode == 1
    assert "it has the number None, in the register 1/" in checked.stdout
    assert checked.stdout.splitlines()[-1] == "3 findings"
    for blob in (idle_site.folder / "blobs").rglob("*.blob"):
        blob.unlink()
    checked = run_command("check", ini)
    assert "its file is not there" in checked.stdout


def test_a_database_of_an_earlier_version_is_told_so(idle_site: Site) -> None:
    idle_site.start()
    idle_site.finish_work()

    def forget_a_step(site: Any) -> None:
        steps = site._p_jar.root()["substanced.finished_evolution_steps"]
        del steps["serres_requests.root.add_documents"]

    change(idle_site, forget_a_step)
    checked = run_command("check", idle_site.folder / "site.ini")
    assert checked.returncode == 1
    assert checked.stderr == (
        "The database is of an earlier version: the site brings it up to date when it starts.\n"
    )


def test_an_object_that_is_lost_ends_the_check(idle_site: Site) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    maria.submit(maria.fill())
    idle_site.finish_work()
    data = idle_site.folder / "Data.fs"
    module = b"serres_requests.content_types.request"
    data.write_bytes(data.read_bytes().replace(module, module[::-1]))
    checked = run_command("check", idle_site.folder / "site.ini")
    assert checked.returncode == 1
    assert "can't be read: LookupError: the class tseuqer.sepyt_tnetnoc" in checked.stdout
    assert checked.stderr.startswith("Objects are lost")
