"""``serres-requests verify-audit`` vouches for the log, also while the site serves, and finds what was forged."""

from tests.faults.conftest import Site
from tests.faults.test_check import change
from tests.support.clients import HttpStaff
from tests.support.commands import run_command
from tests.support.waiting import eventually


def looks(site: Site, count: int) -> None:
    """Let an officer log in and look at the queue `count` times."""
    officer = HttpStaff(site.url)
    officer.log_in("lighting")
    for _number in range(count):
        assert officer.http.get("/manage/queue").status_code == 200
    officer.close()


def test_a_log_is_vouched_for_and_forgery_is_found(idle_site: Site) -> None:
    ini = idle_site.folder / "site.ini"
    idle_site.start()
    looks(idle_site, 3)

    def whole() -> str:
        checked = run_command("verify-audit", ini)
        assert (checked.returncode, checked.stdout.splitlines()[0]) == (0, "The audit log is whole.")
        return checked.stdout.splitlines()[-1]

    noted = eventually(lambda: head if (head := whole()).startswith("4:") else None, "the reads in the log")
    looks(idle_site, 1)  # and stop at once: what waits in memory is written at the end
    idle_site.server.stop()
    assert run_command("check", ini).stdout == "The database is whole.\n"
    idle_site.start()
    idle_site.finish_work()
    assert run_command("verify-audit", ini, "--noted", noted).returncode == 0

    def forge(site: object) -> None:
        entries = site.audit_log._entries  # type: ignore[attr-defined]
        at, principal, _name, *rest = entries[2]
        entries[2] = (at, principal, "somebody else", *rest)
        del entries[3]

    assert idle_site.look(lambda site: site.audit_log.head.number) > 5
    change(idle_site, forge)
    checked = run_command("verify-audit", ini, "--noted", f"3:{'0' * 64}")
    assert checked.returncode == 1
    assert checked.stdout.splitlines()[:3] == [
        "Entry 2: does not follow from the one before: one of them was changed",
        "Entry 3: missing",
        "Entry 3: was noted and is not there",
    ]
    assert run_command("verify-audit", ini, "--noted", "3").returncode == 2
