"""The machine of PostgreSQL is lost for good: its replica has everything, and the site finds it by itself."""

from pathlib import Path

from tests.support.machines import Machines
from tests.support.postgresql import PostgreSQL
from tests.support.pressure import Pressure


def test_the_site_goes_on_with_the_replica_of_a_lost_database_and_nothing_is_lost(tmp_path: Path) -> None:
    primary = PostgreSQL()
    replica = PostgreSQL(primary=primary)
    machines = Machines(tmp_path, primary, replica)
    try:
        machines.start()
        with Pressure(machines) as pressure:
            pressure.go_on()
            primary.stop("immediate")
            replica.promote()
            machines.postgresql = replica
            pressure.go_on()
            machines.leader()
            pressure.end()
        assert all(process.is_alive() for process in (*machines.webs, *machines.workers))
        assert machines.command("check", machines.database) == "The database is whole.\n"
    finally:
        machines.close()
        replica.remove()
        primary.remove()
