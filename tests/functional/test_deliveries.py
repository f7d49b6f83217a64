"""Staff see on the page of a request what its applicant was told, how it was sent, and what became of it."""

from datetime import timedelta
from typing import Any

from tests.functional.test_delivery_reports import file_with, tell
from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen, MemberOfStaff, form_to, words_of

from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.services.deliveries import MOST

EMAIL = "maria@example.gr"


class Broken:
    """A mail server that takes nothing."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def send(self, email: Any) -> None:
        raise self.error

    def rest(self) -> None:
        """There is no connection to close."""


def shown(person: MemberOfStaff, page: str) -> list[str]:
    """Return the notices of the page, newest first, each without the moment it was written."""
    panel = person.get(page).html.select_one("#deliveries")
    lines = panel.select("li") if panel else []
    return [
        " ".join(part for node in line.select("strong, p") for part in node.get_text().split()) for line in lines
    ]


def file(application: Installation, citizen: Citizen) -> str:
    path = citizen.file(LAMP)
    application.drain()
    return application.staff_page(path)


def test_what_was_mailed_is_told_with_the_address_in_part(application: Installation) -> None:
    page = file(application, application.citizen("maria", EMAIL))
    lighting = application.staff("lighting")
    lighting.move(page, "start", status=303)
    application.drain()
    started, filed = shown(lighting, page)
    assert started.startswith("Άρχισε η επεξεργασία Με e-mail προς m…@example.gr, ")
    assert filed.startswith("Πρωτοκολλήθηκε Με e-mail προς m…@example.gr, ")
    assert EMAIL not in lighting.get(page).text


def test_without_an_address_it_stands_on_the_site_alone(page: str, lighting: MemberOfStaff) -> None:
    assert shown(lighting, page) == ["Πρωτοκολλήθηκε Όχι με e-mail: ο πολίτης δεν έχει επιβεβαιωμένη διεύθυνση"]


def test_tries_that_failed_are_counted_until_it_leaves(application: Installation) -> None:
    maria = application.citizen("maria", EMAIL)
    mail = application.router.registry.ports.mail
    application.use(mail=Broken(UnavailableError("away")))
    page = file(application, maria)
    lighting = application.staff("lighting")
    assert shown(lighting, page) == ["Πρωτοκολλήθηκε Το e-mail είναι στον δρόμο · προσπάθειες: 1"]
    application.use(mail=mail)
    application.clock.advance(timedelta(minutes=1))
    application.drain()
    [line] = shown(lighting, page)
    assert "Με e-mail προς m…@example.gr" in line
    assert line.endswith("προσπάθειες: 2")
    assert maria.get("/me/data/json").json["notices"][0]["sent_to"] == "m…@example.gr"


def test_what_was_refused_is_told(application: Installation) -> None:
    maria = application.citizen("maria", EMAIL)
    application.use(mail=Broken(RefusedError("no such mailbox")))
    page = file(application, maria)
    assert shown(application.staff("lighting"), page) == [
        "Πρωτοκολλήθηκε Ο διακομιστής δεν δέχτηκε το e-mail προς m…@example.gr"
    ]


def test_what_came_back_later_is_told_with_what_was_said(application: Installation) -> None:
    maria = application.citizen("maria", EMAIL)
    tell(application, file_with(application, maria, "report_failure"))
    [page] = [link["href"] for link in application.staff("lighting").get("/manage/queue").html.select("tbody a")]
    [line] = shown(application.staff("lighting"), page)
    assert "Το e-mail προς m…@example.gr επέστρεψε: δεν παραδόθηκε" in line
    assert "550 5.1.1 No such user here" in line


def test_the_daily_mail_is_told_too(application: Installation) -> None:
    maria = application.citizen("maria", EMAIL)
    form = form_to(maria.get("/me/notices/mails"), "/me/notices/mails")
    form["filed"] = "daily"
    form.submit(status=303)
    page = file(application, maria)
    assert "επόμενο ημερήσιο e-mail" in shown(application.staff("lighting"), page)[0]
    mail = application.router.registry.ports.mail
    application.clock.advance(timedelta(days=1))
    application.use(mail=Broken(UnavailableError("away")))
    application.worker.mail_daily()
    application.drain()
    application.use(mail=mail)
    application.clock.advance(timedelta(minutes=1))
    application.drain()
    [line] = shown(application.staff("lighting"), page)
    assert "Στο ημερήσιο e-mail προς m…@example.gr" in line
    assert line.endswith("προσπάθειες: 2")


def test_messages_and_what_was_passed_on_are_among_them(
    application: Installation, page: str, lighting: MemberOfStaff
) -> None:
    form = form_to(lighting.get(page), "/write")
    form["text"] = "Θα το δούμε αύριο."
    form.submit("kind", value="to_citizen", status=303)
    form = form_to(lighting.get(page), "/hand_over")
    form["department"], form["why"] = "cleaning", "Δεν είναι δικό μας."
    form.submit(status=303)
    application.drain()
    admin = application.staff("admin")
    assert [line.split(" Όχι")[0] for line in shown(admin, page)] == [
        "Διαβιβάστηκε σε άλλο τμήμα",
        "Από το τμήμα",
        "Πρωτοκολλήθηκε",
    ]


def test_what_the_citizen_erased_is_not_listed_and_that_is_said(
    application: Installation, maria: Citizen, page: str, lighting: MemberOfStaff
) -> None:
    maria.press(maria.get("/me/notices"), "/me/notices", status=303)
    form = form_to(maria.get("/me/data"), "/me/data/erase")
    form["notices"], form["confirmed"] = True, True
    form.submit(status=303)
    assert shown(lighting, page) == []
    assert "διέγραψε ειδοποιήσεις" in words_of(lighting.get(page))


def test_a_long_story_is_told_from_its_end(application: Installation, page: str, lighting: MemberOfStaff) -> None:
    form = form_to(lighting.get(page), "/write")
    for number in range(MOST):
        application.clock.advance(timedelta(seconds=1))
        form["text"] = f"Μήνυμα {number}"
        form.submit("kind", value="to_citizen", status=303)
    application.drain()
    assert len(shown(lighting, page)) == MOST
