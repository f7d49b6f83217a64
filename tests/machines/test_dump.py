"""What operators do with a site on PostgreSQL while it serves: dump it, and pack it."""

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


def test_packing_takes_what_was_thrown_away_and_leaves_the_rest(machines: Machines) -> None:
    def files() -> int:
        return int(machines.postgresql.execute(machines.name, "SELECT count(DISTINCT zoid) FROM blob_chunk")[0][0])

    giorgos = machines.citizen("giorgos")
    kept = giorgos.submit(giorgos.fill())
    machines.numbered(giorgos, kept)
    before = files()
    giorgos.fill()
    action, values = giorgos.form("/me/requests", "/discard")
    assert giorgos.http.post(action, data=values).status_code == 303
    assert files() == before + 1
    machines.command("pack", machines.database, "--days", "0")
    assert files() == before
    assert machines.command("check", machines.database) == "The database is whole.\n"
