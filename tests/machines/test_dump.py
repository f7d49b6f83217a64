"""The backup of a site on PostgreSQL is PostgreSQL's own: a dump has everything, files included."""

from pathlib import Path

from tests.support.load import entries, requests
from tests.support.machines import Machines


def test_a_dump_taken_while_the_site_serves_brings_the_site_back(machines: Machines, tmp_path: Path) -> None:
    maria = machines.citizen("maria")
    path = maria.submit(maria.fill())
    number = machines.numbered(maria, path)
    dump = tmp_path / "serres.dump"
    machines.postgresql.dump(machines.database, dump)
    after = maria.submit(maria.fill())
    restored = machines.postgresql.restore(dump)
    assert machines.command("check", restored) == "The database is whole.\n"
    assert [str(entry) for entry, _key in machines.look(entries, restored)] == [number.partition("/")[0]]
    stored = {reference.partition("/")[2] for reference in machines.look(requests, restored)}
    assert path.rpartition("/")[2] in stored
    assert after.rpartition("/")[2] not in stored
