"""The mail server is away for a while: citizens notice nothing, and their mail arrives once it is back."""

from bs4 import BeautifulSoup
from tests.faults.conftest import Site
from tests.support.clients import HttpCitizen
from tests.support.processes import StandIns
from tests.support.waiting import eventually

EMAIL = "maria@example.gr"


def give_and_confirm_email(site: Site, citizen: HttpCitizen, email: str = EMAIL) -> None:
    action, hidden = citizen.form("/me", "/me")
    assert citizen.http.post(action, data={**hidden, "email": email}).status_code == 303
    [mail] = eventually(lambda: site.standins.messages(email), "the mail with the link")
    link = next(word for word in mail["text"].split() if "/me/email/" in word)
    form = BeautifulSoup(citizen.http.get(link).text, "html.parser").select_one("main form")
    assert form is not None
    token = form.select("input")[0]["value"]
    assert citizen.http.post(link, data={"csrf_token": str(token)}).status_code == 303


def test_mail_waits_for_a_server_that_is_away_and_is_sent_once(idle_site: Site) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    give_and_confirm_email(idle_site, maria)
    ports = idle_site.standins.ports
    idle_site.standins.stop()
    path = maria.submit(maria.fill())
    number = idle_site.numbered(maria, path)
    eventually(
        lambda: "Το e-mail είναι στον δρόμο" in maria.http.get("/me/notices").text, "the notice on the site"
    )
    idle_site.standins = StandIns(idle_site.url, ports)
    [mail] = eventually(lambda: idle_site.standins.messages(EMAIL), "the mail that waited")
    assert mail["subject"].startswith(f"Αρ. πρωτ. {number}: ")
    eventually(lambda: "Στάλθηκε και με e-mail" in maria.http.get("/me/notices").text, "the word that it was sent")
    idle_site.finish_work()
    assert len(idle_site.standins.messages(EMAIL)) == 1
    assert len(idle_site.standins.messages("lighting@serres.example")) == 1
