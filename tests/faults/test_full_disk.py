"""The disk is full: citizens are told in words, nothing is lost or doubled, and it goes on once there is room."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults.conftest import Site
from tests.support.clients import SERVICE, HttpCitizen
from tests.support.commands import run_command
from tests.support.load import entries, filed_notices, outbox, requests

MEGABYTES = 12
KILOBYTE = 1024
TOLD = "Ο δίσκος του είναι γεμάτος"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that a test can fill; only root may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", disk]
    made = subprocess.run(mount, capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.fixture
def site(small_disk: Path) -> Iterator[Site]:
    site = Site(small_disk)
    site.start()
    yield site
    site.close()


class Filler:
    """A file that takes all room but what it is told to leave."""

    def __init__(self, disk: Path) -> None:
        self._path = disk / "filler"

    def leave(self, kilobytes: int) -> None:
        self.remove()
        with self._path.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * KILOBYTE)
            except OSError:
                file.truncate(max(file.tell() - kilobytes * KILOBYTE, 0))

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)


def try_to_apply(citizen: HttpCitizen) -> str | None:
    """Fill the form in and submit it; return the request's address, None when the citizen was told of the disk."""
    try:
        return citizen.submit(citizen.fill())
    except AssertionError as error:
        told = str(error)
    assert TOLD in told
    return None


def test_a_full_disk_loses_nothing_and_the_site_goes_on_with_room(site: Site) -> None:
    filler = Filler(site.folder)
    maria = site.citizen("maria")
    first = maria.submit(maria.fill())
    assert site.numbered(maria, first).startswith("1/")

    kept = [first]
    for kilobytes in (0, 4, 8, 12, 16, 24, 32, 48, 64):
        filler.leave(kilobytes)
        path = try_to_apply(maria)
        if path is not None:
            kept.append(path)
        assert maria.http.get(SERVICE.removesuffix("/apply")).status_code == 200
        assert maria.status(first)["number"].startswith("1/")
    assert len(kept) < 9

    filler.remove()
    kept.append(maria.submit(maria.fill()))
    for path in kept:
        site.numbered(maria, path)
    site.finish_work()
    stored = site.look(requests)
    assert {path.rsplit("/", 1)[-1] for path in kept} == {reference.partition("/")[2] for reference in stored}
    assert sorted(number for number, _key in site.look(entries)) == list(range(1, len(stored) + 1))
    assert sorted(site.look(filed_notices)) == sorted(stored)
    assert site.look(outbox) == 0
    assert run_command("check", site.folder / "site.ini").stdout == "The database is whole.\n"
