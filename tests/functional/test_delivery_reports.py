"""Mail that was taken and came back later: the citizen is told, and nobody who forges a report tells anything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.installation import Installation
from tests.support.processes import StandIns
from tests.support.settings import REPORTS_SECRET
from tests.support.visitors import EMAIL, Citizen, form_to, words_of

from serres_requests.domain.delivery_reports import DeliveryReport, Outcome, read_report
from serres_requests.domain.notices import Delivery
from serres_requests.services.report_messages import PATH, signed

RETURNS_TO = "aitimata@serres.example"
SENT = "Στάλθηκε και με e-mail"
RETURNED = "Το e-mail επέστρεψε: δεν παραδόθηκε"
ANSWER = "Ο διακομιστής e-mail απάντησε: «550 5.1.1 No such user here»"
CHECK_IT = f"Ο διακομιστής e-mail της διεύθυνσης {EMAIL} δεν δέχεται τα μηνύματά μας. Ελέγξτε τη διεύθυνση."
NO_LINK = "Το μήνυμα με τον σύνδεσμο προς"


pytestmark = pytest.mark.usefixtures("proven_address")


def report_of_last(application: Installation) -> DeliveryReport:
    """Return the newest report that the mail server sent back."""
    standins = application.standins
    report = read_report(standins.raw_message(standins.messages(RETURNS_TO)[0]))
    assert report is not None
    return report


def tell(
    application: Installation, report: DeliveryReport, secret: str = REPORTS_SECRET, status: int = 200
) -> bool:
    """Tell the site as the command does; return whether it noted something."""
    answer = application.visitor().post(PATH, {"report": signed(secret, report)}, status=status)
    return bool(answer.json["noted"])


def file_with(application: Installation, maria: Citizen, fault: str) -> DeliveryReport:
    """File a request whose mail server reports later; return the report about the mail to the citizen."""
    application.standins.set_faults(mail=fault)
    maria.file()
    application.drain()
    application.standins.set_faults()
    standins = application.standins
    reports = (read_report(standins.raw_message(told)) for told in standins.messages(RETURNS_TO))
    return next(report for report in reports if report is not None and report.message_id.startswith("<notice."))


def notices_of(maria: Citizen) -> str:
    return words_of(maria.get("/me/notices"))


def test_a_mail_that_came_back_is_told_on_its_notice_and_the_address_on_the_card(
    application: Installation, maria: Citizen
) -> None:
    report = file_with(application, maria, "report_failure")
    assert SENT in notices_of(maria)
    for _ in range(2):
        assert tell(application, report)
        told = notices_of(maria)
        assert RETURNED in told
        assert ANSWER in told
        assert SENT not in told
        assert CHECK_IT in told
        assert CHECK_IT in words_of(maria.get("/me"))
    data = maria.get("/me/data/json").json
    assert data["card"]["returned_emails"] == [EMAIL]
    assert (data["notices"][0]["email"], data["notices"][0]["mail_answer"]) == (
        "returned",
        "550 5.1.1 No such user here",
    )


def test_that_a_later_mail_is_taken_proves_nothing_and_a_new_link_does(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    tell(application, file_with(application, maria, "report_failure"))
    maria.file()
    application.drain()
    assert SENT in notices_of(maria)
    assert CHECK_IT in notices_of(maria)
    maria.give_email(EMAIL)
    application.drain()
    link = application.link_sent_to(EMAIL)
    maria.press(maria.get(link), link, status=303)
    assert CHECK_IT not in notices_of(maria)
    assert RETURNED in notices_of(maria)


def test_a_delay_is_told_beside_and_asks_nothing_of_the_citizen(application: Installation, maria: Citizen) -> None:
    report = file_with(application, maria, "report_delay")
    assert tell(application, report)
    told = notices_of(maria)
    assert f"{SENT} · Καθυστερεί. Ο διακομιστής e-mail απάντησε: «451 4.4.1 Connection timed out»" in told
    assert CHECK_IT not in told


def test_a_mail_that_failed_after_days_of_trying_says_nothing_about_the_next(
    application: Installation, maria: Citizen
) -> None:
    report = replace(file_with(application, maria, "report_failure"), is_permanent=False)
    assert tell(application, report)
    assert RETURNED in notices_of(maria)
    assert CHECK_IT not in notices_of(maria)
    tell(application, replace(report, outcome=Outcome.DELAYED, answer="late"))
    assert ANSWER in notices_of(maria)


def test_what_the_other_server_said_is_text(application: Installation, maria: Citizen) -> None:
    report = file_with(application, maria, "report_failure")
    tell(application, replace(report, answer="550 <script>alert(1)</script> ${request}"))
    page = maria.get("/me/notices")
    assert "«550 <script>alert(1)</script> ${request}»" in words_of(page)
    assert "<script>alert" not in page.text


def changed(report: DeliveryReport, old: str, new: str) -> DeliveryReport:
    assert old in report.message_id
    return replace(report, message_id=report.message_id.replace(old, new))


FORGERIES: dict[str, Callable[[DeliveryReport], DeliveryReport]] = {
    "no id": lambda report: replace(report, message_id=""),
    "no mark": lambda report: replace(report, message_id=f"{report.message_id.rpartition('.')[0]}@serres.test>"),
    "another mark": lambda report: changed(report, "@", "x@"),
    "another site": lambda report: changed(report, "@serres.test", "@other.test"),
    "another notice": lambda report: changed(report, "-filed.", "-started."),
    "another citizen": lambda report: changed(report, "<notice.", "<notice.0"),
    "another kind": lambda report: changed(report, "<notice.", "<stop."),
    "a daily mail": lambda report: changed(report, "<notice.", "<daily."),
    "letters": lambda report: changed(report, "-filed.", "-filed.ά"),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_report_about_no_mail_of_ours_notes_nothing(
    application: Installation, maria: Citizen, forgery: str
) -> None:
    report = file_with(application, maria, "report_failure")
    assert not tell(application, FORGERIES[forgery](report))
    assert SENT in notices_of(maria)
    assert CHECK_IT not in notices_of(maria)


def test_mails_to_staff_have_no_record_to_change(application: Installation, maria: Citizen) -> None:
    file_with(application, maria, "report_failure")
    standins = application.standins
    reports = [read_report(standins.raw_message(told)) for told in standins.messages(RETURNS_TO)]
    staff = [report for report in reports if report is not None and "<notice." not in report.message_id]
    assert staff
    assert not any(tell(application, report) for report in staff)


def test_a_report_about_an_address_that_is_no_longer_used_notes_nothing(
    application: Installation, maria: Citizen
) -> None:
    report = file_with(application, maria, "report_failure")
    maria.give_email("other@example.gr")
    application.drain()
    link = application.link_sent_to("other@example.gr")
    maria.press(maria.get(link), link, status=303)
    assert not tell(application, report)
    assert "δεν δέχεται" not in notices_of(maria)


def test_a_report_about_a_notice_that_was_erased_is_still_about_the_address(
    application: Installation, maria: Citizen
) -> None:
    report = file_with(application, maria, "report_failure")
    maria.press(maria.get("/me/notices"), "/me/notices", status=303)
    form = next(form for form in maria.get("/me/data").forms.values() if form.action.endswith("/erase"))
    form["notices"] = form["confirmed"] = True
    form.submit(status=303)
    assert tell(application, report)
    assert CHECK_IT in words_of(maria.get("/me"))
    form = next(form for form in maria.get("/me/data").forms.values() if form.action.endswith("/erase"))
    form["email"] = form["confirmed"] = True
    form.submit(status=303)
    assert maria.get("/me/data/json").json["card"]["returned_emails"] == []
    assert not tell(application, report)


def test_a_mail_that_is_back_before_it_is_noted_as_sent_stays_returned(
    application: Installation, maria: Citizen
) -> None:
    mail = application.registry.ports.mail

    class Quick:
        def send(self, email: object) -> None:
            mail.send(email)
            report = DeliveryReport(email.message_id, Outcome.FAILED, is_permanent=True, answer="550 no")  # type: ignore[attr-defined]
            tell(application, report)

        def rest(self) -> None:
            mail.rest()

    application.use(mail=Quick())
    maria.file()
    application.drain()
    assert RETURNED in notices_of(maria)
    assert CHECK_IT in notices_of(maria)


def test_a_daily_mail_that_came_back_is_told_on_what_it_told_alone(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    form = form_to(maria.get("/me/notices/mails"), "/me/notices/mails")
    form["filed"] = "daily"
    form.submit(status=303)
    reports = []
    for count in (2, 1):
        maria.log_in("maria")
        for _ in range(count):
            maria.file()
        application.drain()
        application.clock.advance(timedelta(days=1))
        application.use()
        standins.set_faults(mail="report_failure")
        application.worker.mail_daily()
        application.drain()
        standins.set_faults()
        reports.append(report_of_last(application))
    maria.log_in("maria")

    def stand() -> list[str]:
        return [notice["email"] for notice in maria.get("/me/data/json").json["notices"]]

    assert stand() == ["in_daily"] * 3
    for _ in range(2):
        assert tell(application, reports[0])
        assert stand() == ["in_daily", "returned", "returned"]
    assert tell(application, reports[1])
    assert stand() == ["returned"] * 3


def test_a_link_that_could_not_be_delivered_is_told_on_the_card(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="report_failure")
    maria.give_email("mraia@example.gr")
    application.drain()
    standins.set_faults()
    assert NO_LINK not in words_of(maria.get("/me"))
    assert tell(application, report_of_last(application))
    assert f"{NO_LINK} mraia@example.gr δεν παραδόθηκε." in words_of(maria.get("/me"))
    assert CHECK_IT not in words_of(maria.get("/me"))


def test_a_link_that_is_refused_at_once_is_told_on_the_card(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    standins.set_faults(mail="reject_permanently")
    maria.give_email("mraia@example.gr")
    application.drain()
    assert f"{NO_LINK} mraia@example.gr δεν παραδόθηκε." in words_of(maria.get("/me"))


def test_who_does_not_sign_with_our_secret_tells_nothing_and_is_slowed_down(
    application: Installation, maria: Citizen
) -> None:
    report = file_with(application, maria, "report_failure")
    assert not tell(application, report, "another secret, as long as it must be", status=403)
    for message in ("", "x", "ά", signed(REPORTS_SECRET, report)[:-1], "a" * 10_000):
        application.visitor().post(PATH, {"report": message}, status=403)
    for _ in range(4):
        application.visitor().post(PATH, {}, status=403)
    application.visitor().post(PATH, {"report": signed(REPORTS_SECRET, report)}, status=429)
    assert SENT in notices_of(maria)


def test_without_a_secret_nobody_can_tell_anything(
    application: Installation, maria: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = file_with(application, maria, "report_failure")
    monkeypatch.setattr(application.registry, "app_settings", replace(application.settings, reports_secret=""))
    assert not tell(application, report, "", status=403)


def test_a_message_is_good_for_five_minutes(
    application: Installation, maria: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = file_with(application, maria, "report_failure")
    with monkeypatch.context() as earlier:
        earlier.setattr("itsdangerous.TimestampSigner.get_timestamp", lambda _signer: 1_000_000_000)
        message = signed(REPORTS_SECRET, report)
    application.visitor().post(PATH, {"report": message}, status=403)
    assert RETURNED not in notices_of(maria)


def test_a_notice_that_came_back_is_not_mailed_again(application: Installation, maria: Citizen) -> None:
    tell(application, file_with(application, maria, "report_failure"))
    states = [notice["email"] for notice in maria.get("/me/data/json").json["notices"]]
    assert states == [Delivery.RETURNED]
    application.clock.advance(timedelta(days=1))
    assert application.drain() == 0
