"""The whole way of a mail that comes back: mail server, report on the wire, the command, the running site."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.faults.conftest import Site
from tests.faults.test_mail_server import EMAIL, give_and_confirm_email
from tests.support.clients import HttpCitizen
from tests.support.delivery_reports import POSTFIX, report_with
from tests.support.processes import free_port
from tests.support.settings import REPORTS_SECRET
from tests.support.waiting import eventually

TOLD, NO_REPORT, TRY_AGAIN = 0, 65, 75
RETURNED = "Το e-mail επέστρεψε: δεν παραδόθηκε"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "reports.secret"
    file.write_text(f"{REPORTS_SECRET}\n")
    return file


def bounces(site: str, secret: Path, mail: bytes) -> "subprocess.CompletedProcess[bytes]":
    """Hand a mail to the command as a mail server does, which knows nothing of the site's secrets."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SERRES_")}
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "serres_requests.scripts", "bounces", site, str(secret)],
        env=environment,
        input=mail,
        capture_output=True,
        check=False,
    )


def filed_with(site: Site, maria: HttpCitizen, fault: str) -> bytes:
    """Let a mail be taken and reported on later; return the report as it came."""
    site.standins.set_faults(mail=fault)
    site.numbered(maria, maria.submit(maria.fill()))
    eventually(lambda: "Στάλθηκε και με e-mail" in maria.http.get("/me/notices").text, "the word that it was sent")
    site.standins.set_faults()
    reports = (site.standins.raw_message(told) for told in site.standins.messages("aitimata@serres.example"))
    return next(raw for raw in reports if EMAIL.encode() in raw)


def test_a_mail_that_comes_back_is_told_to_the_citizen(idle_site: Site, secret: Path) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    give_and_confirm_email(idle_site, maria)
    report = filed_with(idle_site, maria, "report_failure")
    idle_site.server.stop()
    away = bounces(idle_site.url, secret, report)
    assert away.returncode == TRY_AGAIN
    assert b"could not be told" in away.stderr
    idle_site.start()
    for _ in range(2):
        told = bounces(f"{idle_site.url}/", secret, report)
        assert (told.returncode, told.stderr) == (TOLD, b"noted\n")
    page = maria.http.get("/me/notices").text
    assert RETURNED in page
    assert "550 5.1.1 No such user here" in page
    assert bounces(idle_site.url, secret, POSTFIX).stderr == b"not about a mail that is waited for\n"
    secret.write_text("another secret")
    assert bounces(idle_site.url, secret, report).returncode == TRY_AGAIN
    idle_site.finish_work()


def test_what_is_no_report_goes_back_and_what_needs_no_word_is_not_told(secret: Path) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    answer = bounces(nowhere, secret, b"From: maria@example.gr\r\nSubject: Re: your mail\r\n\r\nThank you!\r\n")
    assert answer.returncode == NO_REPORT
    assert b"reports of mail servers alone" in answer.stderr
    arrived = report_with("", "Final-Recipient: rfc822; m@example.gr\r\nAction: delivered\r\nStatus: 2.0.0\r\n")
    unnamed = report_with("", "Action: failed\r\nStatus: 5.1.1\r\n", headers="Subject: x\r\n")
    for report in (arrived, unnamed):
        assert bounces(nowhere, secret, report).returncode == TOLD


@pytest.mark.parametrize("site", ["file:///etc/passwd", "no address", "http://127.0.0.1:1"])
def test_a_wrong_address_of_the_site_loses_no_report(secret: Path, site: str) -> None:
    assert bounces(site, secret, POSTFIX).returncode == TRY_AGAIN


def test_a_missing_secret_and_another_server_lose_no_report(idle_site: Site, secret: Path) -> None:
    assert bounces(idle_site.url, secret / "none", POSTFIX).returncode == TRY_AGAIN
    assert bounces(idle_site.standins.url, secret, POSTFIX).returncode == TRY_AGAIN
